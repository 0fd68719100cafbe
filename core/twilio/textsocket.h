#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <chrono>

namespace callscope::twilio {

/// The WebSocket as the stream protocol sees it: text messages, ping and close. Behind it stands a QWebSocket in the
/// gateway and a conversation in tests. A slot may delete the socket whose signal it serves.
class TextSocket : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void sendText(const QByteArray &utf8) = 0;
    virtual void ping(const QByteArray &payload) = 0;
    /// Starts the closing handshake (RFC 6455 section 7.1.2).
    virtual void close(int code, const QString &reason) = 0;
    /// Ends the connection at once, without a handshake.
    virtual void abort() = 0;
    /// Written but not yet taken by the kernel: what it holds besides (megabytes on loopback) is not counted.
    virtual qint64 bytesToWrite() const = 0;
    /// Of all answers to the peer's pings so far, which are not told one by one.
    virtual qint64 pongBytes() const { return 0; }
    /// "127.0.0.1:40112"
    virtual QString peer() const = 0;

Q_SIGNALS:
    void textReceived(const QByteArray &utf8);
    void binaryReceived(qsizetype size);
    void pongReceived(const QByteArray &payload);
    /// A piece of a message, not its last.
    void fragmentReceived();
    /// The kernel has taken more of the pongs that pongBytes() counts.
    void pongsWritten();
    /// The peer broke RFC 6455 or a limit of size; the socket is closing for that, without being asked.
    void violationFound(const QString &text);
    /// The last signal. `code` is 1006 when the peer vanished.
    void closed(int code, const QString &reason);
};

} // namespace callscope::twilio
