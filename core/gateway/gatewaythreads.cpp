#include "core/gateway/gatewaythreads.h"

#include "core/eventloop/eventloop.h"
#include "core/net/endmark.h"
#include "core/net/handover.h"

#include <QAbstractEventDispatcher>
#include <QSemaphore>
#include <QThread>

#include <algorithm>

namespace callscope::gateway {

namespace {

/// As long as parts that were warmed up are kept: see CallRoom::expect.
constexpr std::chrono::seconds promiseHolds { 30 };

/// At once where `target` lives here, else in its thread's next turn.
template <typename Job>
void post(QObject *target, Job job)
{
    QMetaObject::invokeMethod(target, std::move(job), Qt::AutoConnection);
}

} // namespace

/// A thread beside the main one, with its part of the gateway.
class GatewayThreads::Worker final : public QThread
{
public:
    Worker(int number, const GatewayThread::Parts &parts)
        : m_parts(parts)
    {
        setObjectName(QStringLiteral("gateway %1").arg(number));
        if (QAbstractEventDispatcher *const dispatcher = eventloop::newDispatcher())
            setEventDispatcher(dispatcher);
        start();
        m_isReady.acquire();
    }
    ~Worker() override
    {
        quit();
        wait();
    }

    GatewayThread *thread() const { return m_thread; }

private:
    void run() override
    {
        GatewayThread thread(m_parts);
        m_thread = &thread;
        m_isReady.release();
        exec();
    }

