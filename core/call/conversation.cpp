#include "core/call/conversation.h"

#include "core/base/language.h"

#include <algorithm>

namespace callscope::call {

Conversation::Conversation(std::unique_ptr<Ear> ear, std::unique_ptr<Mouth> mouth, std::unique_ptr<agent::Agent> agent,
                           const CallSettings &settings, const base::Clock &clock, Publish publish)
    : m_ear(std::move(ear))
    , m_mouth(std::move(mouth))
    , m_agent(std::move(agent))
    , m_settings(settings)
    , m_clock(clock)
    , m_publish(std::move(publish))
    , m_turnTaker(settings.bargeIn)
    , m_answerWatch(settings.holdAfter, settings.giveUpAfter)
{
    connectEar();
    connectMouth();
    connectAgent();
}

void Conversation::connectEar()
{
    connect(m_ear.get(), &Ear::speechStarted, this, &Conversation::startSpeech);
    connect(m_ear.get(), &Ear::speechConfirmed, this, [this] {
        if (m_turnTaker.take(TurnTaker::Input::SpeechConfirmed) == TurnTaker::Action::Yield)
            yield();
    });
    connect(m_ear.get(), &Ear::speechEnded, this, &Conversation::endSpeech);
    connect(m_ear.get(), &Ear::partialRecognized, this, [this](int utterance, const speech::Transcript &partial) {
        m_publish(event::PartialRecognized { utterance, partial.text, partial.language });
    });
    connect(m_ear.get(), &Ear::finalRecognized, this, &Conversation::takeFinal);
    connect(m_ear.get(), &Ear::recognizerFailed, this,
            [this](const base::Error &error) { tellFailure("recognizer", m_ear->provider(), error); });
    connect(m_ear.get(), &Ear::recognizerSwitched, this,
            [this](const QString &from, const QString &to, const base::Error &why) {
                tellSwitch("recognizer", from, to, why);
            });
    connect(m_ear.get(), &Ear::echoSuppressed, this, [this](const Ear::Suppressed &echo) {
        m_publish(event::EchoSuppressed { echo.length, echo.delay, echo.gainDecibels });
    });
}

void Conversation::connectMouth()
{
    connect(m_mouth.get(), &Mouth::soundBegan, this, [this](int turn) {
        if (const auto found = m_turns.find(turn); found != m_turns.end())
            found->second.times.firstSound = m_clock.monotonic();
    });
    connect(m_mouth.get(), &Mouth::sentenceSynthesized, this, [this](const Mouth::Sentence &sentence) {
        m_publish(event::SpeechSynthesized { sentence.turn, sentence.number, sentence.length, sentence.text });
    });
    connect(m_mouth.get(), &Mouth::synthesizerFailed, this,
            [this](int turn, const base::Error &error) { fail(turn, "synthesizer", m_mouth->provider(), error); });
    connect(m_mouth.get(), &Mouth::synthesizerSwitched, this,
            [this](const QString &from, const QString &to, const base::Error &why) {
                tellSwitch("synthesizer", from, to, why);
            });
    connect(m_mouth.get(), &Mouth::frameDue, this, &Conversation::writeFrame);
    connect(m_mouth.get(), &Mouth::markDue, this, &Conversation::markDue);
    connect(m_mouth.get(), &Mouth::markReturned, this, &Conversation::tellMark);
    connect(m_mouth.get(), &Mouth::turnSpoken, this, &Conversation::closeTurn);
}

void Conversation::connectAgent()
{
    connect(m_agent.get(), &agent::Agent::sentenceReady, this, &Conversation::takeSentence);
    connect(m_agent.get(), &agent::Agent::fillerReady, this, &Conversation::takeFiller);
    connect(m_agent.get(), &agent::Agent::lineActionAsked, this, &Conversation::noteAction);
    connect(
        m_agent.get(), &agent::Agent::switched, this,
        [this](const QString &from, const QString &to, const base::Error &why) { tellSwitch("agent", from, to, why); });
    connect(m_agent.get(), &agent::Agent::replied, this, &Conversation::endReply);
    connect(m_agent.get(), &agent::Agent::failed, this, [this](int turn, const base::Error &error) {
        fail(turn, "agent", m_agent->provider(), error);
        endReply(turn);
    });
}

void Conversation::greet()
{
    m_turnTaker.take(TurnTaker::Input::ReplyBegan);
    m_agent->greet(openTurn(std::nullopt, {}));
}

void Conversation::hear(const CallerTrack::Frame &frame, std::span<const media::Sample> played)
{
    m_ear->hear(frame, played);
}

void Conversation::press(QChar digit)
{
    m_publish(event::DigitPressed { QString(digit) });
    if (m_turnTaker.answerer() == TurnTaker::Answerer::Operator)
        return;
    if (m_settings.bargeIn && m_mouth->isSpeaking())
        yield();
    m_turnTaker.take(TurnTaker::Input::ReplyBegan);
    m_agent->press(openTurn(std::nullopt, {}), digit);
}

void Conversation::takeMark(const QByteArray &name)
{
    m_mouth->takeMark(name);
}

void Conversation::tick()
{
    m_ear->tick();
    if (m_lineIsGone)
        return;
    m_agent->tick();
    m_mouth->tick();
    watch(m_clock.monotonic());
}

void Conversation::endOfLine()
{
    m_lineIsGone = true;
    m_mouth->stop();
    m_turns.clear();
    m_agent->standBy();
    m_ear->endOfLine();
}

void Conversation::startSpeech(const Ear::Speech &speech)
{
    m_publish(event::SpeechStarted { speech.utterance, speech.at, speech.level, speech.threshold });
    m_turnTaker.take(TurnTaker::Input::SpeechStarted);
    m_callerSpeaks = true;
}

void Conversation::endSpeech(const Ear::Speech &speech)
{
    const base::Monotonic now = m_clock.monotonic();
    m_callerSpeaks = false;
    m_publish(event::SpeechEnded { speech.utterance, speech.at + speech.length, speech.length, speech.threshold });
    TurnTimes times;
    times.lastSpeech = speech.lastHeard;
    times.speechEnded = now;
    m_utterances[speech.utterance] = { times, speech.length, m_turnTaker.answerer() };
    m_turnTaker.take(TurnTaker::Input::SpeechEnded);
}

void Conversation::takeFinal(int utterance, const speech::Transcript &transcript)
{
    const auto ended = m_utterances.find(utterance);
    if (ended == m_utterances.end())
        return;
    TurnTimes &times = ended->second.times;
    times.finalText = m_clock.monotonic();
    m_publish(event::FinalRecognized {
        utterance, transcript.text, transcript.language, transcript.confidence,
        between(times.speechEnded, times.finalText).value_or(std::chrono::milliseconds(0)),
        base::isHebrewText(transcript.text) ? QStringList { QStringLiteral("HEBREW_SPEECH") } : QStringList() });
    if (!m_lineIsGone)
        answer(utterance, transcript);
    m_utterances.erase(utterance);
}

void Conversation::answer(int utterance, const speech::Transcript &transcript)
{
    const auto &[times, length, answerer] = m_utterances.at(utterance);
    const bool isTurn = length >= m_settings.shortestTurn;
    const bool worthIt = answerer == TurnTaker::Answerer::Bot && (isTurn || !m_held.isEmpty());
    const auto action = m_turnTaker.take(worthIt ? TurnTaker::Input::Understood : TurnTaker::Input::NothingUnderstood);
    if (action == TurnTaker::Action::None)
        return;
    if (isTurn && !transcript.text.isEmpty())
        m_held << transcript.text;
    if (action == TurnTaker::Action::Hold)
        return;
    const QString text = m_held.join(QLatin1Char(' '));
    m_held.clear();
    m_agent->hear(openTurn(utterance, times), { utterance, text, transcript.language });
}

int Conversation::openTurn(std::optional<int> utterance, const TurnTimes &times)
{
    Turn turn;
    turn.utterance = utterance;
    turn.times = times;
    m_turns.emplace(++m_lastTurn, turn);
    return m_lastTurn;
}

void Conversation::takeSentence(int number, const QString &text, const QString &language)
{
    const auto found = m_turns.find(number);
    if (found == m_turns.end())
        return; // cut by the caller: what comes late is not said
    Turn &turn = found->second;
    if (!turn.times.firstWord)
        turn.times.firstWord = turn.times.firstClause = m_clock.monotonic();
    turn.text += turn.text.isEmpty() ? text : QLatin1Char(' ') + text;
    turn.language = language;
    m_mouth->say(number, text, language);
}

/// As a turn of its own: it is no part of the answer, whose first sound is still awaited.
void Conversation::takeFiller(int number, const QString &text, const QString &language)
{
    const auto found = m_turns.find(number);
    if (found == m_turns.end() || !found->second.text.isEmpty())
        return;
    m_answerWatch.noteHeld();
    bridge(text, language);
}

void Conversation::noteAction(int number, const agent::LineAction &action)
{
    if (const auto found = m_turns.find(number); found != m_turns.end())
        found->second.action = action;
}

void Conversation::endReply(int number)
{
    const auto found = m_turns.find(number);
    if (found == m_turns.end())
        return;
    Turn &turn = found->second;
    turn.ended = true;
    if (!turn.text.isEmpty())
        m_publish(event::AgentReplied { number, turn.utterance, turn.text, turn.language });
    m_mouth->endTurn(number);
}

void Conversation::writeFrame(int number, const QByteArray &mulaw, base::Monotonic playsAt)
{
    Q_EMIT frameDue(mulaw, playsAt);
    const auto found = m_turns.find(number);
    if (found == m_turns.end() || found->second.speaker == Speaker::Bridge)
        return;
    Turn &turn = found->second;
    m_answerPlaysUpTo = playsAt + media::frameLength;
    if (std::exchange(turn.left, true))
        return;
    turn.times.firstFrame = m_clock.monotonic();
    event::ReplyLeft left = stagesOf(turn.times, m_settings.voice.endOfUtterance);
    left.turn = number;
    left.utterance = turn.utterance;
    m_publish(left);
}

void Conversation::tellMark(const QByteArray &name, int number, bool heard)
{
    event::MarkReceived received { QString::fromUtf8(name), heard, number, {}, {} };
    if (const auto found = m_turns.find(number); heard && found != m_turns.end()) {
        const base::Monotonic now = m_clock.monotonic();
        received.twilioBuffer = between(found->second.times.firstFrame, now);
        received.toPlayed = between(found->second.times.lastSpeech, now);
    }
    m_publish(received);
}

void Conversation::closeTurn(int number)
{
    const auto closed = m_turns.extract(number);
    if (closed && closed.mapped().failed && !closed.mapped().left)
        m_answerWatch.fail();
    if (m_turns.empty())
        m_turnTaker.take(TurnTaker::Input::ReplyEnded);
    if (closed && closed.mapped().action) {
        const agent::LineAction &action = *closed.mapped().action;
        m_publish(event::AgentActed { number, agent::lineActionName(action.kind), action.target });
        Q_EMIT lineActionDue(action);
    }
}

void Conversation::cutShort(const Turns &cutTurns, const std::optional<QString> &by)
{
    const std::vector<Mouth::Cut> cuts = m_mouth->stop();
    std::chrono::milliseconds dropped {};
    for (const Mouth::Cut &cut : cuts) {
        dropped += cut.dropped;
        if (cut.heard.count() > 0 || cut.dropped.count() > 0)
            m_publish(event::BargedIn { cut.turn, cut.heard, cut.dropped, cut.heardText, by });
    }
    if (dropped.count() > 0)
        Q_EMIT clearDue(dropped);
    for (const auto &[number, turn] : cutTurns) {
        if (turn.speaker != Speaker::Agent)
            continue;
        const auto cut = std::find_if(cuts.begin(), cuts.end(),
                                      [number = number](const Mouth::Cut &one) { return one.turn == number; });
        m_agent->interrupted(number, cut != cuts.end() ? agent::Heard { cut->heardText, cut->heard } : agent::Heard {});
    }
}

void Conversation::tellSwitch(const char *kind, const QString &from, const QString &to, const base::Error &why)
{
    const QString text = why.detail.isEmpty() ? why.text : why.text + QLatin1Char(' ') + why.detail;
    m_publish(event::ProviderSwitched { QString::fromLatin1(kind), from, to, base::errorCodeName(why.code), text });
}

void Conversation::tellFailure(const char *kind, const QString &provider, const base::Error &error)
{
    m_publish(event::ProviderFailed { QString::fromLatin1(kind), provider, base::errorCodeName(error.code), error.text,
                                      error.detail });
}

} // namespace callscope::call
