#pragma once

#include "tests/support/scriptedhttp.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <deque>
#include <vector>

namespace callscope::tests {

/// A chat completions service. It takes a request as OpenAI and Ollama do: with a key, a known model, messages in a
/// possible order, each tool call answered; else it refuses with 400, 401 or 404 and says why. Good requests get the
/// scripted answers one after the other. Lives on the test's thread.
class ChatServer
{
public:
    using Answer = ScriptedHttp::Answer;
    struct Call
    {
        QString id, name, arguments;
    };

    ChatServer();

    static QByteArray key() { return "sk-test-1234"; }
    static QString model() { return QStringLiteral("test-model"); }
    /// "http://127.0.0.1:PORT/v1"
    QUrl url() const { return m_http.url(QStringLiteral("/v1")); }

    void answerWith(const Answer &answer) { m_answers.push_back(answer); }
    /// Bodies of the good requests.
    const std::vector<QJsonObject> &requests() const { return m_requests; }
    /// "user: שלום", "assistant: …", "assistant calls look_up {…}", "tool: …" of that request, without the system
    /// message.
    QStringList talk(std::size_t request) const;
    /// Why requests were refused.
    const QStringList &refusals() const { return m_refusals; }
    const ScriptedHttp &http() const { return m_http; }

    /// One event with `content`.
    static QByteArray words(const QString &content);
    /// One event with whole tool calls.
    static QByteArray calls(const std::vector<Call> &calls);
    /// The event with the finish_reason, then usage and [DONE].
    static QByteArray end(const QString &reason = QStringLiteral("stop"));
    /// The whole answer, a delta for each of `deltas`.
    static Answer saying(const QStringList &deltas);
    static Answer calling(const std::vector<Call> &calls, const QStringList &deltas = {});
    static Answer refusing(int status, const QByteArray &code, const net::Headers &headers = {});

private:
    Answer answer(const ScriptedHttp::Request &request);

    ScriptedHttp m_http;
    std::deque<Answer> m_answers {};
    std::vector<QJsonObject> m_requests {};
    QStringList m_refusals {};
};

} // namespace callscope::tests
