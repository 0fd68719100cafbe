#include "core/twilio/websockettextsocket.h"

#include "core/base/borrowed.h"
#include "core/eventloop/beforesleep.h"
#include "core/net/sendnow.h"

#include <QHostAddress>
#include <QPointer>
#include <QStringEncoder>
#include <QWebSocket>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <utility>

namespace callscope::twilio {

namespace {

/// A frame's header is read together with its payload, so that a smaller buffer could never hold the largest frame.
constexpr qint64 frameHead = 16;
/// Bytes that are read at a time as long as frames are short, as all of Twilio's are.
constexpr qint64 portion = 4096;
/// Memory that a socket keeps for frames of its next turn; a greeting is longer.
constexpr qint64 keptForFrames = 1024;

/// The head of a text frame as a server sends it: whole, without a mask (RFC 6455 section 5.2).
class FrameHead
{
public:
    explicit FrameHead(qint64 payload)
    {
        m_bytes[0] = static_cast<char>(0x81);
        if (payload < 126) {
            m_bytes[1] = static_cast<char>(payload);
        } else if (payload < 65536) {
            m_bytes[1] = 126;
            qToBigEndian(static_cast<quint16>(payload), &m_bytes[2]);
            m_size = 4;
        } else {
            m_bytes[1] = 127;
            qToBigEndian(static_cast<quint64>(payload), &m_bytes[2]);
            m_size = 10;
        }
    }

    const char *bytes() const { return m_bytes.data(); }
    qsizetype size() const { return m_size; }

private:
    std::array<char, 10> m_bytes {};
    qsizetype m_size = 2;
};

/// A close frame holds 125 bytes, two of them the code (RFC 6455 section 5.5).
constexpr qsizetype maximumReason = 123;

QString addressOf(const QWebSocket &socket)
{
    const QHostAddress address = socket.peerAddress();
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    const QString host
        = isIpv4 ? QHostAddress(ipv4).toString() : QLatin1Char('[') + address.toString() + QLatin1Char(']');
    return host + QLatin1Char(':') + QString::number(socket.peerPort());
}

QString shortened(const QString &reason)
{
    QString text = reason;
    while (text.toUtf8().size() > maximumReason)
        text.chop(text.size() > 1 && text.back().isLowSurrogate() ? 2 : 1);
    return text;
}

/// How Qt 6.4 begins the reasons it gives itself when it closes because of the peer.
constexpr std::array ownReasons {
    QLatin1String("Rsv field is non-zero"),
    QLatin1String("Used reserved opcode"),
    QLatin1String("Maximum framesize exceeded"),
    QLatin1String("Invalid opcode detected"),
    QLatin1String("Received message is too big"),
    QLatin1String("Control frame is larger than 125 bytes"),
    QLatin1String("Control frames cannot be fragmented"),
    QLatin1String("Lengths smaller than"),
    QLatin1String("Highest bit of payload length is not 0"),
    QLatin1String("Payload of close frame is too small"),
    QLatin1String("Invalid close code"),
    QLatin1String("Invalid UTF-8 code encountered"),
    QLatin1String("Received Continuation frame"),
    QLatin1String("All data frames after the initial data frame"),
    QLatin1String("Timeout when reading data from socket"),
};

/// Qt tells nobody whether the peer closed or Qt itself because of the peer; only its reasons give it away.
bool isQtVerdict(const QString &reason)
{
    return std::any_of(ownReasons.begin(), ownReasons.end(),
                       [&reason](QLatin1String own) { return reason.startsWith(own); });
}

QString violationText(int code, const QString &reason)
{
    const QString text = QStringLiteral("The socket is closed with %1: %2").arg(QString::number(code), reason);
    if (code == 1007)
        return text + QStringLiteral(" (Qt 6.4 also says so of a character that is split between two fragments)");
    if (reason.startsWith(QLatin1String("Invalid close code")))
        return text + QStringLiteral(" (Qt 6.4 also says so of 1012 to 1014, which are valid)");
    return text;
}

} // namespace

WebSocketTextSocket::WebSocketTextSocket(std::unique_ptr<QWebSocket> socket, MessageSizes sizes, QObject *parent)
    : TextSocket(parent)
    , m_socket(std::move(socket))
    , m_wholeFrame(sizes.frame + frameHead)
    , m_peer(addressOf(*m_socket))
{
    m_socket->setParent(nullptr);
    m_socket->setReadBufferSize(m_wholeFrame);
    m_socket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(sizes.frame));
    m_socket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(sizes.message));

    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { whileEmitting([this, &text] { tellText(text); }); });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) {
        whileEmitting([this, &bytes] { Q_EMIT binaryReceived(bytes.size()); });
    });
    connect(m_socket.get(), &QWebSocket::pong, this, [this](quint64, const QByteArray &payload) {
        whileEmitting([this, &payload] { Q_EMIT pongReceived(payload); });
    });
    connect(m_socket.get(), &QWebSocket::textFrameReceived, this, [this](const QString &, bool isLast) {
        if (!isLast)
            whileEmitting([this] { Q_EMIT fragmentReceived(); });
    });
    connect(m_socket.get(), &QWebSocket::binaryFrameReceived, this, [this](const QByteArray &, bool isLast) {
        if (!isLast)
            whileEmitting([this] { Q_EMIT fragmentReceived(); });
    });
    m_sent = m_socket->bytesToWrite(); // of the handshake
    connect(m_socket.get(), &QWebSocket::bytesWritten, this, [this](qint64 bytes) {
        m_written += bytes;
        if (const qint64 pongs = pongBytes(); pongs > std::exchange(m_toldPongs, std::max(m_toldPongs, pongs)))
            whileEmitting([this] { Q_EMIT pongsWritten(); });
    });
    connect(m_socket.get(), &QWebSocket::aboutToClose, this, [this] { whileEmitting([this] { noteClose(); }); });
    connect(m_socket.get(), &QWebSocket::disconnected, this, [this] { whileEmitting([this] { finish(); }); });
}

