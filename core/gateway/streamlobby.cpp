#include "core/gateway/streamlobby.h"

#include "core/gateway/publicorigin.h"
#include "core/net/handover.h"
#include "core/twilio/paths.h"
#include "core/twilio/websockethead.h"

#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>

namespace callscope::gateway {

namespace {

constexpr auto presumedCall = "presumedCall"; // a property of the socket, for as long as the handshake takes

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

StreamLobby::StreamLobby(const Limits &limits, const base::Clock &clock, event::EventStream &events)
    : m_limits(limits)
    , m_clock(clock)
    , m_events(events)
    , m_server(QStringLiteral("callscope"), QWebSocketServer::NonSecureMode)
{
    m_server.setSupportedSubprotocols({ QString::fromLatin1(twilio::twilioProtocol) });
    connect(&m_server, &QWebSocketServer::newConnection, this, &StreamLobby::welcome);
}

StreamLobby::~StreamLobby() = default;

void StreamLobby::take(std::unique_ptr<QTcpSocket> socket, qsizetype handshakeSize, const base::CallSid &presumed)
{
    if (socket->state() != QAbstractSocket::ConnectedState)
        return; // QWebSocketServer would wait for its end
    socket->setProperty(presumedCall, presumed.bytes());
    net::handOver(std::move(socket), handshakeSize,
                  [this](std::unique_ptr<QTcpSocket> ready) { upgrade(std::move(ready)); });
}

void StreamLobby::upgrade(std::unique_ptr<QTcpSocket> socket)
{
    socket->setParent(&m_server);
    m_server.handleConnection(socket.release());
}

void StreamLobby::welcome()
{
    while (std::unique_ptr<QWebSocket> socket { m_server.nextPendingConnection() }) {
        const QString subprotocol = socket->subprotocol();
        const bool isLocal = isLoopback(socket->peerAddress());
        const QString userAgent = QString::fromUtf8(socket->request().rawHeader("User-Agent"));
        QTcpSocket *const below = socketBelow(m_server, *socket);
        const auto presumed = below ? base::CallSid::parse(below->property(presumedCall).toByteArray()) : std::nullopt;
        auto text = std::make_unique<twilio::WebSocketTextSocket>(std::move(socket), m_limits.sizes);
        text->standOn(below);
        auto stream = std::make_unique<twilio::MediaStream>(std::move(text), m_clock, m_limits.stream);
        m_events.publish(
            event::WebSocketOpened { stream->peer(), QString::fromLatin1(twilio::mediaPath), subprotocol, userAgent });
        watch(++m_last, stream.get(), isLocal, presumed.value_or(base::CallSid()));
        m_waiting.emplace(m_last, std::move(stream));
        Q_EMIT streamEntered();
    }
}

void StreamLobby::watch(quint64 number, twilio::MediaStream *stream, bool isLocal, const base::CallSid &presumed)
{
    using twilio::MediaStream;
    connect(stream, &MediaStream::started, this, [this, number, stream, isLocal](const twilio::StartMessage &start) {
        stream->pause();
        Q_EMIT startArrived({ number, stream->peer(), isLocal, start });
    });
    const auto tell = [this, presumed](event::Payload payload) {
        Q_EMIT failureSeen({ 0, m_clock.utc(), m_clock.monotonic(), presumed, {}, std::move(payload) });
    };
    connect(stream, &MediaStream::protocolErrorFound, this,
            [tell](int found, const QString &text, const QString &excerpt) {
                tell(event::ProtocolErrorFound { found, text, excerpt });
            });
    connect(
        stream, &MediaStream::closed, this,
        [this, number, tell](int code, const QString &reason, MediaStream::ClosedBy by) {
            const bool byPeer = by == MediaStream::ClosedBy::Peer;
            tell(event::WebSocketClosed { code, reason, byPeer ? QStringLiteral("peer") : QStringLiteral("gateway") });
            if (auto gone = release(number))
                m_gone.push_back(std::move(gone));
        });
}

std::unique_ptr<twilio::MediaStream> StreamLobby::release(quint64 number)
{
    auto found = m_waiting.extract(number);
    if (!found)
        return nullptr;
    disconnect(found.mapped().get(), nullptr, this, nullptr);
    return std::move(found.mapped());
}

void StreamLobby::refuse(quint64 number, int code, const QString &reason)
{
    const auto found = m_waiting.find(number);
    if (found == m_waiting.end())
        return;
    twilio::MediaStream *const refused = found->second.get();
    refused->close(code, reason); // may move it to m_gone, where it lives until the next tick
    refused->resume();
}

void StreamLobby::tick()
{
    m_gone.clear();
    for (twilio::MediaStream *stream : waiting())
        stream->tick(); // as above
}

void StreamLobby::closeAll(int code, const QString &reason)
{
    for (twilio::MediaStream *stream : waiting())
        stream->close(code, reason);
}

std::vector<twilio::MediaStream *> StreamLobby::waiting() const
{
    std::vector<twilio::MediaStream *> streams;
    for (const auto &[number, stream] : m_waiting)
        streams.push_back(stream.get());
    return streams;
}

} // namespace callscope::gateway
