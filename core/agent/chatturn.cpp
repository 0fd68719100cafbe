#include "core/agent/chatturn.h"

#include "core/agent/chatphrases.h"
#include "core/agent/chatrequest.h"
#include "core/agent/plainspeech.h"
#include "core/base/language.h"

#include <utility>

namespace callscope::agent {

using base::Error;
using base::ErrorCode;

ChatTurn::ChatTurn(const Parts &parts, int number, QString language, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_number(number)
    , m_language(std::move(language))
{
    m_filler.setSingleShot(true);
    m_limit.setSingleShot(true);
    connect(&m_filler, &QTimer::timeout, this, &ChatTurn::sayFiller);
    connect(&m_limit, &QTimer::timeout, this, &ChatTurn::endForTime);
    if (m_parts.settings.fillerAfter.count() > 0 && !m_parts.memory.hasFiller(number))
        m_filler.start(m_parts.settings.fillerAfter);
    m_limit.start(m_parts.settings.replyWithin);
    ask();
}

void ChatTurn::cancel()
{
    m_over = true;
    m_tools.reset();
    m_filler.stop();
    m_limit.stop();
}

void ChatTurn::breakOff()
{
    remember();
    cancel();
}

void ChatTurn::ask()
{
    ++m_round;
    m_cutter = {};
    const bool mayCallTools = m_round < ChatCapabilities::roundsOfTools;
    const ChatSettings &settings = m_parts.settings;
    m_exchange = std::make_unique<ChatExchange>(
        m_parts.network, m_parts.clock, chatRequest(settings, m_parts.memory, dayOf(m_parts.clock), mayCallTools));
    connect(m_exchange.get(), &ChatExchange::wordsCame, this, &ChatTurn::takeWords);
    connect(m_exchange.get(), &ChatExchange::ended, this, &ChatTurn::endRound);
    connect(m_exchange.get(), &ChatExchange::failed, this, &ChatTurn::fail);
}

void ChatTurn::takeWords(const QString &text)
{
    for (const QString &part : m_cutter.take(text))
        say(part);
}

void ChatTurn::say(const QString &text)
{
    const QString plain = plainSpeech(text);
    if (m_over || plain.isEmpty())
        return;
    speak(plain);
    if (!m_over && m_spokenCharacters >= m_parts.settings.replyCharacters)
        endAnswer();
}

/// Whoever takes the sentence may have ended the turn when it comes back.
void ChatTurn::speak(const QString &sentence)
{
    m_filler.stop();
    m_spoken << sentence;
    m_spokenCharacters += sentence.size();
    Q_EMIT sentenceReady(sentence, base::languageOfText(sentence, m_parts.settings.language));
}

void ChatTurn::sayFiller()
{
    const QString text = filler(m_language, m_number);
    m_parts.memory.noteFiller(m_number);
    Q_EMIT fillerReady(text, base::languageOfText(text, m_parts.settings.language));
}

void ChatTurn::endRound()
{
    if (m_over)
        return;
    const bool isTorn = m_exchange->stream().isCutByLength() && m_spokenCharacters > 0;
    if (!isTorn) {
        for (const QString &part : m_cutter.end())
            say(part);
    }
    const std::vector<ToolCall> calls = m_exchange->stream().toolCalls();
    m_exchange.release()->deleteLater(); // it is the one that calls
    if (m_over)
        return;
    if (calls.empty())
        endAnswer();
    else
        makeCalls(calls);
}

void ChatTurn::endAnswer()
{
    if (m_spokenCharacters == 0) {
        fail({ ErrorCode::Protocol, QStringLiteral("%1 answered without a word.").arg(m_parts.settings.provider) });
        return;
    }
    remember();
    cancel();
    Q_EMIT replied();
}

void ChatTurn::endForTime()
{
    if (m_spokenCharacters > 0)
        endAnswer();
    else
        fail({ ErrorCode::Timeout,
               QStringLiteral("%1 had no sentence ready within %2 ms.")
                   .arg(m_parts.settings.provider)
                   .arg(m_parts.settings.replyWithin.count()) });
}

void ChatTurn::fail(const Error &error)
{
    if (m_over)
        return;
    breakOff();
    Q_EMIT failed(error);
}

void ChatTurn::makeCalls(const std::vector<ToolCall> &calls)
{
    const ChatSettings &settings = m_parts.settings;
    m_tools = std::make_unique<ToolRound>(settings.tools, m_parts.network, settings.lookUpWithin, calls);
    connect(m_tools.get(), &ToolRound::ended, this, &ChatTurn::endCalls);
    Q_EMIT busy(settings.lookUpWithin);
    if (m_tools)
        m_tools->start();
}

/// An action with the line ends the turn.
void ChatTurn::endCalls()
{
    m_calls = m_tools->calls();
    m_action = m_tools->action();
    m_tools.release()->deleteLater(); // it is the one that calls
    if (m_action) {
        act();
        return;
    }
    if (m_round == ChatCapabilities::roundsOfTools) {
        endAnswer();
        return;
    }
    remember();
    ask();
}

void ChatTurn::act()
{
    if (m_spoken.isEmpty())
        speak(wordsFor(m_action->kind, m_language));
    if (m_over)
        return;
    remember();
    cancel();
    Q_EMIT lineActionAsked(*m_action);
    Q_EMIT replied();
}

void ChatTurn::remember()
{
    m_parts.memory.addBot(m_number, m_spoken.join(QLatin1Char(' ')), m_calls);
    m_spoken.clear();
    m_calls.clear();
}

} // namespace callscope::agent
