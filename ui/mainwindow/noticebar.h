#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace callscope::ui {

/// The line above the pages that tells what went wrong and what to do about it, until it is dismissed. Lives in the
/// main window; the newest notice stands, older ones are counted.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    enum class Weight { Problem, Warning };

    explicit NoticeBar(QWidget *parent = nullptr);

    void show(Weight weight, const QString &text);
    QString text() const;

public Q_SLOTS:
    void dismiss();

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintWeight();
    void showCount();

    QLabel *m_glyph, *m_text, *m_count;
    QToolButton *m_close;
    Weight m_weight = Weight::Warning;
    int m_waiting = 0; ///< notices that stood before this one
};

} // namespace callscope::ui
