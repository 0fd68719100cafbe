#include "core/media/playout.h"

#include "core/media/mulaw.h"

#include <algorithm>

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
    const auto behind = std::upper_bound(m_pieces.begin(), m_pieces.end(), playsAt,
                                         [](base::Monotonic time, const Piece &piece) { return time < piece.start; });
    m_pieces.insert(behind, Piece { playsAt, decodeMuLaw(mulaw) });
}

void Playout::clear(base::Monotonic now)
{
    while (!m_pieces.empty() && m_pieces.back().start >= now)
        m_pieces.pop_back();
    for (Piece &piece : m_pieces) {
        const std::int64_t heard = samplesBetween(piece.start, now);
        if (heard < std::ssize(piece.samples))
            piece.samples.resize(static_cast<std::size_t>(heard));
    }
}

Samples Playout::at(base::Monotonic from, int count) const
{
    Samples heard(static_cast<std::size_t>(count));
    for (const Piece &piece : m_pieces) {
        const std::int64_t offset = samplesBetween(from, piece.start);
        const std::int64_t first = std::max<std::int64_t>(offset, 0);
        const std::int64_t last = std::min<std::int64_t>(offset + std::ssize(piece.samples), count);
        if (offset >= count)
            break;
        if (first < last)
            std::copy_n(piece.samples.begin() + (first - offset), last - first, heard.begin() + first);
    }
    return heard;
}

void Playout::forget(base::Monotonic before)
{
    while (!m_pieces.empty() && samplesBetween(m_pieces.front().start, before) >= std::ssize(m_pieces.front().samples))
        m_pieces.pop_front();
}

} // namespace callscope::media
