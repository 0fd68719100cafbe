#include "core/gateway/mediadoor.h"

#include "core/gateway/limits.h"
#include "core/gateway/publicorigin.h"
#include "core/twilio/paths.h"
#include "core/twilio/twiml.h"
#include "core/twilio/websockethead.h"
#include "core/twilio/websockettextsocket.h"

#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>

namespace callscope::gateway {

namespace {

constexpr int mostPresumptions = 20;

QString peerText(const net::HttpRequest &request)
{
    return QStringLiteral("%1:%2").arg(request.peer.toString()).arg(request.peerPort);
}

/// The server's child of which `socket` was made.
QTcpSocket *socketBelow(const QWebSocketServer &server, const QWebSocket &socket)
{
    const auto all = server.findChildren<QTcpSocket *>();
    const auto found = std::find_if(all.begin(), all.end(), [&socket](const QTcpSocket *one) {
        return one->peerPort() == socket.peerPort() && one->peerAddress() == socket.peerAddress();
    });
    return found == all.end() ? nullptr : *found;
}

} // namespace

MediaDoor::MediaDoor(const config::Settings &settings, const Access &access, twilio::StreamTokens &tokens,
                     const call::CallTable &calls, const base::Clock &clock, event::EventStream &events)
    : m_settings(settings)
    , m_access(access)
    , m_tokens(tokens)
    , m_calls(calls)
    , m_clock(clock)
    , m_events(events)
    , m_server(QStringLiteral("callscope"), QWebSocketServer::NonSecureMode)
{
    m_server.setSupportedSubprotocols({ QString::fromLatin1(twilio::twilioProtocol) });
    connect(&m_server, &QWebSocketServer::newConnection, this, &MediaDoor::welcome);
}

MediaDoor::~MediaDoor() = default;

bool MediaDoor::accepts(const net::HttpRequest &head) const
{
    return head.path() == twilio::mediaPath && !refusal(head);
}

net::HttpResponse MediaDoor::refuse(const net::HttpRequest &request)
{
    const Refusal refused = refusal(request).value_or(
        Refusal { 400, QStringLiteral("this upgrade cannot be granted: it needs HTTP/1.1 and no body") });
    if (refused.status == 403)
        m_events.publish(
            event::SignatureRejected { QString::fromUtf8(request.path()), request.peer.toString(), refused.reason });
    m_events.publish(event::WebSocketRejected { peerText(request), QString::fromUtf8(request.path()), refused.status,
                                                refused.reason },
                     presumedCall());
    net::HttpResponse response = net::HttpResponse::text(refused.status, refused.reason.toUtf8() + '\n');
    response.headers.insert(response.headers.end(), refused.headers.begin(), refused.headers.end());
    return response;
}

/// Whose upgrade it may have been that was refused: of the only call that awaits one. Anybody can be refused, so only a
/// few stand in its record.
base::CallSid MediaDoor::presumedCall()
{
    const base::CallSid only = m_calls.onlyAwaited().value_or(base::CallSid());
    if (only != m_presumed) {
        m_presumed = only;
        m_presumptions = 0;
    }
    if (m_presumptions >= mostPresumptions)
        return {};
    ++m_presumptions;
    return only;
}

std::optional<MediaDoor::Refusal> MediaDoor::refusal(const net::HttpRequest &head) const
{
    const twilio::UpgradeVerdict verdict = twilio::checkUpgrade({ head.method, head.target, 11, head.headers });
    if (!verdict.isAccepted())
        return Refusal { verdict.status, verdict.reason, verdict.headers };
    const Access::Verdict access = m_access.upgrade(head, publicBaseUrl(head, m_settings));
    if (!access.allowed)
        return Refusal { 403, QStringLiteral("Forbidden: ") + access.reason };
    return std::nullopt;
}

void MediaDoor::take(std::unique_ptr<QTcpSocket> socket)
{
    socket->setParent(&m_server);
    m_server.handleConnection(socket.release());
}

void MediaDoor::welcome()
{
    const twilio::MessageSizes sizes { m_settings.limits.frameBytes, m_settings.limits.messageBytes };
    while (std::unique_ptr<QWebSocket> socket { m_server.nextPendingConnection() }) {
        const QString subprotocol = socket->subprotocol();
        const bool isLocal = isLoopback(socket->peerAddress());
        const QString userAgent = QString::fromUtf8(socket->request().rawHeader("User-Agent"));
        QTcpSocket *const below = socketBelow(m_server, *socket);
        auto text = std::make_unique<twilio::WebSocketTextSocket>(std::move(socket), sizes);
        text->standOn(below);
        auto stream = std::make_unique<twilio::MediaStream>(std::move(text), m_clock, streamLimits(m_settings.limits));
        m_events.publish(
            event::WebSocketOpened { stream->peer(), QString::fromLatin1(twilio::mediaPath), subprotocol, userAgent });
        watch(stream.get(), isLocal);
        m_waiting.push_back(std::move(stream));
    }
}

void MediaDoor::watch(twilio::MediaStream *stream, bool isLocal)
{
    using twilio::MediaStream;
    connect(stream, &MediaStream::started, this,
            [this, stream, isLocal](const twilio::StartMessage &start) { admit(stream, start, isLocal); });
    noteFailures(stream);
}

/// What fails before `start` names no call. When one call alone waited for its stream as the socket came, and still
/// waits, it stands in that call's record: there is no other trace of why it stayed silent.
void MediaDoor::noteFailures(twilio::MediaStream *stream)
{
    using twilio::MediaStream;
    const auto presumed
        = [this, only = m_calls.onlyAwaited()] { return only && m_calls.isAwaited(*only) ? *only : base::CallSid(); };
    connect(stream, &MediaStream::protocolErrorFound, this,
            [this, presumed](int number, const QString &text, const QString &excerpt) {
                m_events.publish(event::ProtocolErrorFound { number, text, excerpt }, presumed());
            });
    connect(stream, &MediaStream::closed, this,
            [this, stream, presumed](int code, const QString &reason, MediaStream::ClosedBy by) {
                const bool byPeer = by == MediaStream::ClosedBy::Peer;
                m_events.publish(event::WebSocketClosed { code, reason,
                                                          byPeer ? QStringLiteral("peer") : QStringLiteral("gateway") },
                                 presumed());
                if (auto gone = release(stream))
                    m_gone.push_back(std::move(gone));
            });
}

void MediaDoor::admit(twilio::MediaStream *stream, twilio::StartMessage start, bool isLocal)
{
    const QString fault = startFault(start, isLocal);
    if (!fault.isEmpty()) {
        m_events.publish(
            event::WebSocketRejected { stream->peer(), QString::fromLatin1(twilio::mediaPath), 1008, fault },
            start.callSid, start.streamSid);
        stream->close(1008, fault);
        Q_EMIT streamRefused(start.callSid);
        return;
    }
    std::erase_if(start.parameters,
                  [](const auto &parameter) { return parameter.first == QLatin1String(twilio::tokenParameter); });
    Q_EMIT streamArrived(stream, start);
}

QString MediaDoor::startFault(const twilio::StartMessage &start, bool isLocal)
{
    if (!m_settings.twilioAccountSid.isEmpty() && start.accountSid.toString() != m_settings.twilioAccountSid)
        return QStringLiteral("start names another account than the configured one");
    const std::optional<QString> token = start.parameter(QString::fromLatin1(twilio::tokenParameter));
    if (!token) {
        const bool free = isLocal && !m_access.checksSignatures();
        return free ? QString() : QStringLiteral("start carries no stream token of ours");
    }
    switch (m_tokens.redeem(start.callSid, token->toUtf8())) {
    case twilio::StreamTokens::Verdict::Valid:
        return {};
    case twilio::StreamTokens::Verdict::Unknown:
        return QStringLiteral("unknown stream token");
    case twilio::StreamTokens::Verdict::Expired:
        return QStringLiteral("expired stream token");
    case twilio::StreamTokens::Verdict::Used:
        return QStringLiteral("stream token was used before");
    case twilio::StreamTokens::Verdict::WrongCall:
        return QStringLiteral("stream token of another call");
    }
    Q_UNREACHABLE();
}

std::unique_ptr<twilio::MediaStream> MediaDoor::release(twilio::MediaStream *stream)
{
    const auto found
        = std::find_if(m_waiting.begin(), m_waiting.end(), [stream](const auto &one) { return one.get() == stream; });
    if (found == m_waiting.end())
        return nullptr;
    std::unique_ptr<twilio::MediaStream> released = std::move(*found);
    m_waiting.erase(found);
    disconnect(stream, nullptr, this, nullptr);
    return released;
}

void MediaDoor::tick()
{
    m_gone.clear();
    std::vector<twilio::MediaStream *> streams;
    for (const auto &stream : m_waiting)
        streams.push_back(stream.get());
    for (twilio::MediaStream *stream : streams)
        stream->tick(); // may close it, which moves it to m_gone, where it lives until the next tick
}

void MediaDoor::closeAll()
{
    std::vector<twilio::MediaStream *> streams;
    for (const auto &stream : m_waiting)
        streams.push_back(stream.get());
    for (twilio::MediaStream *stream : streams)
        stream->close(1001, QStringLiteral("gateway is going away"));
}

} // namespace callscope::gateway
