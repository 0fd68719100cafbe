#pragma once

#include "core/media/peakpyramid.h"

#include <QColor>
#include <QImage>
#include <QPointF>

#include <map>

class QPainter;

namespace callscope::ui {

/// The drawn waveform of one lane, kept in tiles of some columns each, so that what has been drawn once is only copied
/// while it scrolls by, and new sound draws no more than its own columns. A column is one pixel of the device wide and
/// stands for the same stretch of the call wherever the window is. Lives on the GUI thread.
class WaveTiles
{
public:
    struct Look
    {
        double samplesPerColumn = 256;
        int height = 0; ///< in pixels of the device
        QColor peak {}, rms {}, clipped {};

        friend bool operator==(const Look &, const Look &) = default;
    };
    struct Columns
    {
        qint64 first = 0;
        int count = 0;
    };

    /// Another look: everything is drawn anew.
    void setLook(const Look &look);
    /// Another lane: everything is drawn anew.
    void clear();
    /// Takes note of the sound that has changed since it last did; gives back where.
    media::PeakPyramid::Run catchUp(const media::PeakPyramid &pyramid);
    /// Shows these columns from `topLeft` on; `scale` is the painter's device pixel ratio.
    void paint(QPainter &painter, QPointF topLeft, Columns columns, double scale, const media::PeakPyramid &pyramid);

    /// How many columns have been drawn so far: what the drawing has cost.
    qint64 drawnColumns() const { return m_drawnColumns; }

private:
    struct Tile
    {
        QImage image;
        int dirtyFrom = 0, dirtyEnd = 0; ///< columns that are to be drawn
    };

    Tile &tile(qint64 index);
    void soil(qint64 firstColumn, qint64 endColumn);
    void draw(qint64 index, Tile &tile, const media::PeakPyramid &pyramid);
    void drawColumn(QPainter &painter, int x, const media::Peak &peak) const;
    void forgetFar(qint64 firstTile, qint64 endTile);
    media::Peak peakAt(qint64 column, const media::PeakPyramid &pyramid) const;

    Look m_look {};
    std::map<qint64, Tile> m_tiles {};
    quint64 m_seenRevision = 0;
    qint64 m_drawnColumns = 0;
};

/// How far from the middle of its lane a sample is drawn, 0 to 1. Soft sound is drawn larger than it is: speech on a
/// telephone line is rarely loud.
double waveHeight(int sample);

} // namespace callscope::ui
