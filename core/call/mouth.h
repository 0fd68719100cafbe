#pragma once

#include "core/base/clock.h"
#include "core/media/pacer.h"
#include "core/media/playout.h"
#include "core/speech/synthesizer.h"

#include <QObject>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace callscope::call {

/// The speaking side of one call: sentences become sound, sound becomes paced frames and a mark after each sentence,
/// and marks that come back tell what the caller has heard. Owns the synthesizer; lives on the call's thread. It writes
/// nothing itself: frames and marks go out through its signals.
class Mouth : public QObject
{
    Q_OBJECT

public:
    struct Sentence
    {
        int turn = 0;
        int number = 0; ///< from 1 in its turn
        QString text;
        std::chrono::milliseconds length {}; ///< of its sound, so far
        std::optional<base::Monotonic> firstPlaysAt; ///< when the caller's ear gets its first sample
        bool synthesized = false;
        bool markSent = false;
        bool heard = false; ///< its mark came back in time

        /// "t3s1": first sentence of the third turn.
        QByteArray mark() const { return 't' + QByteArray::number(turn) + 's' + QByteArray::number(number); }
    };
    /// What became of a turn that was cut.
    struct Cut
    {
        int turn = 0;
        std::chrono::milliseconds heard {}, dropped {};
        QString heardText;
    };

    Mouth(std::unique_ptr<speech::Synthesizer> synthesizer, std::chrono::milliseconds lead, const base::Clock &clock);

    void say(int turn, const QString &text, const QString &language);
    /// No more sentences of this turn will come; when what there is has been heard, `turnSpoken` follows.
    void endTurn(int turn);
    /// Silence now: what waits is dropped, what is on its way counts as unheard. One cut for each turn in progress.
    std::vector<Cut> stop();

    void takeMark(const QByteArray &name);
    /// Sends what is due, and serves the synthesizer's deadlines.
    void tick();

    QString provider() const { return m_synthesizer->provider(); }
    /// The bot's sound is playing, waits, or is being made.
    bool isSpeaking() const;
    /// No sentence is being made into sound.
    bool isSynthesized() const;
    std::chrono::milliseconds queued() const { return m_pacer.queued(); }
    /// Fills `into` with what plays at the caller's ear from `from` on.
    void playedAt(base::Monotonic from, std::span<media::Sample> into) const { m_playout.at(from, into); }

Q_SIGNALS:
    /// The synthesizer gave the first sound of the turn.
    void soundBegan(int turn);
    void sentenceSynthesized(const callscope::call::Mouth::Sentence &sentence);
    /// A sentence of `turn` is not spoken, or not to its end.
    void synthesizerFailed(int turn, const callscope::base::Error &error);
    /// See speech::Synthesizer.
    void synthesizerSwitched(const QString &from, const QString &to, const callscope::base::Error &why);
    /// Write this as one `media` message.
    void frameDue(int turn, const QByteArray &mulaw, callscope::base::Monotonic playsAt);
    void markDue(const QByteArray &name);
    /// A mark of ours came back.
    void markReturned(const QByteArray &name, int turn, bool heard);
    /// All of the turn has been heard, or there was nothing to hear.
    void turnSpoken(int turn);

private:
    struct Turn
    {
        int number = 0;
        bool ended = false; ///< no more sentences will come
        int sentences = 0;
    };

    void sendDue();
    Turn &turn(int number);
    Sentence *sentenceOf(int request);
    Sentence *sentenceBeingWritten();
    void takeAudio(int request, const QByteArray &mulaw);
    void takeFinished(int request);
    void takeFailed(int request, const base::Error &error);
    void write(const media::Pacer::Frame &frame);
    void write(const media::Pacer::Mark &mark);
    void finishHeardTurns();
    void giveUpLostMarks(base::Monotonic now);
    Cut cutOf(const Turn &turn, base::Monotonic now) const;

    std::unique_ptr<speech::Synthesizer> m_synthesizer;
    const base::Clock &m_clock;
    media::Pacer m_pacer;
    media::Playout m_playout {};
    std::deque<std::pair<int, Sentence>> m_sentences {}; ///< by request number, oldest first
    std::deque<Turn> m_turns {};
    std::vector<QByteArray> m_flushed {}; ///< marks that were on their way when `clear` was sent
    int m_lastRequest = 0;
};

} // namespace callscope::call