    GatewayThread::Parts m_parts;
    GatewayThread *m_thread = nullptr; ///< written before m_isReady
    QSemaphore m_isReady {};
};

GatewayThreads::GatewayThreads(int count, const GatewayThread::Parts &parts)
    : m_clock(parts.clock)
    , m_main(std::make_unique<GatewayThread>(parts))
{
    m_seats.resize(static_cast<std::size_t>(std::max(count, 1)));
    m_seats.front().thread = m_main.get();
    for (std::size_t i = 1; i < m_seats.size(); ++i) {
        m_seats[i].worker = std::make_unique<Worker>(static_cast<int>(i), parts);
        m_seats[i].thread = m_seats[i].worker->thread();
    }
    for (int i = 0; i < static_cast<int>(m_seats.size()); ++i)
        listenTo(i);
}

/// Sockets and calls that go now are still told to the rest of us.
GatewayThreads::~GatewayThreads()
{
    for (Seat &seat : m_seats)
        seat.worker.reset();
    m_main.reset();
}

void GatewayThreads::listenTo(int index)
{
    const StreamLobby *const lobby = &threadAt(index)->lobby();
    connect(lobby, &StreamLobby::startArrived, this,
            [this, index](const StreamArrival &arrival) { Q_EMIT streamArrived(index, arrival); });
    connect(lobby, &StreamLobby::failureSeen, this, &GatewayThreads::failureSeen);
    const CallRoom *const room = &threadAt(index)->room();
    connect(room, &CallRoom::streamEnded, this, [this](const base::CallSid &callSid) { m_streaming.remove(callSid); });
    connect(room, &CallRoom::lineLeft, this, &GatewayThreads::lineLeft);
    connect(room, &CallRoom::over, this, [this, index](quint64 number) { noteOver({ index, number }); });
    connect(room, &CallRoom::lineActionDue, this, &GatewayThreads::lineActionDue);
    connect(room, &CallRoom::helpDue, this, &GatewayThreads::helpDue);
}

GatewayThread *GatewayThreads::threadAt(int index) const
{
    return m_seats[static_cast<std::size_t>(index)].thread;
}

// --- who gets what ---

void GatewayThreads::expect()
{
    const int index = quietest();
    m_promises.push_back({ index, m_clock.monotonic() });
    GatewayThread *const thread = threadAt(index);
    post(thread, [thread] { thread->expect(); });
}

void GatewayThreads::take(std::unique_ptr<QTcpSocket> socket, qsizetype handshakeSize, const base::CallSid &presumed)
{
    const auto index = static_cast<std::size_t>(nextThread());
    GatewayThread *const thread = m_seats[index].thread;
    ++m_seats[index].sockets;
    net::newEndMark(*socket, this, [this, index] { --m_seats[index].sockets; });
    if (!m_seats[index].worker)
        return thread->take(std::move(socket), handshakeSize, presumed);
    // Not from here: this may be a slot of the socket itself, and Qt goes on with it behind that. Nothing more is read
    // meanwhile, or the peer's end might be seen by nobody.
    net::holdReading(*socket);
    QMetaObject::invokeMethod(
        this,
        [thread, moved = std::move(socket), handshakeSize, presumed]() mutable {
            moved->moveToThread(thread->thread());
            post(thread, [thread, there = std::move(moved), handshakeSize, presumed]() mutable {
                thread->take(std::move(there), handshakeSize, presumed);
            });
        },
        Qt::QueuedConnection);
}

int GatewayThreads::nextThread()
{
    const base::Monotonic now = m_clock.monotonic();
    std::erase_if(m_promises, [now](const Promise &promise) { return now - promise.since >= promiseHolds; });
    if (m_promises.empty())
        return quietest();
    const int promised = m_promises.front().thread;
    m_promises.pop_front();
    return promised;
}

/// With the fewest sockets, and calls that it warmed up for; of equals the last, as the first has the webhooks too.
int GatewayThreads::quietest() const
{
    std::vector<int> load;
    for (const Seat &seat : m_seats)
        load.push_back(seat.sockets);
    for (const Promise &promise : m_promises)
        ++load[static_cast<std::size_t>(promise.thread)];
    const auto least = std::min_element(load.rbegin(), load.rend());
    return static_cast<int>(std::distance(least, load.rend())) - 1;
}

void GatewayThreads::admit(int thread, const StreamArrival &arrival)
{
    const base::CallSid &callSid = arrival.start.callSid;
    m_running.emplace(Key { thread, arrival.number }, callSid);
    m_streaming.insert(callSid, thread);
    ++m_streams[callSid];
    GatewayThread *const place = threadAt(thread);
    post(place, [place, number = arrival.number, start = arrival.start] { place->admit(number, start); });
}

void GatewayThreads::refuse(int thread, const StreamArrival &arrival, int code, const QString &reason)
{
    GatewayThread *const place = threadAt(thread);
    post(place, [place, number = arrival.number, code, reason] { place->refuse(number, code, reason); });
}

void GatewayThreads::noteOver(const Key &key)
{
    const auto running = m_running.extract(key);
    if (running && --m_streams[running.mapped()] == 0)
        m_streams.remove(running.mapped());
}

// --- what is done to calls ---

void GatewayThreads::close(const base::CallSid &callSid, int code, const QString &reason)
{
    const auto found = m_streaming.constFind(callSid);
    if (found == m_streaming.constEnd())
        return;
    GatewayThread *const thread = threadAt(*found);
    post(thread, [thread, callSid, code, reason] { thread->close(callSid, code, reason); });
}

void GatewayThreads::closeAll(int code, const QString &reason)
{
    for (const Seat &seat : m_seats)
        post(seat.thread, [thread = seat.thread, code, reason] { thread->closeAll(code, reason); });
}

base::Outcome GatewayThreads::with(const base::CallSid &callSid, const std::function<base::Outcome(call::Call &)> &act)
{
    base::Outcome outcome = base::Error {
        base::ErrorCode::NotFound,
        QStringLiteral("Call %1 has no running media stream: it is over, or its stream has yet to come.")
            .arg(callSid.toString())
    };
    const auto found = m_streaming.constFind(callSid);
    if (found == m_streaming.constEnd())
        return outcome;
    const Seat &seat = m_seats[static_cast<std::size_t>(*found)];
    const auto run = [&] {
        if (call::Call *const running = seat.thread->room().streaming(callSid))
            outcome = act(*running);
    };
    QMetaObject::invokeMethod(seat.thread, run, seat.worker ? Qt::BlockingQueuedConnection : Qt::DirectConnection);
    return outcome;
}

bool GatewayThreads::isIdle() const
{
    return m_running.empty()
        && std::all_of(m_seats.begin(), m_seats.end(), [](const Seat &seat) { return seat.sockets == 0; });
}

} // namespace callscope::gateway
