#pragma once

#include <QFontMetrics>
#include <QRect>

namespace callscope::ui {

/// Where the rows of the timeline are, from top to bottom. With little height the second row of marks goes first, then
/// the strips shrink to thin bars without words, then the marks go; the sound takes what is left.
struct TimelineRows
{
    QRect ruler {}, callerStrip {}, callerWave {}, botWave {}, botStrip {};
    QRect turnMarks {}; ///< what the talk did: barge-in, clear, marks
    QRect signalMarks {}; ///< what else happened: keys, gaps, problems, remarks; empty: they are in turnMarks
    bool stripsHaveText = false;

    static TimelineRows arranged(const QSize &size, const QFontMetrics &metrics);
    /// Both strips and both waves.
    QRect lanes() const { return callerStrip.united(botStrip); }
    /// All that a moment in time crosses.
    QRect whole() const { return ruler.united(lanes()).united(turnMarks).united(signalMarks); }
};

} // namespace callscope::ui
