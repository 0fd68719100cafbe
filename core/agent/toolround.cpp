#include "core/agent/toolround.h"

#include "core/agent/lookup.h"

#include <utility>

namespace callscope::agent {

ToolRound::ToolRound(const Tools &tools, QNetworkAccessManager &network, std::chrono::milliseconds lookUpWithin,
                     const std::vector<ToolCall> &calls, QObject *parent)
    : QObject(parent)
    , m_tools(tools)
    , m_network(network)
    , m_lookUpWithin(lookUpWithin)
    , m_unanswered(calls.size())
{
    for (const ToolCall &call : calls)
        m_calls.push_back({ call, {} });
}

void ToolRound::start()
{
    for (std::size_t place = 0; place < m_calls.size(); ++place)
        makeCall(place);
}

void ToolRound::makeCall(std::size_t place)
{
    const ToolCall call = m_calls.at(place).call;
    if (const HttpTool *tool = lookUpNamed(m_tools, call.name))
        lookUp(place, *tool);
    else if (const auto action = lineActionOf(m_tools, call))
        planAction(place, *action);
    else
        answerCall(place, toolError(QStringLiteral("There is no tool %1.").arg(call.name)), false);
}

void ToolRound::lookUp(std::size_t place, const HttpTool &tool)
{
    const auto arguments = argumentsOf(tool, m_calls.at(place).call);
    if (!arguments) {
        answerCall(place, toolError(arguments.error().text), false);
        return;
    }
    auto *lookUp = new LookUp(m_network, tool, *arguments, m_lookUpWithin, this);
    connect(lookUp, &LookUp::found, this, [this, lookUp, place](const QString &answer, bool succeeded) {
        lookUp->deleteLater();
        answerCall(place, answer, succeeded);
    });
}

void ToolRound::planAction(std::size_t place, const base::Result<LineAction> &action)
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

/// Last, whoever is told may delete this.
void ToolRound::answerCall(std::size_t place, const QString &answer, bool succeeded)
{
    m_calls.at(place).answer = answer;
    m_someCallFailed = m_someCallFailed || !succeeded;
    if (--m_unanswered > 0)
        return;
    if (m_someCallFailed)
        withdrawAction();
    Q_EMIT ended();
}

void ToolRound::withdrawAction()
{
    m_action.reset();
    for (ChatMemory::AnsweredCall &answered : m_calls) {
        if (std::exchange(answered.isLineAction, false))
            answered.answer = toolError(QStringLiteral("Not done, because another call failed."));
    }
}

} // namespace callscope::agent
