#include "tests/support/rawwebsocket.h"

#include "core/media/mulaw.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QSslSocket>
#include <QTest>

#include <algorithm>

namespace callscope::tests {

namespace {

constexpr int patience = 30 * 1000; ///< only a hanging gateway takes that long
constexpr quint32 mask = 0x5A17C0DE;

} // namespace

RawWebSocket::RawWebSocket(quint16 port, Transport transport)
    : m_port(port)
    , m_socket(transport == Transport::Tls ? std::make_unique<QSslSocket>() : std::make_unique<QTcpSocket>())
{
    if (auto *encrypted = qobject_cast<QSslSocket *>(m_socket.get()))
        encrypted->setPeerVerifyMode(QSslSocket::VerifyNone);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &RawWebSocket::read);
    connect(m_socket.get(), &QTcpSocket::disconnected, this,
            [this] { m_closeCode = m_closeCode ? m_closeCode : 1006; });
}

RawAnswer RawWebSocket::open(const QByteArray &headers, const QByteArray &target)
{
    beginOpen(headers, target);
    return waitForAnswer();
}

void RawWebSocket::beginOpen(const QByteArray &headers, const QByteArray &target)
{
    if (auto *encrypted = qobject_cast<QSslSocket *>(m_socket.get()))
        encrypted->connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_port);
    else
        m_socket->connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    m_socket->write("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port)
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                      "Sec-WebSocket-Key: bWFkZS11cC1rZXktMDAwMQ==\r\n"
                    + headers + "\r\n");
}

RawAnswer RawWebSocket::waitForAnswer()
{
    const auto isAnswered
        = [this] { return m_head.contains("\r\n\r\n") || m_socket->state() == QAbstractSocket::UnconnectedState; };
    if (!QTest::qWaitFor(isAnswered, patience))
        qWarning("the gateway gave an upgrade no answer");
    return parseAnswer(m_head);
}

void RawWebSocket::sendStart(const QByteArray &callSid, const QByteArray &streamSid, const QJsonObject &parameters)
{
    sendText(R"({"event":"connected","protocol":"Call","version":"1.0.0"})");
    const QJsonObject format { { QStringLiteral("encoding"), QStringLiteral("audio/x-mulaw") },
                               { QStringLiteral("sampleRate"), 8000 },
                               { QStringLiteral("channels"), 1 } };
    const QJsonObject start { { QStringLiteral("streamSid"), QString::fromUtf8(streamSid) },
                              { QStringLiteral("accountSid"), QStringLiteral("AC") + QString(32, u'5') },
                              { QStringLiteral("callSid"), QString::fromUtf8(callSid) },
                              { QStringLiteral("tracks"),
                                QJsonValue::fromVariant(QStringList { QStringLiteral("inbound") }) },
                              { QStringLiteral("mediaFormat"), format },
                              { QStringLiteral("customParameters"), parameters } };
    const QJsonObject message { { QStringLiteral("event"), QStringLiteral("start") },
                                { QStringLiteral("sequenceNumber"), QStringLiteral("1") },
                                { QStringLiteral("streamSid"), QString::fromUtf8(streamSid) },
                                { QStringLiteral("start"), start } };
    sendText(QJsonDocument(message).toJson(QJsonDocument::Compact));
}

void RawWebSocket::sendAudio(const QByteArray &streamSid, int chunk, const QByteArray &mulaw)
{
    sendText(R"({"event":"media","sequenceNumber":")" + QByteArray::number(chunk + 1) + R"(","streamSid":")" + streamSid
             + R"(","media":{"track":"inbound","chunk":")" + QByteArray::number(chunk) + R"(","timestamp":")"
             + QByteArray::number((chunk - 1) * 20) + R"(","payload":")" + mulaw.toBase64() + R"("}})");
}

void RawWebSocket::sendSilence(const QByteArray &streamSid, int chunk)
{
    sendAudio(streamSid, chunk, QByteArray(media::frameSamples, media::muLawSilence));
}

void RawWebSocket::sendMark(const QByteArray &streamSid, const QByteArray &name)
{
    sendText(R"({"event":"mark","sequenceNumber":"9","streamSid":")" + streamSid + R"(","mark":{"name":")" + name
             + R"("}})");
}

void RawWebSocket::send(simulate::Opcode opcode, QByteArrayView payload)
{
    m_socket->write(simulate::clientFrame(opcode, payload, mask));
}

void RawWebSocket::sendFragments(const QByteArray &text, qsizetype size)
{
    using simulate::Opcode;
    constexpr char finalBit = '\x80';
    for (qsizetype at = 0; at == 0 || at < text.size(); at += size) {
        QByteArray frame
            = simulate::clientFrame(at == 0 ? Opcode::Text : Opcode::Continuation, text.mid(at, size), mask);
        if (at + size < text.size())
            frame[0] = static_cast<char>(frame[0] & ~finalBit);
        sendBytes(frame);
    }
}

void RawWebSocket::stopReading()
{
    m_socket->setReadBufferSize(1);
    disconnect(m_socket.get(), &QTcpSocket::readyRead, this, &RawWebSocket::read);
}

bool RawWebSocket::waitForClose()
{
    return QTest::qWaitFor([this] { return m_closeCode != 0; }, patience);
}

bool RawWebSocket::waitForText(const QByteArray &part)
{
    return QTest::qWaitFor(
        [&] {
            return std::any_of(m_texts.begin(), m_texts.end(), [&](const auto &text) { return text.contains(part); });
        },
        patience);
}

bool RawWebSocket::waitForPongs(int count)
{
    return QTest::qWaitFor([&] { return m_pongs >= count; }, patience);
}

void RawWebSocket::read()
{
    QByteArray bytes = m_socket->readAll();
    if (!m_isOpen) {
        m_head += bytes;
        const qsizetype end = m_head.indexOf("\r\n\r\n");
        if (end < 0 || !m_head.startsWith("HTTP/1.1 101"))
            return;
        m_isOpen = true;
        bytes = m_head.mid(end + 4);
        m_head.truncate(end + 4);
    }
    m_frames.append(bytes);
    while (const auto next = m_frames.next()) {
        if (const auto *violation = std::get_if<simulate::Violation>(&*next)) {
            QTest::qFail(qPrintable(violation->text), __FILE__, __LINE__);
            return;
        }
        take(std::get<simulate::WebSocketMessage>(*next));
    }
}

void RawWebSocket::take(const simulate::WebSocketMessage &message)
{
    using simulate::Opcode;
    if (message.opcode == Opcode::Text)
        m_texts += message.payload.toByteArray();
    else if (message.opcode == Opcode::Pong)
        ++m_pongs;
    else if (message.opcode == Opcode::Ping)
        send(Opcode::Pong, message.payload);
    else if (message.opcode == Opcode::Close) {
        const auto byte = [&](qsizetype at) { return static_cast<quint8>(message.payload.at(at)); };
        m_closeCode = message.payload.size() < 2 ? 1005 : byte(0) * 256 + byte(1);
        m_closeReason = message.payload.toByteArray().mid(2);
        send(Opcode::Close, message.payload.first(qMin<qsizetype>(2, message.payload.size())));
    }
}

} // namespace callscope::tests
