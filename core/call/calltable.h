#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"

#include <QString>

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace callscope::call {

/// What is known of one call from webhooks and streams together.
struct CallEntry
{
    enum class Stream {
        None, ///< announced by the webhook, no `start` yet
        Open,
        Stopped, ///< ended in order
        Failed, ///< ended without `stop`: the caller may still be on the phone
        HungUp, ///< ended from here: Twilio is to hang up when it asks what comes next
        Transferred, ///< Twilio is to connect the caller with `transferTo` then
        Recording, ///< the caller was asked for a message instead
    };

    base::CallSid callSid {};
    QString from {}, to {};
    QString transferTo {}; ///< number or SIP address
    QString hungUpBy {}; ///< "operator", "agent"
    Stream stream = Stream::None;
    QByteArray publicBaseUrl {}; ///< where its webhook reached us: "https://bot.example.com"; empty: not known
    bool hadStream = false; ///< Twilio connected one: else it goes on with the verbs behind <Connect> by itself
    bool helped = false; ///< the watchdog has done what it can
    QString status {}; ///< Twilio's last CallStatus; empty when none was reported
    int turns = 0;
    base::Monotonic since {}, changed {};

    /// Twilio said that the call is over.
    bool hasEnded() const;
};

/// Who is on the phone, by call id. A call stays for a while after its stream ended, so that late webhooks find it.
/// Lives on the gateway's main thread and is reached by values only.
class CallTable
{
public:
    struct Finished
    {
        CallEntry entry;
        QString cause; ///< "completed", "hung up by operator", "hung up by agent", "transferred", "stream stopped",
                       ///< "stream failed", "no stream", "sent to recording", "gateway ended"
    };

    /// A caller whom nobody talks to.
    struct Stranded
    {
        base::CallSid callSid;
        QString cause; ///< "no stream", "stream failed"
        std::chrono::milliseconds waited {};
    };

    /// `clock` must outlive the table.
    explicit CallTable(const base::Clock &clock)
        : m_clock(clock)
    { }

    void announce(const base::CallSid &callSid, const QString &from, const QString &to, const QString &status,
                  const QByteArray &publicBaseUrl = {});
    void streamStarted(const base::CallSid &callSid);
    /// A call that was hung up, transferred or sent to a recording stays so, however its stream ended.
    void streamEnded(const base::CallSid &callSid, CallEntry::Stream how, int turns);
    /// An operator or the agent ends it; to be told before its stream is closed.
    /// `by`: "operator", "agent".
    void hangUp(const base::CallSid &callSid, const QString &by = QStringLiteral("operator"));
    /// The caller is to be connected with `target`; to be told before the stream is closed.
    void transfer(const base::CallSid &callSid, const QString &target);
    /// A stream that never came to `start`, or was refused: Twilio tells, or we know. Nothing for a call whose stream
    /// runs.
    void streamFailed(const base::CallSid &callSid);
    /// The caller is being asked for a message, whatever becomes of the stream; the watchdog leaves the call alone.
    void sendToRecording(const base::CallSid &callSid);
    /// From now on the watchdog has done what it can for this call. False: it had before.
    bool noteHelp(const base::CallSid &callSid);
    void reportStatus(const base::CallSid &callSid, const QString &status);

    std::optional<CallEntry> find(const base::CallSid &callSid) const;
    /// Those not helped yet whose stream has not come within `streamPatience` (0: ever), or broke, and Twilio has not
    /// asked within a moment what comes next. Not those whose stream could not be connected: Twilio knows.
    std::vector<Stranded> stranded(std::chrono::milliseconds streamPatience) const;
    /// To be asked when Twilio asks what comes after the stream. True: the call is alive and its stream failed, so the
    /// caller can still be asked for a message, or is being asked. A stream that is open here has failed as well:
    /// Twilio asks only when its end is gone, and that may be known before the socket tells.
    bool isStranded(const base::CallSid &callSid) const;
    bool isHungUp(const base::CallSid &callSid) const;
    /// Calls that are not over yet, announced ones included.
    int size() const { return static_cast<int>(m_entries.size()); }
    /// Answered with TwiML, their stream still to come.
    int awaitedStreams() const;
    /// A stream has just ended: Twilio is about to ask what comes next, or to say that the call is over.
    bool awaitsWebhooks() const;
    /// Its stream is still to come.
    bool isAwaited(const base::CallSid &callSid) const;
    /// The call whose stream is awaited, when there is exactly one; a socket that fails before it names its call can
    /// only be that one's.
    std::optional<base::CallSid> onlyAwaited() const;

    /// Removes and gives back the calls that are over by now, but none that `isBusy`: something of it is still to come.
    std::vector<Finished> takeFinished(const std::function<bool(const base::CallSid &)> &isBusy = {});
    /// All that is left, when the gateway goes away: "gateway ended" where Twilio has not said more.
    std::vector<Finished> takeRest();

private:
    /// A call that Twilio has ended and that was taken from here.
    struct Ended
    {
        QString status;
        base::Monotonic at {};
    };

    CallEntry &entry(const base::CallSid &callSid);
    void noteEnded(const CallEntry &entry);

    const base::Clock &m_clock;
    std::map<QByteArray, CallEntry> m_entries {};
    std::map<QByteArray, Ended> m_ended {}; ///< of the last minute: their `start` may still be on its way
};

} // namespace callscope::call
