#pragma once

#include "core/simulate/websocketframes.h"
#include "tests/support/rawhttp.h"

#include <QJsonObject>
#include <QObject>
#include <QTcpSocket>

#include <memory>

namespace callscope::tests {

/// A WebSocket client that sends exactly the bytes it is told to. Lives on the test's thread.
class RawWebSocket : public QObject
{
    Q_OBJECT

public:
    enum class Transport { Plain, Tls };

    /// Over TLS any certificate is taken.
    explicit RawWebSocket(quint16 port, Transport transport = Transport::Plain);

    /// Sends the upgrade and waits for the answer; `headers` are whole lines with their ends.
    RawAnswer open(const QByteArray &headers = {}, const QByteArray &target = "/ws/twilio-media");
    /// The two halves of it, for many at once.
    void beginOpen(const QByteArray &headers = {}, const QByteArray &target = "/ws/twilio-media");
    RawAnswer waitForAnswer();
    /// What Twilio says first, `parameters` as custom parameters of `start`.
    void sendStart(const QByteArray &callSid, const QByteArray &streamSid, const QJsonObject &parameters = {});
    /// One `media` message; `chunk` counts from 1.
    void sendAudio(const QByteArray &streamSid, int chunk, const QByteArray &mulaw);
    /// 20 ms of it.
    void sendSilence(const QByteArray &streamSid, int chunk);
    /// As Twilio gives a mark back.
    void sendMark(const QByteArray &streamSid, const QByteArray &name);
    void send(simulate::Opcode opcode, QByteArrayView payload);
    void sendText(const QByteArray &text) { send(simulate::Opcode::Text, text); }
    /// One text message in fragments of `size` bytes.
    void sendFragments(const QByteArray &text, qsizetype size);
    void sendBytes(const QByteArray &bytes) { m_socket->write(bytes); }
    /// Reads no more; what the gateway sends stays in the kernel.
    void stopReading();

    bool waitForClose();
    bool waitForText(const QByteArray &part);
    bool waitForPongs(int count);
    /// 0: no close frame came; 1006: the connection ended without one.
    int closeCode() const { return m_closeCode; }
    const QByteArray &closeReason() const { return m_closeReason; }
    const QList<QByteArray> &texts() const { return m_texts; }

private:
    void read();
    void take(const simulate::WebSocketMessage &message);

    quint16 m_port;
    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_head;
    simulate::FrameReader m_frames;
    QList<QByteArray> m_texts;
    QByteArray m_closeReason;
    int m_closeCode = 0, m_pongs = 0;
    bool m_isOpen = false;
};

} // namespace callscope::tests
