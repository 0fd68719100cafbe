#pragma once

#include "core/agent/chatstream.h"
#include "core/base/clock.h"
#include "core/provider/streamedreply.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QNetworkAccessManager;

namespace callscope::agent {

/// One request to the model and its streamed answer: `wordsCame` as they come, then once `ended` or `failed`, never
/// from inside a call to it. What fails before the first word is asked again once: at once when the service was not
/// there, after its Retry-After when that is short. Deleted, the request is given up. `network` and `clock` must
/// outlive it. Lives on the call's thread.
class ChatExchange final : public QObject
{
    Q_OBJECT

public:
    /// A service that wants a longer rest is none for a caller who waits.
    static constexpr std::chrono::milliseconds longestRest { 1000 };
    /// The connection can be used again when the body's end is read; after [DONE] it is waited for that long.
    static constexpr std::chrono::milliseconds endWithin { 200 };

    ChatExchange(QNetworkAccessManager &network, const base::Clock &clock, provider::StreamedRequest request,
                 QObject *parent = nullptr);

    const ChatStream &stream() const { return m_stream; }

Q_SIGNALS:
    void wordsCame(const QString &text);
    void ended();
    void failed(const callscope::base::Error &error);

private:
    void ask();
    void take(const QByteArray &bytes);
    void end();
    bool tell(const QString &text);
    void fail(const callscope::base::Error &error);
    std::optional<std::chrono::milliseconds> restBeforeRetry(base::ErrorCode code) const;
    void letGoOfReply();

    QNetworkAccessManager &m_network;
    const base::Clock &m_clock;
    provider::StreamedRequest m_request;
    ChatStream m_stream;
    std::unique_ptr<provider::StreamedReply> m_reply {};
    QTimer m_rest {}, m_end {};
    bool m_retried = false;
    bool m_over = false;
};

} // namespace callscope::agent