void WebSocketTextSocket::standOn(QTcpSocket *below)
{
    m_below = below;
    m_encrypted = qobject_cast<QSslSocket *>(below);
    if (!below)
        return;
    m_patience.emplace(below->socketDescriptor());
    // QWebSocket was connected first: its slot has taken all whole frames when ours is called.
    connect(below, &QTcpSocket::readyRead, this, &WebSocketTextSocket::fitReadBuffer);
    fitReadBuffer();
}

/// Grows when a longer frame has come in part, and shrinks when it is taken.
void WebSocketTextSocket::fitReadBuffer()
{
    if (!m_below || m_finished)
        return;
    const qint64 fitting = m_below->bytesAvailable() < portion ? portion : m_wholeFrame;
    if (m_below->readBufferSize() != fitting)
        m_socket->setReadBufferSize(fitting);
}

WebSocketTextSocket::~WebSocketTextSocket()
{
    m_socket->disconnect(this);
    if (m_emitting > 0)
        m_socket.release()->deleteLater(); // it is still on the stack, under the slot that deletes us
}

void WebSocketTextSocket::sendText(const QByteArray &utf8)
{
    if (m_finished)
        return;
    if (m_below) {
        addFrame(utf8);
    } else {
        countSent(utf8.size());
        m_socket->sendTextMessage(QString::fromUtf8(utf8));
    }
    if (!std::exchange(m_willFlush, true))
        eventloop::BeforeSleep::ofThisThread().run(this, [this] { flush(); });
}

/// What QWebSocket makes of a text, which is two conversions, two allocations and two writes for the sake of four
/// bytes. Qt writes whole frames as well, so that ours never come in between, and none after its close.
void WebSocketTextSocket::addFrame(const QByteArray &utf8)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    const FrameHead head(utf8.size());
    m_frames.append(head.bytes(), head.size()).append(utf8);
}

