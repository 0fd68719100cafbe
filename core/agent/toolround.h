#pragma once

#include "core/agent/chatmemory.h"
#include "core/agent/tools.h"

#include <QObject>

#include <chrono>
#include <optional>
#include <vector>

class QNetworkAccessManager;

namespace callscope::agent {

/// The calls that a model made with one answer, done side by side: `ended` comes once, perhaps from inside `start`,
/// when each has its answer. Deleted, it is given up. Lives on the call's thread.
class ToolRound final : public QObject
{
    Q_OBJECT

public:
    /// `tools` and `network` must outlive it.
    ToolRound(const Tools &tools, QNetworkAccessManager &network, std::chrono::milliseconds lookUpWithin,
              const std::vector<ToolCall> &calls, QObject *parent = nullptr);

    void start();
    /// In the order of the calls.
    const std::vector<ChatMemory::AnsweredCall> &calls() const { return m_calls; }
    /// What is to be done with the line. Empty also when what was to be done before it did not succeed.
    const std::optional<LineAction> &action() const { return m_action; }

Q_SIGNALS:
    void ended();

private:
    void makeCall(std::size_t place);
    void lookUp(std::size_t place, const HttpTool &tool);
    void planAction(std::size_t place, const base::Result<LineAction> &action);
    void answerCall(std::size_t place, const QString &answer, bool succeeded);
    void withdrawAction();

    const Tools &m_tools;
    QNetworkAccessManager &m_network;
    std::chrono::milliseconds m_lookUpWithin;
    std::vector<ChatMemory::AnsweredCall> m_calls {};
    std::size_t m_unanswered = 0;
    bool m_someCallFailed = false;
    std::optional<LineAction> m_action {};
};

} // namespace callscope::agent
