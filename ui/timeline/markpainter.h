#pragma once

#include "ui/timeline/timelinescene.h"

#include <QPainter>

namespace callscope::ui {

/// Paints the marks: a glyph and its label in a row, and a line through the lanes that the mark is about. Lives as long
/// as one painting.
class MarkPainter
{
public:
    MarkPainter(QPainter &painter, const TimelineScene &scene, const QRect &exposed);

    void paintInLanes(const TimeItem &item);
    void paintRow(const QRect &row);

private:
    void paintGap(const TimeItem &item);
    void paintGuide(const TimeItem &item);
    void paintLabel(const MarkPlace &place, const QRect &row);

    QPainter &m_painter;
    const TimelineScene &m_scene;
    const TimelineRows &m_rows;
    QRect m_exposed;
    Colors m_colors;
    QColor m_text;
};

} // namespace callscope::ui
