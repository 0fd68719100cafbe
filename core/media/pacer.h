#pragma once

#include "core/base/clock.h"
#include "core/media/format.h"

#include <QByteArray>

#include <deque>
#include <variant>
#include <vector>

namespace callscope::media {

/// The bot's sound on its way to the caller: 20 ms frames against an absolute clock, so that at most `lead` of sound
/// waits at the other end. Marks keep their place between frames. Silence is not sent: with nothing queued nothing is
/// due. It owns the sound until it is due, and lives on the thread of its call.
class Pacer
{
public:
    struct Frame
    {
        QByteArray mulaw; ///< 160 bytes
        base::Monotonic playsAt; ///< when the caller's ear gets its first sample, by our model of the far queue
    };
    struct Mark
    {
        QByteArray name;
        base::Monotonic playsAt; ///< when all sound before it has been played
    };
    using Item = std::variant<Frame, Mark>;

    /// A `lead` under one frame would never let a frame out, so it counts as one.
    explicit Pacer(std::chrono::milliseconds lead = std::chrono::milliseconds(200));

    /// Any length; bytes that do not fill a frame wait for more sound or for `endSentence`.
    void enqueue(QByteArrayView mulaw);
    /// Fills the last frame with silence and puts the mark behind it.
    void endSentence(const QByteArray &mark);

    /// All that has to be written now, in order.
    std::vector<Item> due(base::Monotonic now);
    /// Forgets what is queued here and what was sent but not yet played. Gives back how much sound the caller will not
    /// hear.
    std::chrono::milliseconds clear(base::Monotonic now);

    /// Sound that waits here, not yet sent.
    std::chrono::milliseconds queued() const;
    /// True while sent sound is still playing or queued sound waits.
    bool isSpeaking(base::Monotonic now) const;

private:
    struct QueuedFrame
    {
        QByteArray mulaw;
    };
    struct QueuedMark
    {
        QByteArray name;
    };

    void queueFrame(QByteArray mulaw);
    bool mayLeave(base::Monotonic now) const;
    Item sent(QueuedFrame &frame, base::Monotonic now);

    std::chrono::milliseconds m_lead;
    std::deque<std::variant<QueuedFrame, QueuedMark>> m_queue {};
    std::int64_t m_queuedFrames = 0;
    QByteArray m_partial {};
    base::Monotonic m_playedUpTo {}; ///< when the far queue runs empty
};

} // namespace callscope::media
