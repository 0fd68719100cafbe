#pragma once

#include "core/base/clock.h"
#include "core/media/format.h"

#include <QByteArray>

#include <deque>

namespace callscope::media {

/// What the caller's ear gets, by the clock: frames with the time they play at. It gives the echo guard its reference
/// and the recorder the bot's side, both as heard and not as sent. It owns the decoded sound until `forget`, and lives
/// on the thread of its call.
class Playout
{
public:
    void add(base::Monotonic playsAt, QByteArrayView mulaw);
    /// The far queue was emptied: what would play after `now` is never heard.
    void clear(base::Monotonic now);
    /// The sound between `from` and `from + count` samples; silence where nothing plays. Keeps what may be asked again.
    Samples at(base::Monotonic from, int count) const;
    /// Drops what ended before `before`.
    void forget(base::Monotonic before);

private:
    struct Piece
    {
        base::Monotonic start;
        Samples samples;
    };
    std::deque<Piece> m_pieces; ///< in the order of their starts
};

} // namespace callscope::media
