#include "core/agent/chatturn.h"

#include "core/agent/chatphrases.h"
#include "core/agent/chatrequest.h"
#include "core/agent/lookup.h"
#include "core/agent/plainspeech.h"
#include "core/base/language.h"

#include <utility>

namespace callscope::agent {

namespace {

using base::Error;
using base::ErrorCode;

QDate dateOf(const base::Clock &clock)
{
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(clock.utc().time_since_epoch());
    return QDateTime::fromSecsSinceEpoch(now.count()).date(); // local: it is the caller's day
}

} // namespace

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
    m_filler.stop();
    m_limit.stop();
}

void ChatTurn::breakOff()
{
    m_calls.clear(); // not all have an answer
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
        m_parts.network, m_parts.clock, chatRequest(settings, m_parts.memory, dateOf(m_parts.clock), mayCallTools));
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
    m_calls.clear(); // not all have an answer
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
    m_calls.clear();
    for (const ToolCall &call : calls)
        m_calls.push_back({ call, {} });
    m_unanswered = m_calls.size();
    m_someCallFailed = false;
    m_action.reset();
    for (std::size_t place = 0; place < calls.size(); ++place)
        makeCall(place);
}

void ChatTurn::makeCall(std::size_t place)
{
    const ToolCall call = m_calls.at(place).call;
    const Tools &tools = m_parts.settings.tools;
    if (const HttpTool *tool = lookUpNamed(tools, call.name))
        lookUp(place, *tool);
    else if (const auto action = lineActionOf(tools, call))
        planAction(place, *action);
    else
        answerCall(place, toolError(QStringLiteral("There is no tool %1.").arg(call.name)), false);
}

void ChatTurn::lookUp(std::size_t place, const HttpTool &tool)
{
    const auto arguments = argumentsOf(tool, m_calls.at(place).call);
    if (!arguments) {
        answerCall(place, toolError(arguments.error().text), false);
        return;
    }
    auto *lookUp = new LookUp(m_parts.network, tool, *arguments, m_parts.settings.lookUpWithin, this);
    connect(lookUp, &LookUp::found, this, [this, lookUp, place](const QString &answer, bool succeeded) {
        lookUp->deleteLater();
        if (!m_over)
            answerCall(place, answer, succeeded);
    });
}

void ChatTurn::planAction(std::size_t place, const base::Result<LineAction> &action)
{
    if (!action) {
        answerCall(place, toolError(action.error().text), false);
        return;
    }
    if (m_action) { // the first counts
        answerCall(place, toolError(QStringLiteral("Only one thing at a time can be done with the line.")), true);
        return;
    }
    m_action = *action;
    m_calls.at(place).isLineAction = true;
    answerCall(place, QStringLiteral(R"({"ok":true})"), true);
}

void ChatTurn::answerCall(std::size_t place, const QString &answer, bool succeeded)
{
    m_calls.at(place).answer = answer;
    m_someCallFailed = m_someCallFailed || !succeeded;
    if (--m_unanswered == 0)
        endCalls();
}

/// An action with the line ends the turn; but not when what was to be done before it did not succeed.
void ChatTurn::endCalls()
{
    if (m_action && !m_someCallFailed) {
        act();
        return;
    }
    for (ChatMemory::AnsweredCall &answered : m_calls) {
        if (std::exchange(answered.isLineAction, false))
            answered.answer = toolError(QStringLiteral("Not done, because another call failed."));
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