/// Past Qt's buffer, with its copy, its notifier and its signals, as long as that is empty: what the kernel does not
/// take goes there, and then all else behind it.
void WebSocketTextSocket::writeFrames()
{
    if (m_frames.isEmpty())
        return;
    if (!m_below || m_socket->state() != QAbstractSocket::ConnectedState)
        return m_frames.clear();
    const bool isDirect = !m_encrypted && m_below->bytesToWrite() == 0;
    const qint64 sent = isDirect ? net::sendNow(m_below->socketDescriptor(), m_frames) : 0;
    if (const qint64 left = m_frames.size() - sent; left > 0) {
        m_sent += left;
        m_below->write(m_frames.constData() + sent, left);
    }
    if (m_frames.capacity() > keptForFrames)
        m_frames.clear();
    else
        m_frames.resize(0);
}

/// In memory that is used again, and lives as long as the slots do: one of them may delete us.
void WebSocketTextSocket::tellText(const QString &text)
{
    thread_local QByteArray shared;
    base::Borrowed<QByteArray> utf8(shared);
    QStringEncoder toUtf8(QStringEncoder::Utf8);
    utf8->resize(toUtf8.requiredSpace(text.size()));
    utf8->truncate(toUtf8.appendToBuffer(utf8->data(), text) - utf8->constData());
    Q_EMIT textReceived(*utf8);
}

/// All that one turn of the event loop wrote goes to the kernel at once; Qt alone would wait until the next turn has
/// found that the socket can be written.
void WebSocketTextSocket::flush()
{
    m_willFlush = false;
    if (m_finished)
        return;
    writeFrames();
    if (m_socket->bytesToWrite() > 0)
        whileEmitting([this] { m_socket->flush(); });
}

void WebSocketTextSocket::ping(const QByteArray &payload)
{
    if (m_finished)
        return;
    writeFrames(); // what was said before goes before
    countSent(payload.size());
    m_socket->ping(payload);
}

void WebSocketTextSocket::close(int code, const QString &reason)
{
    if (m_finished || m_closing)
        return;
    m_closing = true;
    m_closeCode = code;
    m_closeReason = shortened(reason);
    writeFrames(); // what was said before goes before
    whileEmitting([this] { m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(m_closeCode), m_closeReason); });
}

void WebSocketTextSocket::abort()
{
    if (m_finished)
        return;
    m_closing = true;
    m_closeCode = 1006;
    m_closeReason = QStringLiteral("aborted");
    whileEmitting([this] { m_socket->abort(); });
}

qint64 WebSocketTextSocket::bytesToWrite() const
{
    if (m_finished)
        return 0;
    return m_frames.size() + m_socket->bytesToWrite() + (m_encrypted ? m_encrypted->encryptedBytesToWrite() : 0);
}

QString WebSocketTextSocket::subprotocol() const
{
    return m_socket->subprotocol();
}

/// The QWebSocket may not die while it runs one of our slots, nor may we touch ourselves after one that deleted us.
template <typename Action>
void WebSocketTextSocket::whileEmitting(Action action)
{
    const QPointer<WebSocketTextSocket> alive(this);
    ++m_emitting;
    action();
    if (alive)
        --m_emitting;
}

void WebSocketTextSocket::countSent(qint64 payload)
{
    m_sent += FrameHead(payload).size() + payload;
}

/// Qt answers pings by itself and tells nobody; what is written and not ours are its pongs.
qint64 WebSocketTextSocket::pongBytes() const
{
    return m_finished ? 0 : m_written + m_socket->bytesToWrite() - m_sent;
}

/// Qt sends the one close frame of a connection, its own or the answer to the peer's. Where it never does, the peer has
/// vanished, although Qt's closeCode() says 1000 then.
void WebSocketTextSocket::noteClose()
{
    if (m_closing)
        return;
    m_closing = true;
    m_closeCode = m_socket->closeCode();
    m_closeReason = m_socket->closeReason();
    if (isQtVerdict(m_closeReason))
        Q_EMIT violationFound(violationText(m_closeCode, m_closeReason));
}

void WebSocketTextSocket::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    m_patience.reset();
    Q_EMIT closed(m_closeCode, m_closeReason);
}

} // namespace callscope::twilio
