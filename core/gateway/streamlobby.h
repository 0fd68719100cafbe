#pragma once

#include "core/event/eventstream.h"
#include "core/twilio/mediastream.h"
#include "core/twilio/websockettextsocket.h"

#include <QObject>
#include <QWebSocketServer>

#include <map>
#include <memory>
#include <vector>

class QTcpSocket;

namespace callscope::gateway {

/// A stream whose `start` has come: what has to be known to say whether it may become a call. A value, as the one who
/// says it is on another thread.
struct StreamArrival
{
    quint64 number = 0; ///< of the stream in its lobby
    QString peer {}; ///< "192.0.2.7:40112"
    bool isLocal = false; ///< from loopback
    twilio::StartMessage start {};
};

/// Where the streams of one gateway thread wait: it upgrades the sockets that the door let in, guards each from its
/// first byte, and pauses it at its `start` until `release` or `refuse` says what becomes of it. Owns the streams until
/// then; lives on its gateway thread.
class StreamLobby : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        twilio::StreamLimits stream {};
        twilio::MessageSizes sizes {};
    };

    /// Both must outlive the lobby.
    StreamLobby(const Limits &limits, const base::Clock &clock, event::EventStream &events);
    ~StreamLobby() override;

    /// A connection whose upgrade was found fine: the next `handshakeSize` bytes in it are the handshake. `presumed`:
    /// the only call that awaited its stream as this came, or none.
    void take(std::unique_ptr<QTcpSocket> socket, qsizetype handshakeSize, const base::CallSid &presumed);

    /// Gives up ownership of a stream that arrived, still paused; null: it is not there any more.
    std::unique_ptr<twilio::MediaStream> release(quint64 number);
    void refuse(quint64 number, int code, const QString &reason);

    /// Serves the deadlines of the streams that wait here.
    void tick();
    bool isEmpty() const { return m_waiting.empty() && m_gone.empty(); }
    /// Closes what waits here: the gateway goes away.
    void closeAll(int code, const QString &reason);

Q_SIGNALS:
    /// Another stream is there: `tick` is needed.
    void streamEntered();
    void startArrived(const callscope::gateway::StreamArrival &arrival);
    /// What fails before `start` names no call: this is an event of the presumed one, when that still awaits its
    /// stream; it is not published yet.
    void failureSeen(const callscope::event::Event &event);

private:
    void upgrade(std::unique_ptr<QTcpSocket> socket);
    void welcome();
    void watch(quint64 number, twilio::MediaStream *stream, bool isLocal, const base::CallSid &presumed);
    std::vector<twilio::MediaStream *> waiting() const;

    Limits m_limits;
    const base::Clock &m_clock;
    event::EventStream &m_events;
    QWebSocketServer m_server;
    quint64 m_last = 0;
    std::map<quint64, std::unique_ptr<twilio::MediaStream>> m_waiting {};
    std::vector<std::unique_ptr<twilio::MediaStream>>
        m_gone {}; ///< closed inside their own signal; deleted on the next tick
};

} // namespace callscope::gateway
