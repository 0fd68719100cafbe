#include "core/call/conversation.h"
#include "core/call/saying.h"

#include <algorithm>

/// An operator's part in a talk; what the caller and the bot do is in conversation.cpp.
namespace callscope::call {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;

Outcome Conversation::say(const QString &typed, const QString &by)
{
    const auto saying = sayingOf(typed, m_settings.language);
    if (!saying)
        return saying.error();
    const Turns cut = isBotReplying() ? std::exchange(m_turns, {}) : Turns();
    TurnTimes times;
    times.firstClause = m_clock.monotonic();
    const int turn = openTurn(std::nullopt, times);
    m_turns.at(turn).speaker = Speaker::Operator;
    m_publish(event::OperatorSaid { by, saying->text, saying->language, turn });
    if (!cut.empty())
        cutShort(cut, by);
    m_turnTaker.take(TurnTaker::Input::ReplyBegan);
    m_mouth->say(turn, saying->text, saying->language);
    m_mouth->endTurn(turn);
    return Done {};
}

Outcome Conversation::takeOver(const QString &by)
{
    if (m_turnTaker.answerer() == TurnTaker::Answerer::Operator)
        return Error { ErrorCode::InvalidInput,
                       QStringLiteral("The call is taken over already: give it back to the bot before taking it over "
                                      "again.") };
    m_publish(event::TakenOver { by });
    m_held.clear();
    for (auto &[number, ended] : m_utterances)
        ended.answerer = TurnTaker::Answerer::Operator;
    if (m_turnTaker.take(TurnTaker::Input::TakenOver) == TurnTaker::Action::Yield && isBotReplying()) {
        yield(by);
        m_turnTaker.take(TurnTaker::Input::ReplyEnded);
    }
    m_agent->standBy();
    return Done {};
}

Outcome Conversation::giveBack(const QString &by)
{
    if (m_turnTaker.answerer() == TurnTaker::Answerer::Bot)
        return Error { ErrorCode::InvalidInput,
                       QStringLiteral("The bot has the call already: take it over before giving it back.") };
    m_publish(event::GivenBack { by });
    m_turnTaker.take(TurnTaker::Input::GivenBack);
    m_agent->warmUp();
    return Done {};
}

/// Otherwise an operator's earlier sentence is spoken to its end.
bool Conversation::isBotReplying() const
{
    return std::any_of(m_turns.begin(), m_turns.end(),
                       [](const auto &turn) { return turn.second.speaker != Speaker::Operator; });
}

} // namespace callscope::call
