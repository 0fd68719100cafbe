#pragma once

#include "core/eventloop/eventloop.h"
#include "core/twilio/textsocket.h"

#include <QPointer>
#include <QSslSocket>

#include <memory>
#include <optional>

class QWebSocket;

namespace callscope::twilio {

/// How much a peer may send at once: bytes of a frame, and of a message of all its frames; 1009.
struct MessageSizes
{
    int frame = 64 * 1024;
    int message = 256 * 1024;
};

/// A TextSocket over a connected QWebSocket, with limits from the first byte. Owns the QWebSocket and lives on its
/// thread.
class WebSocketTextSocket final : public TextSocket
{
    Q_OBJECT

public:
    /// `socket` is connected, as QWebSocketServer::nextPendingConnection() gives it; it loses its parent.
    explicit WebSocketTextSocket(std::unique_ptr<QWebSocket> socket, MessageSizes sizes = {},
                                 QObject *parent = nullptr);
    ~WebSocketTextSocket() override;

    /// Lends it the socket below, which QWebSocket keeps to itself; null: it does without. What waits in an encrypted
    /// one is counted, a peer that sends many frames is served in small portions, so that others come in between, and
    /// messages are written there as frames of their own.
    void standOn(QTcpSocket *below);

    void sendText(const QByteArray &utf8) override;
    void ping(const QByteArray &payload) override;
    void close(int code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override;
    qint64 pongBytes() const override;
    QString peer() const override { return m_peer; }

    /// The sub-protocol that was agreed on; empty: none.
    QString subprotocol() const;

private:
    template <typename Action>
    void whileEmitting(Action action);
    void countSent(qint64 payload);
    void addFrame(const QByteArray &utf8);
    void writeFrames();
    void fitReadBuffer();
    void tellText(const QString &text);
    void flush();
    void noteClose();
    void finish();

    std::unique_ptr<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_below {};
    QPointer<QSslSocket> m_encrypted {}; ///< the same, where it is one
    std::optional<eventloop::PatientSocket> m_patience {};
    qint64 m_wholeFrame; ///< bytes of the longest
    QString m_peer;
    QString m_closeReason {};
    QByteArray m_frames {}; ///< of this turn of the event loop
    qint64 m_sent = 0; ///< bytes through Qt's buffer that are not of Qt's own frames, and of the handshake
    qint64 m_written = 0; ///< of all through Qt's buffer, taken by the kernel
    int m_closeCode = 1006;
    int m_emitting = 0;
    bool m_closing = false; ///< we asked for the close
    qint64 m_toldPongs = 0; ///< bytes
    bool m_willFlush = false;
    bool m_finished = false;
};

} // namespace callscope::twilio
