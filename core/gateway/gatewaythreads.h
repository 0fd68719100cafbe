#pragma once

#include "core/gateway/gatewaythread.h"

#include <QHash>
#include <QObject>

#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace callscope::gateway {

/// The gateway's threads, over which its calls are spread; a call stays on one for its life. The first is the main
/// thread, which this lives on as well. Knows where each call is, and owns the other threads.
class GatewayThreads : public QObject
{
    Q_OBJECT

public:
    /// `count`: at least 1, the main thread.
    GatewayThreads(int count, const GatewayThread::Parts &parts);
    /// Waits for the other threads; what still runs on them is dropped.
    ~GatewayThreads() override;

    /// The phone rings: one thread warms up, and the next socket goes there.
    void expect();
    /// See StreamLobby. The thread with the fewest sockets gets it; `streamArrived` follows when it says `start`.
    void take(std::unique_ptr<QTcpSocket> socket, qsizetype handshakeSize, const base::CallSid &presumed);
    /// What becomes of a stream that arrived.
    void admit(int thread, const StreamArrival &arrival);
    void refuse(int thread, const StreamArrival &arrival, int code, const QString &reason);

    /// Ends the stream of a call in order; nothing when there is none.
    void close(const base::CallSid &callSid, int code, const QString &reason);
    void closeAll(int code, const QString &reason);
    /// `act` gets the call whose stream runs, on its thread, which is waited for: for what an operator does. Error
    /// NotFound: there is none.
    base::Outcome with(const base::CallSid &callSid, const std::function<base::Outcome(call::Call &)> &act);

    /// Calls that were admitted and are not over.
    int size() const { return static_cast<int>(m_running.size()); }
    /// There are neither calls nor sockets.
    bool isIdle() const;
    /// Something of that call is still to come.
    bool has(const base::CallSid &callSid) const { return m_streams.contains(callSid); }
    /// Its stream runs now: Twilio gives a call one stream at a time.
    bool isStreaming(const base::CallSid &callSid) const { return m_streaming.contains(callSid); }

Q_SIGNALS:
    /// A stream that may become a call: answer with `admit` or `refuse`.
    void streamArrived(int thread, const callscope::gateway::StreamArrival &arrival);
    /// See StreamLobby.
    void failureSeen(const callscope::event::Event &event);
    /// See CallRoom.
    void lineLeft(const callscope::base::CallSid &callSid, callscope::call::CallEntry::Stream how, int turns);
    void lineActionDue(const callscope::base::CallSid &callSid, const callscope::agent::LineAction &action);
    void helpDue(const callscope::base::CallSid &callSid, const QString &cause, std::chrono::milliseconds waited);

private:
    class Worker;
    struct Seat
    {
        std::unique_ptr<Worker> worker {}; ///< null: the main thread
        GatewayThread *thread = nullptr;
        int sockets = 0;
    };
    /// A thread that warmed up for a call.
    struct Promise
    {
        int thread = 0;
        base::Monotonic since;
    };
    /// Of one stream: the thread and its number there.
    using Key = std::pair<int, quint64>;

    void listenTo(int index);
    GatewayThread *threadAt(int index) const;
    int nextThread();
    int quietest() const;
    void noteOver(const Key &key);

    const base::Clock &m_clock;
    std::unique_ptr<GatewayThread> m_main;
    std::vector<Seat> m_seats {};
    std::deque<Promise> m_promises {}; ///< the oldest first
    std::map<Key, base::CallSid> m_running {};
    QHash<base::CallSid, int> m_streams {}; ///< of each call, those that are not over
    QHash<base::CallSid, int> m_streaming {}; ///< on which thread
};

} // namespace callscope::gateway
