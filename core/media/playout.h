#pragma once

#include "core/base/clock.h"
#include "core/media/format.h"

#include <QByteArray>

#include <vector>

namespace callscope::media {

/// What the caller's ear gets, by the clock: frames with the time they play at. It gives the echo guard its reference
/// and the recorder the bot's side, both as heard and not as sent. It owns the sound until `forget`, and lives
/// on the thread of its call.
class Playout
{
public:
    void add(base::Monotonic playsAt, QByteArrayView mulaw);
    /// The far queue was emptied: what would play after `now` is never heard.
    void clear(base::Monotonic now);
    /// Fills `into` with the sound from `from` on; silence where nothing plays. Keeps what may be asked again.
    void at(base::Monotonic from, std::span<Sample> into) const;
    /// Drops what ended before `before`.
    void forget(base::Monotonic before);

private:
    struct Piece
    {
        base::Monotonic start;
        qsizetype size = 0; ///< in samples
    };
    std::vector<Piece> m_pieces {}; ///< in the order of their starts
    QByteArray m_sound {}; ///< their µ-law, in the same order
};

} // namespace callscope::media
