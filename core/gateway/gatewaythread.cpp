#include "core/gateway/gatewaythread.h"

#include "core/eventloop/eventloop.h"

#include <QTcpSocket>
#include <QThread>

#include <algorithm>

namespace callscope::gateway {

namespace {

/// Half a frame: the room then serves half of its calls.
constexpr std::chrono::milliseconds tickEvery { 10 };
/// Between two ticks passes so many times what one takes: with thousands of calls ticks alone could fill the core.
constexpr int ticksInAPause = 5;
/// But no more, also when a tick was held up: sound leaves 200 ms ahead, and a call has every second tick.
constexpr std::chrono::milliseconds longestPause { 50 };

std::unique_ptr<SoundRelay> relayTo(call::SoundLanes &lanes)
{
    return lanes.thread() == QThread::currentThread() ? nullptr : std::make_unique<SoundRelay>(lanes);
}

} // namespace

GatewayThread::GatewayThread(const Parts &parts)
    : m_clock(parts.clock)
    , m_relay(relayTo(parts.lanes))
    , m_events(parts.clock)
    , m_room({ parts.newFactory(), parts.call, parts.clock, m_events, m_relay ? m_relay->lanes() : parts.lanes })
    , m_lobby(parts.limits, parts.clock, m_events)
{
    eventloop::setServiceTickOfThisThread(parts.serviceTick);
    if (m_relay) // before its event: what was heard before it
        connect(&m_events, &event::EventStream::published, m_relay.get(), &SoundRelay::flush);
    connect(&m_events, &event::EventStream::published, &parts.events, &event::EventStream::take);
    connect(&m_lobby, &StreamLobby::streamEntered, this, &GatewayThread::keepTicking);
    connect(&m_ticker, &QTimer::timeout, this, &GatewayThread::tick);
    m_ticker.setTimerType(Qt::PreciseTimer);
}

GatewayThread::~GatewayThread() = default;

void GatewayThread::expect()
{
    m_room.expect();
    keepTicking();
}

void GatewayThread::take(std::unique_ptr<QTcpSocket> socket, qsizetype handshakeSize, const base::CallSid &presumed)
{
    m_lobby.take(std::move(socket), handshakeSize, presumed);
}

void GatewayThread::refuse(quint64 number, int code, const QString &reason)
{
    m_lobby.refuse(number, code, reason);
}

void GatewayThread::admit(quint64 number, const twilio::StartMessage &start)
{
    std::unique_ptr<twilio::MediaStream> stream = m_lobby.release(number);
    if (!stream)
        return m_room.miss(number, start.callSid);
    twilio::MediaStream *const paused = stream.get();
    m_room.open(number, std::move(stream), start);
    paused->resume();
    keepTicking();
}

void GatewayThread::close(const base::CallSid &callSid, int code, const QString &reason)
{
    if (call::Call *const running = m_room.streaming(callSid))
        running->close(code, reason);
}

void GatewayThread::closeAll(int code, const QString &reason)
{
    m_room.closeAll(code, reason);
    m_lobby.closeAll(code, reason);
}

/// Starting a timer that runs would make its next tick late.
void GatewayThread::keepTicking()
{
    if (!m_ticker.isActive())
        m_ticker.start(tickEvery);
}

std::chrono::milliseconds GatewayThread::pauseAfter(std::chrono::nanoseconds tick)
{
    return std::clamp(std::chrono::ceil<std::chrono::milliseconds>(ticksInAPause * tick), tickEvery, longestPause);
}

void GatewayThread::tick()
{
    const base::Monotonic begin = m_clock.monotonic();
    m_room.tick();
    m_lobby.tick();
    if (m_relay)
        m_relay->flush();
    if (m_room.isEmpty() && m_lobby.isEmpty())
        return m_ticker.stop();
    const auto pause = pauseAfter(m_clock.monotonic() - begin);
    if (m_ticker.intervalAsDuration() != pause)
        m_ticker.setInterval(pause);
}

} // namespace callscope::gateway
