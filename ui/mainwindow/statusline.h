#pragma once

#include "ui/common/feed.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace callscope::ui {

/// The gateway in one line at the foot of the window: state, address to copy, deploy id, and how many warnings there
/// are. Lives on the GUI thread.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setStatus(const FeedStatus &status);

Q_SIGNALS:
    /// The warnings were clicked.
    void warningsRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showStatus();
    QString stateText() const;

    FeedStatus m_status {};
    QLabel *m_glyph, *m_state, *m_deploy;
    QToolButton *m_address, *m_warnings;
};

} // namespace callscope::ui
