#pragma once

#include "core/media/format.h"

#include <QByteArray>

#include <deque>
#include <vector>

namespace callscope::simulate {

/// Twilio's first-in, first-out buffer of one stream: sound and marks, played in real time (twilio-protocol.md 1.6).
/// Its time is the samples that were taken from it. Plain, used on its stream's thread; the local prompts use one as
/// well.
class FarQueue
{
public:
    static constexpr std::chrono::minutes capacity { 10 };

    struct Played
    {
        QByteArray mulaw {}; ///< exactly what was asked for, with silence where nothing waited
        int soundBytes = 0; ///< how much of it came from the queue
        std::vector<QByteArray> marks {}; ///< all sound before them had been played when this piece began
    };

    /// False when some of it was dropped because 10 minutes are waiting (31931).
    bool append(QByteArrayView mulaw);
    /// The marks that are due at once: that one, when nothing waits or plays.
    std::vector<QByteArray> mark(const QByteArray &name);
    /// Drops all sound. Gives back every mark that waited, in order.
    std::vector<QByteArray> clear();
    /// The next piece at the ear.
    Played play(int samples);

    std::chrono::milliseconds queued() const;
    /// Nothing waits, no mark either.
    bool isEmpty() const { return soundBytes() == 0 && m_marks.empty(); }

private:
    struct Mark
    {
        QByteArray name;
        qint64 at; ///< samples that are played before it
    };

    qsizetype soundBytes() const { return m_sound.size() - m_begin; }

    QByteArray m_sound {}; ///< from `m_begin` on it waits
    qsizetype m_begin = 0;
    qint64 m_played = 0; ///< samples of sound, all in all
    std::deque<Mark> m_marks {};
    QByteArray m_piece {}; ///< memory for the next one
    bool m_playing = false; ///< the last piece had sound in it
};

} // namespace callscope::simulate
