#pragma once

#include "core/call/streamclock.h"
#include "core/media/format.h"

#include <QByteArray>

#include <deque>
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
        media::Samples samples;
    };

    void add(base::Monotonic playsAt, QByteArrayView mulaw);
    void clear(base::Monotonic now);
    /// What has been played since the last call; nothing as long as `clock` does not run.
    std::vector<Piece> take(base::Monotonic now, const StreamClock &clock);

private:
    struct Waiting
    {
        base::Monotonic playsAt;
        media::Samples samples;
    };

    std::int64_t placeOf(const Waiting &waiting, const StreamClock &clock) const;

    std::deque<Waiting> m_waiting {};
    base::Monotonic m_runEnd {}; ///< of what was given out
    std::int64_t m_nextPosition = 0;
};

} // namespace callscope::call
