#include "ui/timeline/timelinerows.h"

#include <algorithm>

namespace callscope::ui {

namespace {

/// Heights for which there is room.
struct Heights
{
    int ruler = 0, strip = 0, turnMarks = 0, signalMarks = 0;

    int sum() const { return ruler + 2 * strip + turnMarks + signalMarks; }
};

Heights chosen(int height, int line)
{
    const int leastWave = line * 3 / 2, slim = std::max(4, line / 3);
    const Heights wishes[] = { { line, line, line, line }, { line, line, line, 0 }, { line, slim, line, 0 } };
    for (const Heights &wish : wishes) {
        if (height >= wish.sum() + 2 * leastWave)
            return wish;
    }
    return { line, slim, 0, 0 };
}

} // namespace

TimelineRows TimelineRows::arranged(const QSize &size, const QFontMetrics &metrics)
{
    const int line = metrics.height() + 4;
    const Heights heights = chosen(size.height(), line);
    const int wave = std::max(1, (size.height() - heights.sum()) / 2);
    int y = 0;
    const auto row = [&y, &size](int height) {
        const QRect rect(0, y, size.width(), height);
        y += height;
        return rect;
    };
    TimelineRows rows;
    rows.stripsHaveText = heights.strip == line;
    rows.ruler = row(heights.ruler);
    rows.callerStrip = row(heights.strip);
    rows.callerWave = row(wave);
    rows.botWave = row(wave);
    rows.botStrip = row(heights.strip);
    rows.turnMarks = row(heights.turnMarks);
    rows.signalMarks = row(heights.signalMarks);
    return rows;
}

} // namespace callscope::ui
