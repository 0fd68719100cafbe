#pragma once

#include "core/call/streamclock.h"
#include "core/media/format.h"

#include <QByteArray>

#include <functional>
#include <vector>

namespace callscope::call {

/// The bot's sound as the caller hears it, for the recording: sent frames wait here until the clock says that they were
/// played, and those that `clear` flushed are never given out. One run of speech keeps its sample positions contiguous.
class BotTrack
{
public:
    struct Piece
    {
        std::int64_t position
            = 0; ///< in samples since stream start; negative: played before the stream's own time began
        media::Samples samples {};
    };

    /// A piece that has been played, good for the moment: its memory is used again.
    std::function<void(const Piece &)> onPlayed;

    void add(base::Monotonic playsAt, QByteArrayView mulaw);
    void clear(base::Monotonic now);
    /// Gives out what has been played since the last call; nothing as long as `clock` does not run.
    void tick(base::Monotonic now, const StreamClock &clock);

private:
    struct Waiting
    {
        base::Monotonic playsAt;
        qsizetype samples = 0; ///< of m_sound
    };

    std::int64_t placeOf(const Waiting &waiting, const StreamClock &clock) const;

    void give(std::int64_t position, QByteArrayView mulaw) const;

    std::vector<Waiting> m_waiting {};
    QByteArray m_sound {}; ///< µ-law of all that waits, in a row
    base::Monotonic m_runEnd {}; ///< of what was given out
    std::int64_t m_nextPosition = 0;
};

} // namespace callscope::call
