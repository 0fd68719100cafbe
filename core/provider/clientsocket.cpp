#include "core/provider/clientsocket.h"

#include "core/net/outgoing.h"
#include "core/provider/fault.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace callscope::provider {

namespace {

constexpr quint64 largestMessage = 4ULL * 1024 * 1024;

/// Qt tells the status of a refused handshake in its words only: "Unhandled http status code: 429 (Too Many Requests)".
/// Of a 400 it takes the server to mean another version of the protocol, and says that it knows no such condition.
int statusIn(const QString &words)
{
    static const QRegularExpression status(QStringLiteral("status code: (\\d{3})"));
    return words.contains(QLatin1String("Unknown error condition")) ? 400 : status.match(words).captured(1).toInt();
}

/// Whether a close says that what we send is wrong, so that it will be closed again.
bool isOurFault(QWebSocketProtocol::CloseCode code)
{
    return code == QWebSocketProtocol::CloseCodeDatatypeNotSupported
        || code == QWebSocketProtocol::CloseCodeWrongDatatype || code == QWebSocketProtocol::CloseCodePolicyViolated;
}

} // namespace

QUrl socketUrl(QUrl url, const QString &path)
{
    if (url.scheme() == QLatin1String("https"))
        url.setScheme(QStringLiteral("wss"));
    else if (url.scheme() == QLatin1String("http"))
        url.setScheme(QStringLiteral("ws"));
    if (url.path().isEmpty() || url.path() == QLatin1String("/"))
        url.setPath(path);
    return url;
}

ClientSocket::ClientSocket(SocketPlace place, QObject *parent)
    : QObject(parent)
    , m_place(std::move(place))
{
    m_connecting.setSingleShot(true);
    m_silence.setSingleShot(true);
    connect(&m_connecting, &QTimer::timeout, this, [this] {
        fail({ base::ErrorCode::Timeout,
               QStringLiteral("%1 (%2) did not open its WebSocket within %3 ms.")
                   .arg(m_place.provider, shownUrl(m_place.url))
                   .arg(m_place.connectWithin.count()) });
    });
    connect(&m_silence, &QTimer::timeout, this, &ClientSocket::watchSilence);
}

ClientSocket::~ClientSocket()
{
    letGo();
}

void ClientSocket::open()
{
    if (m_socket)
        return;
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingMessageSize(largestMessage);
    m_socket->setMaxAllowedIncomingFrameSize(largestMessage);
    connectSocket();
    m_connecting.start(m_place.connectWithin);
    m_socket->open(net::outgoingRequest(m_place.url, m_place.headers));
}

void ClientSocket::connectSocket()
{
    const auto noteLife = [this] {
        m_pinged = false;
        if (m_place.silentWithin.count() > 0)
            m_silence.start(m_place.silentWithin / 2);
    };
    connect(m_socket, &QWebSocket::connected, this, [this, noteLife] {
        m_connecting.stop();
        noteLife();
        sendWaiting();
        Q_EMIT opened();
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this, noteLife](const QString &text) {
        noteLife();
        Q_EMIT textReceived(text.toUtf8());
    });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, [this, noteLife](const QByteArray &bytes) {
        noteLife();
        Q_EMIT binaryReceived(bytes);
    });
    connect(m_socket, &QWebSocket::pong, this, noteLife);
    // Queued: Qt may tell of a failure from inside open(), and has not said its last word about it then.
    connect(
        m_socket, &QWebSocket::disconnected, this,
        [this, socket = m_socket] {
            if (socket == m_socket)
                fail(failureOf(socket->errorString()));
        },
        Qt::QueuedConnection);
    connect(
        m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
        [this, socket = m_socket] {
            if (socket == m_socket)
                fail(failureOf(socket->errorString()));
        },
        Qt::QueuedConnection);
}

bool ClientSocket::isOpen() const
{
    return m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
}

void ClientSocket::sendText(const QByteArray &utf8)
{
    send({ true, utf8 });
}

void ClientSocket::sendBinary(const QByteArray &bytes)
{
    send({ false, bytes });
}

void ClientSocket::send(const Waiting &message)
{
    if (isOpen())
        return write(message);
    m_waiting.push_back(message);
    m_waitingBytes += message.bytes.size();
    while (m_waitingBytes > largestWaiting) {
        const auto oldest
            = std::find_if(m_waiting.begin(), m_waiting.end(), [](const Waiting &waiting) { return !waiting.isText; });
        if (oldest == m_waiting.end())
            return;
        m_waitingBytes -= oldest->bytes.size();
        m_waiting.erase(oldest);
    }
}

/// Qt would not give it to the kernel before a later turn of the event loop has found room in the socket. Nearly every
/// text asks for something that the caller waits for.
void ClientSocket::write(const Waiting &message)
{
    if (!message.isText) {
        m_socket->sendBinaryMessage(message.bytes);
        return;
    }
    m_socket->sendTextMessage(QString::fromUtf8(message.bytes));
    m_socket->flush();
}

void ClientSocket::sendWaiting()
{
    m_waitingBytes = 0;
    for (const Waiting &message : std::exchange(m_waiting, {}))
        send(message);
}

void ClientSocket::close()
{
    letGo();
}

/// Half the time has passed without a word: a ping has to be answered in the other half.
void ClientSocket::watchSilence()
{
    if (std::exchange(m_pinged, true)) {
        fail({ base::ErrorCode::Timeout,
               QStringLiteral("%1 (%2) has sent nothing, not even a pong, for %3 ms.")
                   .arg(m_place.provider, shownUrl(m_place.url))
                   .arg(m_place.silentWithin.count()) });
        return;
    }
    m_socket->ping();
    m_silence.start(m_place.silentWithin / 2);
}

base::Error ClientSocket::failureOf(const QString &words) const
{
    const QString where = QStringLiteral("%1 (%2)").arg(m_place.provider, shownUrl(m_place.url));
    if (const int status = statusIn(words))
        return statusFault(m_place.provider, m_place.url, status, words.toUtf8());
    if (m_socket->error() == QAbstractSocket::HostNotFoundError)
        return { base::ErrorCode::NotFound,
                 QStringLiteral("%1 has no address: check its url and the name service.").arg(where), words };
    if (m_socket->error() == QAbstractSocket::SslHandshakeFailedError)
        return {
            base::ErrorCode::Unavailable,
            QStringLiteral("%1: TLS failed; check that its certificate is one that this machine trusts.").arg(where),
            words
        };
    const QWebSocketProtocol::CloseCode code = m_socket->closeCode();
    const QString why = m_socket->closeReason();
    const QString detail = code == QWebSocketProtocol::CloseCodeNormal && why.isEmpty()
        ? words
        : QStringLiteral("close code %1 %2").arg(code).arg(why).trimmed();
    return { isOurFault(code) ? base::ErrorCode::Refused : base::ErrorCode::Unavailable,
             QStringLiteral("%1: the WebSocket ended.").arg(where), detail };
}

void ClientSocket::fail(const base::Error &error)
{
    letGo();
    Q_EMIT failed({ error.code, error.text, withoutCredentials(error.detail, m_place.headers) });
}

void ClientSocket::letGo()
{
    m_connecting.stop();
    m_silence.stop();
    m_waiting.clear();
    m_waitingBytes = 0;
    m_pinged = false;
    if (!m_socket)
        return;
    QWebSocket *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    socket->setParent(nullptr); // it may be telling us something: whoever hears of that may delete us
    if (socket->state() == QAbstractSocket::ConnectedState) {
        socket->close();
        socket->flush();
    } else {
        socket->abort();
    }
    socket->deleteLater();
}

} // namespace callscope::provider
