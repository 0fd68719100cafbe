#pragma once

#include "ui/timeline/timelinescene.h"

#include <QPainter>

namespace callscope::ui {

/// Paints the timeline: rows of bars and marks around two waveforms, on one axis. Nothing of it needs more than what is
/// visible.
class TimelinePainter
{
public:
    TimelinePainter(QPainter &painter, const TimelineScene &scene, const QRect &exposed);

    void paint();

private:
    void paintGround();
    void paintGrid();
    void paintWaves();
    void paintBars();
    void paintBar(const TimeItem &item);
    void paintUnheard(const TimeItem &item);
    void outline(const QRectF &bar, const QColor &color);
    void writeWords(const TimeItem &item, const QRectF &bar, const QColor &ink);
    void paintRuler();
    void paintStretch(TimeRange range, bool isDragged);
    void paintMoment(CallTime time, const QPen &pen);
    void paintPlayhead(CallTime time);
    void paintHint();
    void writeTime(CallTime time, const QColor &ink, const QColor &ground);
    double tickPixels() const;

    QPainter &m_painter;
    const TimelineScene &m_scene;
    const TimelineRows &m_rows;
    QRect m_exposed;
    Colors m_colors;
    QColor m_text, m_base, m_ground;
};

} // namespace callscope::ui
