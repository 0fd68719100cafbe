#pragma once

#include "core/gateway/callroom.h"
#include "core/gateway/soundrelay.h"
#include "core/gateway/streamlobby.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace callscope::gateway {

/// What one gateway thread does: it holds streams and calls from their upgrade to their end, and drives them. Made,
/// used and destroyed on that thread; others reach it by posting to it, and hear the signals of its room and its lobby.
/// Its events and its sound go to those of the whole gateway, in order.
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

    /// To connect to; what they do is asked of this object.
    const CallRoom &room() const { return m_room; }
    const StreamLobby &lobby() const { return m_lobby; }

    /// From one tick to the next, when that one took so long.
    static std::chrono::milliseconds pauseAfter(std::chrono::nanoseconds tick);

private:
    void keepTicking();
    void tick();

    const base::Clock &m_clock;
    std::unique_ptr<SoundRelay> m_relay; ///< null: the gateway's lanes are on this thread
    event::EventStream m_events;
    CallRoom m_room;
    StreamLobby m_lobby;
    QTimer m_ticker {}; ///< runs while there is a stream or a call
};

} // namespace callscope::gateway
