#pragma once

#include "core/twilio/textsocket.h"

#include <memory>

class QWebSocket;

namespace callscope::twilio {

/// A TextSocket over a connected QWebSocket, with limits from the first byte. Owns the QWebSocket and lives on its
/// thread.
class WebSocketTextSocket final : public TextSocket
{
    Q_OBJECT

public:
    static constexpr quint64 maximumFrame = 64 * 1024;
    static constexpr quint64 maximumMessage = 256 * 1024;

    /// `socket` is connected, as QWebSocketServer::nextPendingConnection() gives it; it loses its parent.
    explicit WebSocketTextSocket(std::unique_ptr<QWebSocket> socket, QObject *parent = nullptr);
    ~WebSocketTextSocket() override;

    void sendText(const QByteArray &utf8) override;
    void ping(const QByteArray &payload) override;
    void close(int code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override;
    QString peer() const override { return m_peer; }

    /// The sub-protocol that was agreed on; empty: none.
    QString subprotocol() const;

private:
    template <typename Action>
    void whileEmitting(Action action);
    void noteClose();
    void finish();

    std::unique_ptr<QWebSocket> m_socket;
    QString m_peer;
    QString m_closeReason {};
    int m_closeCode = 1006;
    int m_emitting = 0;
    bool m_closing = false; ///< we asked for the close
    bool m_finished = false;
};

} // namespace callscope::twilio
