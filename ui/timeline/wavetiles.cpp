#include "ui/timeline/wavetiles.h"

#include <QPainter>

#include <cmath>

namespace callscope::ui {

namespace {

constexpr int tileColumns = 128;
constexpr size_t mostTiles = 128;
constexpr int loudestSample = 32124; // of µ-law: more than that is cut off on the line
constexpr double softness = 0.5;

media::Sample between(media::Sample a, media::Sample b, double part)
{
    return static_cast<media::Sample>(std::lround(a + (b - a) * part));
}

qint64 floorDiv(qint64 a, qint64 b)
{
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

} // namespace

double waveHeight(int sample)
{
    return std::pow(std::min(1.0, std::abs(sample) / double(loudestSample)), softness);
}

void WaveTiles::setLook(const Look &look)
{
    if (look == m_look)
        return;
    m_look = look;
    m_tiles.clear();
}

void WaveTiles::clear()
{
    m_tiles.clear();
    m_seenRevision = 0;
}

media::PeakPyramid::Run WaveTiles::catchUp(const media::PeakPyramid &pyramid)
{
    const media::PeakPyramid::Run changed = pyramid.changedSince(m_seenRevision);
    m_seenRevision = pyramid.revision();
    if (changed.first == changed.end)
        return changed;
    // A peak also shapes the lines to its neighbours.
    const auto columnOf = [this](qint64 peak) {
        return static_cast<qint64>(std::floor(double(peak * media::samplesPerPeak) / m_look.samplesPerColumn));
    };
    soil(columnOf(changed.first - 1), columnOf(changed.end + 1) + 1);
    return changed;
}

void WaveTiles::soil(qint64 firstColumn, qint64 endColumn)
{
    const auto first = m_tiles.lower_bound(floorDiv(firstColumn, tileColumns));
    for (auto entry = first; entry != m_tiles.end() && entry->first * tileColumns < endColumn; ++entry) {
        auto &[index, tile] = *entry;
        const int from = static_cast<int>(std::max<qint64>(0, firstColumn - index * tileColumns));
        const int end = static_cast<int>(std::min<qint64>(tileColumns, endColumn - index * tileColumns));
        const bool isClean = tile.dirtyFrom == tile.dirtyEnd;
        tile.dirtyFrom = isClean ? from : std::min(tile.dirtyFrom, from);
        tile.dirtyEnd = isClean ? end : std::max(tile.dirtyEnd, end);
    }
}

void WaveTiles::paint(QPainter &painter, QPointF topLeft, Columns columns, double scale,
                      const media::PeakPyramid &pyramid)
{
    if (m_look.height <= 0 || columns.count <= 0)
        return;
    const qint64 end = columns.first + columns.count;
    const qint64 firstTile = floorDiv(columns.first, tileColumns), endTile = floorDiv(end - 1, tileColumns) + 1;
    for (qint64 index = firstTile; index < endTile; ++index) {
        Tile &one = tile(index);
        draw(index, one, pyramid);
        const qint64 from = std::max(columns.first, index * tileColumns);
        const qint64 to = std::min(end, (index + 1) * tileColumns);
        const QRectF source(double(from - index * tileColumns), 0, double(to - from), m_look.height);
        const QPointF place(topLeft.x() + double(from - columns.first) / scale, topLeft.y());
        painter.drawImage(QRectF(place, source.size() / scale), one.image, source);
    }
    forgetFar(firstTile, endTile);
}

WaveTiles::Tile &WaveTiles::tile(qint64 index)
{
    Tile &one = m_tiles[index];
    if (one.image.isNull()) {
        one.image = QImage(tileColumns, m_look.height, QImage::Format_ARGB32_Premultiplied);
        one.dirtyEnd = tileColumns;
    }
    return one;
}

void WaveTiles::draw(qint64 index, Tile &tile, const media::PeakPyramid &pyramid)
{
    if (tile.dirtyFrom >= tile.dirtyEnd)
        return;
    QPainter painter(&tile.image);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.fillRect(tile.dirtyFrom, 0, tile.dirtyEnd - tile.dirtyFrom, m_look.height, Qt::transparent);
    for (int x = tile.dirtyFrom; x < tile.dirtyEnd; ++x)
        drawColumn(painter, x, peakAt(index * tileColumns + x, pyramid));
    m_drawnColumns += tile.dirtyEnd - tile.dirtyFrom;
    tile.dirtyFrom = tile.dirtyEnd = 0;
}

void WaveTiles::drawColumn(QPainter &painter, int x, const media::Peak &peak) const
{
    if (peak == media::Peak {})
        return;
    const double middle = m_look.height / 2.0;
    const auto span = [&](double up, double down, const QColor &color) {
        const int top = static_cast<int>(std::floor(middle - up * middle));
        const int bottom = std::max(top + 1, static_cast<int>(std::ceil(middle + down * middle)));
        painter.fillRect(x, top, 1, bottom - top, color);
    };
    const double up = peak.most > 0 ? waveHeight(peak.most) : 0, down = peak.least < 0 ? waveHeight(peak.least) : 0;
    const double body = waveHeight(peak.rms);
    span(up, down, m_look.peak);
    span(std::min(up, body), std::min(down, body), m_look.rms);
    const int cap = std::max(2, m_look.height / 16);
    if (peak.most >= loudestSample)
        painter.fillRect(x, 0, 1, cap, m_look.clipped);
    if (peak.least <= -loudestSample)
        painter.fillRect(x, m_look.height - cap, 1, cap, m_look.clipped);
}

/// Nearer than the finest peaks the outline runs straight from one to the next.
media::Peak WaveTiles::peakAt(qint64 column, const media::PeakPyramid &pyramid) const
{
    const double from = double(column) * m_look.samplesPerColumn;
    if (m_look.samplesPerColumn >= media::samplesPerPeak)
        return pyramid.over(std::llround(from), std::llround(from + m_look.samplesPerColumn));
    const double place = (from + m_look.samplesPerColumn / 2) / media::samplesPerPeak - 0.5;
    const auto left = static_cast<qint64>(std::floor(place));
    const auto at = [&pyramid](qint64 peak) {
        return pyramid.over(peak * media::samplesPerPeak, (peak + 1) * media::samplesPerPeak);
    };
    const media::Peak a = at(left), b = at(left + 1);
    const double part = place - double(left);
    return { between(a.least, b.least, part), between(a.most, b.most, part),
             static_cast<quint16>(std::lround(a.rms + (b.rms - a.rms) * part)) };
}

void WaveTiles::forgetFar(qint64 firstTile, qint64 endTile)
{
    const auto visible = static_cast<size_t>(endTile - firstTile);
    if (m_tiles.size() <= std::max(mostTiles, 2 * visible))
        return;
    std::erase_if(m_tiles, [=](const auto &entry) { return entry.first < firstTile || entry.first >= endTile; });
}

} // namespace callscope::ui
