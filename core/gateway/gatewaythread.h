#pragma once

#include "core/gateway/callroom.h"
#include "core/gateway/soundrelay.h"
#include "core/gateway/streamlobby.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace callscope::gateway {

/// What one gateway thread does: it holds streams and calls from their upgrade to their end, and drives them. Made,
/// used and destroyed on that thread; others reach it by posting to it, and it answers by signals. Its events and its
/// sound go to those of the whole gateway, in order.
class GatewayThread : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        std::function<CallPartsFactory()> newFactory; ///< called on the thread
        call::CallSettings call {};
        StreamLobby::Limits limits {};
        std::chrono::milliseconds serviceTick {}; ///< see eventloop
        const base::Clock &clock;
        event::EventStream &events; ///< of the whole gateway
        call::SoundLanes &lanes; ///< of the whole gateway
    };

    /// `clock`, `events` and `lanes` must outlive it.
    explicit GatewayThread(const Parts &parts);
    ~GatewayThread() override;

    /// See CallRoom and StreamLobby.
    void expect();
    void take(std::unique_ptr<QTcpSocket> socket, qsizetype handshakeSize, const base::CallSid &presumed);
    void refuse(quint64 number, int code, const QString &reason);
    /// A stream that arrived becomes a call. When it is gone meanwhile, the signals of a call's end follow all the
    /// same.
    void admit(quint64 number, const twilio::StartMessage &start);
    /// Nothing when its stream does not run any more.
    void close(const base::CallSid &callSid, int code, const QString &reason);
    void closeAll(int code, const QString &reason);
    call::Call *streaming(const base::CallSid &callSid) const { return m_room.streaming(callSid); }

Q_SIGNALS:
    /// See StreamLobby.
    void startArrived(const callscope::gateway::StreamArrival &arrival);
    void failureSeen(const callscope::event::Event &event);
    /// See CallRoom.
    void streamEnded(quint64 number, const callscope::base::CallSid &callSid);
    void lineLeft(quint64 number, const callscope::base::CallSid &callSid, callscope::call::CallEntry::Stream how,
                  int turns);
    void over(quint64 number);
    void lineActionDue(const callscope::base::CallSid &callSid, const callscope::agent::LineAction &action);
    void helpDue(const callscope::base::CallSid &callSid, const QString &cause, std::chrono::milliseconds waited);

private:
    void forwardSignals();
    void keepTicking();
    void tick();

    std::unique_ptr<SoundRelay> m_relay; ///< null: the gateway's lanes are on this thread
    event::EventStream m_events;
    CallRoom m_room;
    StreamLobby m_lobby;
    QTimer m_ticker {}; ///< runs while there is a stream or a call
};

} // namespace callscope::gateway
