#pragma once

#include "core/net/limits.h"
#include "core/net/readgate.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace callscope::net {

/// The end of a connection whose last answer is written: it owns the socket, sends what is queued, then FIN, and throws
/// away what the peer still sends, so that no reset overtakes the answer; within the limits, then the connection is
/// reset. It lives on the socket's thread and deletes itself.
class LingeringClose : public QObject
{
    Q_OBJECT

public:
    LingeringClose(std::unique_ptr<QTcpSocket> socket, const HttpLimits &limits, QObject *parent = nullptr);
    ~LingeringClose() override;

private:
    void sendOn();
    void drain();
    void finish();

    HttpLimits m_limits;
    std::unique_ptr<QTcpSocket> m_socket;
    ReadGate m_gate;
    QTimer m_deadline;
    qint64 m_drained = 0;
    bool m_isSent = false;
};

} // namespace callscope::net
