#pragma once

#include "core/base/clock.h"
#include "core/media/format.h"

#include <QByteArray>

#include <deque>
#include <variant>

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

    /// The next that has to be written now, in order; false: nothing more. A frame's bytes go where those of the frame
    /// before are, so that frames cost no allocation.
    bool takeDue(base::Monotonic now, Item &into);
    /// Forgets what is queued here and what was sent but not yet played. Gives back how much sound the caller will not
    /// hear.
    std::chrono::milliseconds clear(base::Monotonic now);

    /// Sound that waits here, not yet sent.
    std::chrono::milliseconds queued() const;
    /// True while sent sound is still playing or queued sound waits.
    bool isSpeaking(base::Monotonic now) const;

private:
    struct QueuedMark
    {
        QByteArray name;
        qsizetype framesBefore; ///< that have not left yet
    };

    qsizetype waitingBytes() const { return m_sound.size() - m_left; }
    bool mayLeave(base::Monotonic now) const;
    QByteArrayView nextFrame();

    std::chrono::milliseconds m_lead;
    QByteArray m_sound {}; ///< µ-law, all in a row; its last frame may not be full yet
    qsizetype m_left = 0; ///< of its bytes
    std::deque<QueuedMark> m_marks {};
    base::Monotonic m_playedUpTo {}; ///< when the far queue runs empty
};

} // namespace callscope::media
