#include "core/agent/chatexchange.h"

#include "core/provider/fault.h"

#include <QPointer>

#include <utility>

namespace callscope::agent {

using base::ErrorCode;
using provider::StreamedReply;

ChatExchange::ChatExchange(QNetworkAccessManager &network, const base::Clock &clock, provider::StreamedRequest request,
                           QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_clock(clock)
    , m_request(std::move(request))
    , m_stream(m_request.provider)
{
    m_rest.setSingleShot(true);
    m_end.setSingleShot(true);
    connect(&m_rest, &QTimer::timeout, this, &ChatExchange::ask);
    connect(&m_end, &QTimer::timeout, this, &ChatExchange::end);
    ask();
}

void ChatExchange::ask()
{
    m_stream = ChatStream(m_request.provider);
    m_reply = std::make_unique<StreamedReply>(m_network, m_request);
    connect(m_reply.get(), &StreamedReply::received, this, &ChatExchange::take);
    connect(m_reply.get(), &StreamedReply::finished, this, &ChatExchange::end);
    connect(m_reply.get(), &StreamedReply::failed, this, &ChatExchange::fail);
}

void ChatExchange::take(const QByteArray &bytes)
{
    const QString text = m_stream.take(bytes);
    if (m_stream.isDone() && !m_end.isActive())
        m_end.start(endWithin);
    if (!tell(text))
        return;
    if (m_stream.fault())
        fail(*m_stream.fault());
}

void ChatExchange::end()
{
    if (m_over)
        return;
    const QString text = m_stream.end();
    if (!tell(text))
        return;
    if (m_stream.fault()) {
        fail(*m_stream.fault());
        return;
    }
    m_over = true;
    m_end.stop();
    letGoOfReply();
    Q_EMIT ended();
}

/// False: whoever took it has deleted this.
bool ChatExchange::tell(const QString &text)
{
    const QPointer<ChatExchange> alive(this);
    if (!text.isEmpty())
        Q_EMIT wordsCame(text);
    return alive;
}

void ChatExchange::fail(const base::Error &error)
{
    if (m_over)
        return;
    if (m_stream.isDone()) { // the line broke behind the last word
        end();
        return;
    }
    const auto rest = restBeforeRetry(error.code);
    letGoOfReply();
    if (rest && !m_stream.hasBegun() && !std::exchange(m_retried, true)) {
        m_rest.start(*rest);
        return;
    }
    m_over = true;
    Q_EMIT failed(error);
}

/// Empty: asking again does not help a caller who waits.
std::optional<std::chrono::milliseconds> ChatExchange::restBeforeRetry(ErrorCode code) const
{
    if (code == ErrorCode::Unavailable || code == ErrorCode::Io)
        return std::chrono::milliseconds(0);
    if (code != ErrorCode::RateLimited || !m_reply)
        return {};
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.utc().time_since_epoch());
    const auto rest = provider::retryAfter(m_reply->headers(), QDateTime::fromMSecsSinceEpoch(now.count(), Qt::UTC));
    return rest && *rest <= longestRest ? rest : std::nullopt;
}

/// It may be the one that calls.
void ChatExchange::letGoOfReply()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply.release()->deleteLater();
}

} // namespace callscope::agent
