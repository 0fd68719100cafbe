#pragma once

#include "ui/audio/playback.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace callscope::ui {

/// Says above the listen bar why nothing is heard and what happens next, until it is dismissed or no longer true. Lives
/// on the GUI thread.
class SoundBanner : public QFrame
{
    Q_OBJECT

public:
    explicit SoundBanner(QWidget *parent = nullptr);

    /// Empty: nothing to say. A sentence that was dismissed is not shown again until there was another, or none.
    void tell(const QString &sentence);
    QString sentence() const;
    /// What there is to say about the way out; empty while all is well.
    static QString about(const OutputStatus &output);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_sign, *m_text;
    QToolButton *m_dismiss;
};

} // namespace callscope::ui
