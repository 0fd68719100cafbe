#include "core/agent/chatphrases.h"
#include "core/base/language.h"
#include "core/provider/fault.h"
#include "core/realtime/realtimeagent.h"
#include "core/realtime/sessionmessages.h"

#include <utility>

/// What the service says, from its first sound to the end of the turn.
namespace callscope::realtime {

using base::Error;
using base::ErrorCode;

namespace {

/// A turn whose sound may still be playing is one of the last few.
constexpr std::size_t rememberedTurns = 4;

} // namespace

void RealtimeAgent::takeSound(const QString &item, const QByteArray &mulaw)
{
    if (!m_reply)
        return;
    if (m_reply->items.empty() || m_reply->items.back().id != item)
        m_reply->items.push_back({ item });
    m_reply->items.back().bytes += mulaw.size();
    takePieces(m_reply->cutter.takeSound(mulaw));
}

void RealtimeAgent::takePieces(const LineCutter::Pieces &pieces)
{
    if (!m_reply->turn) {
        m_reply->waiting.insert(m_reply->waiting.end(), pieces.begin(), pieces.end());
        return;
    }
    const int turn = *m_reply->turn;
    for (const auto &[line, sound] : pieces) {
        if (!line.isEmpty())
            speak(line);
        if (!isReplying() || m_reply->turn != turn)
            return; // whoever took the line has ended the turn
        if (!sound.isEmpty())
            m_parts.lines->addSound(sound);
    }
    if (m_reply->characters > 0 && !m_reply->ended)
        m_idle.start(m_settings.idleWithin);
}

/// Words run ahead of their sound: a line that makes the answer long enough is still heard to its end.
void RealtimeAgent::speak(const QString &line)
{
    if (m_reply->characters >= m_settings.mind.replyCharacters) {
        breakOff();
        return;
    }
    m_filler.stop();
    m_reply->spoken << line;
    m_reply->characters += line.size();
    m_parts.lines->begin(line);
    Q_EMIT sentenceReady(*m_reply->turn, line, base::languageOfText(line, m_settings.mind.language));
}

void RealtimeAgent::takeFailure(const Error &error)
{
    if (m_reply)
        m_reply->error = error;
    goOn();
}

/// After the end of a response, when the call has asked for it.
void RealtimeAgent::goOn()
{
    if (!isReplying())
        return;
    if (m_reply->error && mayRepeat()) {
        repeat();
        return;
    }
    if (m_reply->error) {
        fail(Error(*m_reply->error));
        return;
    }
    if (!m_reply->ended)
        return;
    m_idle.stop();
    const int turn = *m_reply->turn;
    takePieces(m_reply->cutter.end());
    if (!isReplying() || m_reply->turn != turn)
        return;
    m_parts.lines->end();
    if (m_reply->calls.empty())
        endAnswer();
    else
        makeCalls();
}

/// Once, when the caller has heard nothing and nothing was done.
bool RealtimeAgent::mayRepeat() const
{
    const ErrorCode code = m_reply->error->code;
    return !m_reply->isRepeated && m_reply->characters == 0 && m_reply->round == 1 && provider::mayPass(code)
        && code != ErrorCode::Timeout;
}

/// A session that was lost is opened again, and told what the caller said with all that was said before.
void RealtimeAgent::repeat()
{
    listen();
    RealtimeReply again;
    again.turn = m_reply->turn;
    again.language = m_reply->language;
    again.particulars = m_reply->particulars;
    again.isRepeated = true;
    m_reply = again;
    m_session.respond(m_reply->particulars);
}

void RealtimeAgent::makeCalls()
{
    m_tools = std::make_unique<agent::ToolRound>(m_settings.mind.tools, m_network, m_settings.mind.lookUpWithin,
                                                 std::exchange(m_reply->calls, {}));
    connect(m_tools.get(), &agent::ToolRound::ended, this, &RealtimeAgent::endCalls);
    Q_EMIT busy(*m_reply->turn, m_settings.mind.lookUpWithin);
    if (m_tools)
        m_tools->start();
}

void RealtimeAgent::endCalls()
{
    agent::ToolRound *done = m_tools.release();
    done->deleteLater(); // it is the one that calls
    for (const auto &[call, answer, isLineAction] : done->calls())
        m_session.addItem(answerItem(call.id, answer));
    const bool isSilent = done->action() && m_reply->characters == 0;
    const QString words = isSilent ? agent::wordsFor(done->action()->kind, m_reply->language) : QString();
    if (isSilent)
        m_reply->spoken << words;
    m_parts.memory->addBot(*m_reply->turn, m_reply->spoken.join(QLatin1Char(' ')), done->calls());
    m_reply->spoken.clear();
    if (done->action())
        act(*done->action(), words);
    else if (m_reply->round == agent::ChatCapabilities::roundsOfTools)
        endAnswer();
    else
        askAgain();
}

/// Now that the answers to its calls are there.
void RealtimeAgent::askAgain()
{
    ++m_reply->round;
    m_reply->ended = false;
    m_reply->cutter = {};
    const bool mayCall = m_reply->round < agent::ChatCapabilities::roundsOfTools;
    m_session.respond(mayCall ? QJsonObject() : withoutCalls());
}

/// `words`: what the synthesizer says when the service has said nothing.
void RealtimeAgent::act(const agent::LineAction &action, const QString &words)
{
    const int turn = *m_reply->turn;
    if (!words.isEmpty())
        Q_EMIT sentenceReady(turn, words, base::languageOfText(words, m_settings.mind.language));
    if (!isReplying() || m_reply->turn != turn)
        return;
    Q_EMIT lineActionAsked(turn, action);
    endReply();
    m_actedIn = turn;
}

void RealtimeAgent::endAnswer()
{
    if (m_reply->characters == 0)
        fail({ ErrorCode::Protocol, QStringLiteral("%1 answered without a word.").arg(provider()) });
    else
        endReply();
}

void RealtimeAgent::endForTime()
{
    if (!isReplying())
        dropUnclaimed();
    else if (m_reply->characters > 0)
        breakOff();
    else
        fail({ ErrorCode::Timeout,
               QStringLiteral("%1 had nothing to say within %2 ms.")
                   .arg(provider())
                   .arg(m_settings.mind.replyWithin.count()) });
}

void RealtimeAgent::endForSilence()
{
    fail({ ErrorCode::Timeout,
           QStringLiteral("%1 fell silent for %2 ms in the middle of an answer.")
               .arg(provider())
               .arg(m_settings.idleWithin.count()) });
}

void RealtimeAgent::endReply()
{
    const int turn = rememberReply();
    Q_EMIT replied(turn);
}

void RealtimeAgent::fail(const Error &error)
{
    m_session.cancelResponse();
    const int turn = rememberReply();
    Q_EMIT failed(turn, error);
}

/// And lets go of it; its turn.
int RealtimeAgent::rememberReply()
{
    const int turn = *m_reply->turn;
    m_parts.lines->end();
    m_parts.memory->addBot(turn, m_reply->spoken.join(QLatin1Char(' ')));
    m_spoken[turn] = m_reply->items;
    while (m_spoken.size() > rememberedTurns)
        m_spoken.erase(m_spoken.begin());
    letGo();
    return turn;
}

void RealtimeAgent::letGo()
{
    m_reply.reset();
    m_tools.reset();
    m_filler.stop();
    m_limit.stop();
    m_idle.stop();
}

} // namespace callscope::realtime
