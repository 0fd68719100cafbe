#include "core/media/playout.h"

#include "core/media/mulaw.h"

#include <algorithm>
#include <iterator>

namespace callscope::media {

namespace {

/// Rounded to the nearest sample, halves always up, so that frames 20 ms apart stay exactly 160 samples apart at any
/// phase of the clock.
std::int64_t samplesBetween(base::Monotonic from, base::Monotonic to)
{
    using SampleTime = std::chrono::duration<std::int64_t, std::ratio<1, sampleRate>>;
    return std::chrono::floor<SampleTime>(to - from + std::chrono::nanoseconds(1'000'000'000 / sampleRate / 2)).count();
}

} // namespace

void Playout::add(base::Monotonic playsAt, QByteArrayView mulaw)
{
    auto behind = m_pieces.end();
    qsizetype offset = m_sound.size();
    for (; behind != m_pieces.begin() && std::prev(behind)->start > playsAt; --behind)
        offset -= std::prev(behind)->size;
    m_pieces.insert(behind, Piece { playsAt, mulaw.size() });
    m_sound.insert(offset, mulaw);
}

void Playout::clear(base::Monotonic now)
{
    qsizetype offset = 0;
    for (Piece &piece : m_pieces) {
        const qsizetype heard = std::clamp<std::int64_t>(samplesBetween(piece.start, now), 0, piece.size);
        m_sound.remove(offset + heard, piece.size - heard);
        piece.size = heard;
        offset += heard;
    }
    std::erase_if(m_pieces, [](const Piece &piece) { return piece.size == 0; });
}

void Playout::at(base::Monotonic from, std::span<Sample> into) const
{
    std::fill(into.begin(), into.end(), Sample(0));
    qsizetype begin = 0;
    for (const Piece &piece : m_pieces) {
        const std::int64_t offset = samplesBetween(from, piece.start);
        const std::int64_t first = std::max<std::int64_t>(offset, 0);
        const std::int64_t last = std::min<std::int64_t>(offset + piece.size, std::ssize(into));
        if (offset >= std::ssize(into))
            break;
        if (first < last)
            decodeMuLaw(QByteArrayView(m_sound).sliced(begin + first - offset, last - first),
                        into.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first)));
        begin += piece.size;
    }
}

void Playout::forget(base::Monotonic before)
{
    qsizetype forgotten = 0;
    auto piece = m_pieces.begin();
    for (; piece != m_pieces.end() && samplesBetween(piece->start, before) >= piece->size; ++piece)
        forgotten += piece->size;
    m_pieces.erase(m_pieces.begin(), piece);
    m_sound.remove(0, forgotten);
    if (m_pieces.empty())
        m_sound.clear();
}

} // namespace callscope::media
