#pragma once

#include "core/agent/agent.h"
#include "core/base/result.h"
#include "core/call/answerwatch.h"
#include "core/call/callertrack.h"
#include "core/call/callsettings.h"
#include "core/call/ear.h"
#include "core/call/mouth.h"
#include "core/call/turntaker.h"
#include "core/call/turntimes.h"
#include "core/event/event.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace callscope::call {

using Publish = std::function<void(event::Payload)>;

/// The talk of one call: what the ear understood goes to the agent, what the agent answers goes to the mouth, and the
/// TurnTaker says when. Publishes the speech and turn events. Owns ear, mouth and agent; lives on the call's thread.
class Conversation : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the conversation; `publish` must stay callable as long.
    Conversation(std::unique_ptr<Ear> ear, std::unique_ptr<Mouth> mouth, std::unique_ptr<agent::Agent> agent,
                 const CallSettings &settings, const base::Clock &clock, Publish publish);

    void greet();
    /// A frame from the caller and what played at the caller's ear in the same 20 ms.
    void hear(const CallerTrack::Frame &frame, std::span<const media::Sample> played);
    void press(QChar digit);
    void takeMark(const QByteArray &name);
    void tick();

    /// An operator's part in the talk, while the line is there; see Control.
    base::Outcome say(const QString &text, const QString &by);
    base::Outcome takeOver(const QString &by);
    base::Outcome giveBack(const QString &by);

    /// The line is gone: what the caller said last is still understood, but not answered.
    void endOfLine();

    /// A final text is still awaited.
    bool isWaiting() const { return m_ear->isWaiting(); }
    bool isSpeaking() const { return m_mouth->isSpeaking(); }
    /// The sentence that is being spoken is synthesized to its end: its length has been told.
    bool isSynthesized() const { return m_mouth->isSynthesized(); }
    int turns() const { return m_lastTurn; }
    std::chrono::milliseconds queued() const { return m_mouth->queued(); }
    /// What a frame of the caller has to pass to be speech, now: RMS on the 16-bit scale.
    double voiceThreshold() const { return m_ear->threshold(); }
    void playedAt(base::Monotonic from, std::span<media::Sample> into) const { m_mouth->playedAt(from, into); }

Q_SIGNALS:
    void frameDue(const QByteArray &mulaw, callscope::base::Monotonic playsAt);
    void markDue(const QByteArray &name);
    /// Empty the far queue; `dropped` of sound will not be heard.
    void clearDue(std::chrono::milliseconds dropped);
    /// The agent has said all that it wanted to before that.
    void lineActionDue(const callscope::agent::LineAction &action);
    /// The caller has heard nothing for `waited`, or will hear nothing, and nothing here can change it. Once.
    /// `cause`: "no answer", "no voice".
    void gaveUp(const QString &cause, std::chrono::milliseconds waited);

private:
    enum class Speaker {
        Agent,
        Operator, ///< his sentence: the agent knows nothing of it
        Bridge, ///< nor does its memory hold a phrase that bridges a silence
    };
    struct Turn
    {
        std::optional<int> utterance;
        TurnTimes times;
        QString text, language;
        bool left = false; ///< its first frame was written
        bool ended = false; ///< no more sentences will come
        std::optional<agent::LineAction> action {}; ///< when all of it has been heard
        bool failed = false; ///< some of it could not be thought or said
        Speaker speaker = Speaker::Agent;
    };
    using Turns = std::map<int, Turn>; ///< by number
    /// An utterance that is over; its final text is awaited.
    struct Ended
    {
        TurnTimes times;
        std::chrono::milliseconds length {};
        TurnTaker::Answerer answerer = TurnTaker::Answerer::Bot; ///< of whom an answer may come
    };

    void connectEar();
    void connectMouth();
    void connectAgent();

    void startSpeech(const Ear::Speech &speech);
    void endSpeech(const Ear::Speech &speech);
    void takeFinal(int utterance, const speech::Transcript &transcript);
    void answer(int utterance, const speech::Transcript &transcript);
    int openTurn(std::optional<int> utterance, const TurnTimes &times);
    void takeSentence(int turn, const QString &text, const QString &language);
    void takeFiller(int turn, const QString &text, const QString &language);
    void noteAction(int turn, const agent::LineAction &action);
    void endReply(int turn);
    void writeFrame(int turn, const QByteArray &mulaw, base::Monotonic playsAt);
    void tellMark(const QByteArray &name, int turn, bool heard);
    void closeTurn(int turn);
    /// Silence now; all that is in progress ends here. `by`: the operator who wants it so.
    void yield(const std::optional<QString> &by = {}) { cutShort(std::exchange(m_turns, {}), by); }
    void cutShort(const Turns &cut, const std::optional<QString> &by);
    bool isBotReplying() const;
    void fail(int turn, const char *kind, const QString &provider, const base::Error &error);
    bool isAnswerOwed() const;
    void watch(base::Monotonic now);
    void askToHoldOn();
    void bridge(const QString &text, const QString &language);
    void tellSwitch(const char *kind, const QString &from, const QString &to, const base::Error &why);
    void tellFailure(const char *kind, const QString &provider, const base::Error &error);

    std::unique_ptr<Ear> m_ear;
    std::unique_ptr<Mouth> m_mouth;
    std::unique_ptr<agent::Agent> m_agent;
    CallSettings m_settings;
    const base::Clock &m_clock;
    Publish m_publish;
    TurnTaker m_turnTaker;
    Turns m_turns {}; ///< those in progress
    std::map<int, Ended> m_utterances {};
    QStringList m_held {}; ///< understood while the caller was already saying more
    AnswerWatch m_answerWatch;
    LoopTime m_loopTime {};
    base::Monotonic m_answerPlaysUpTo {}; ///< what the caller hears until then is not the watchdog's phrase
    QString m_helplessBecause = QStringLiteral("no answer");
    int m_lastTurn = 0;
    bool m_callerSpeaks = false;
    bool m_lineIsGone = false;
};

} // namespace callscope::call
