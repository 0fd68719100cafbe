#include "core/call/conversation.h"
#include "core/call/saying.h"

#include <algorithm>

/// What is done about a caller who is owed an answer and hears none; the talk itself is in conversation.cpp.
namespace callscope::call {

void Conversation::watch(base::Monotonic now)
{
    const bool waits = isAnswerOwed() && !m_callerSpeaks && now >= m_answerPlaysUpTo;
    const auto step = m_answerWatch.pass(m_loopTime.pass(now), waits);
    if (step == AnswerWatch::Step::Hold)
        askToHoldOn();
    else if (step == AnswerWatch::Step::GiveUp)
        Q_EMIT gaveUp(m_helplessBecause, m_answerWatch.waited());
}

/// The caller has said something that the bot is to answer, the agent still thinks, or the voice still makes sound of
/// what it thought.
bool Conversation::isAnswerOwed() const
{
    const bool isThinking = std::any_of(m_turns.begin(), m_turns.end(), [](const auto &entry) {
        return entry.second.speaker == Speaker::Agent && !entry.second.ended;
    });
    const bool isUnderstanding = std::any_of(m_utterances.begin(), m_utterances.end(), [this](const auto &entry) {
        return entry.second.answerer == TurnTaker::Answerer::Bot && entry.second.length >= m_settings.shortestTurn;
    });
    return isThinking || isUnderstanding || !m_mouth->isSynthesized();
}

void Conversation::askToHoldOn()
{
    m_publish(event::WatchdogActed { QStringLiteral("hold"), m_helplessBecause, m_answerWatch.waited(), {} });
    const Saying phrase = holdPhrase(m_settings.language);
    bridge(phrase.text, phrase.language);
}

void Conversation::bridge(const QString &text, const QString &language)
{
    const int turn = openTurn(std::nullopt, {});
    m_turns.at(turn).speaker = Speaker::Bridge;
    m_turnTaker.take(TurnTaker::Input::ReplyBegan);
    m_mouth->say(turn, text, language);
    m_mouth->endTurn(turn);
}

void Conversation::fail(int turn, const char *kind, const QString &provider, const base::Error &error)
{
    tellFailure(kind, provider, error);
    const auto found = m_turns.find(turn);
    if (found == m_turns.end() || found->second.speaker == Speaker::Bridge)
        return;
    found->second.failed = true;
    m_helplessBecause
        = QLatin1String(kind) == QLatin1String("agent") ? QStringLiteral("no answer") : QStringLiteral("no voice");
}

} // namespace callscope::call
