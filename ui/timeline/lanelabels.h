#pragma once

#include <QWidget>

namespace callscope::ui {

class TimelineView;

/// The names of the timeline's rows, beside it: on the left in English, on the right in Hebrew. Lives on the GUI
/// thread.
class LaneLabels : public QWidget
{
    Q_OBJECT

public:
    /// `view` must outlive it.
    explicit LaneLabels(const TimelineView &view, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const TimelineView &m_view;
    QString m_caller, m_bot, m_turns, m_signals;
};

} // namespace callscope::ui
