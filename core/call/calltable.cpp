#include "core/call/calltable.h"

#include "core/base/callstatus.h"

#include <algorithm>
#include <utility>

namespace callscope::call {

namespace {

/// Twilio opens the stream within a second or two; its own patience with webhooks is 15 s.
constexpr std::chrono::seconds streamWithin { 60 };
/// `action` request, status and recording callbacks come within this after the stream's end.
constexpr std::chrono::seconds lingerAfterStream { 15 };
/// Most come at once: that long a gateway which is to go waits for them.
constexpr std::chrono::seconds waitAfterStream { 5 };
/// A caller whose stream failed may be leaving a message all that time.
constexpr std::chrono::minutes lingerAfterFailure { 5 };
/// Twilio asks what comes next within milliseconds of a stream's end; a caller who waits for it longer needs help.
constexpr std::chrono::milliseconds actionWithin { 1500 };

bool awaits(const CallEntry &entry)
{
    return entry.stream == CallEntry::Stream::None && !entry.hasEnded();
}

/// What is said of a call of which no more will come; `otherwise` when nothing ended it.
QString knownCause(const CallEntry &entry, const QString &otherwise)
{
    if (entry.stream == CallEntry::Stream::HungUp)
        return QStringLiteral("hung up by ") + entry.hungUpBy;
    if (entry.stream == CallEntry::Stream::Transferred)
        return QStringLiteral("transferred");
    return entry.hasEnded() ? entry.status : otherwise;
}

std::optional<QString> causeOfEnd(const CallEntry &entry, base::Monotonic now)
{
    if (entry.stream == CallEntry::Stream::Open)
        return std::nullopt;
    const auto quiet = now - entry.changed;
    const bool isDoneHere = entry.stream == CallEntry::Stream::HungUp || entry.stream == CallEntry::Stream::Transferred;
    if (entry.hasEnded() || (isDoneHere && quiet >= lingerAfterStream))
        return knownCause(entry, {});
    if (entry.stream == CallEntry::Stream::None && quiet >= streamWithin)
        return QStringLiteral("no stream");
    if (entry.stream == CallEntry::Stream::Stopped && quiet >= lingerAfterStream)
        return QStringLiteral("stream stopped");
    if (entry.stream == CallEntry::Stream::Failed && quiet >= lingerAfterFailure)
        return QStringLiteral("stream failed");
    if (entry.stream == CallEntry::Stream::Recording && quiet >= lingerAfterFailure)
        return QStringLiteral("sent to recording");
    return std::nullopt;
}

} // namespace

bool CallEntry::hasEnded() const
{
    return base::isFinalCallStatus(status);
}

CallEntry &CallTable::entry(const base::CallSid &callSid)
{
    const base::Monotonic now = m_clock.monotonic();
    const auto [found, isNew] = m_entries.try_emplace(callSid.bytes());
    if (isNew) {
        found->second.callSid = callSid;
        found->second.since = now;
        if (const auto ended = m_ended.find(callSid.bytes()); ended != m_ended.end())
            found->second.status = ended->second.status;
    }
    found->second.changed = now;
    return found->second;
}

/// Webhooks and streams come by ways of their own: a caller who hangs up at once may be told before the stream's
/// `start` is here.
void CallTable::noteEnded(const CallEntry &entry)
{
    if (entry.hasEnded())
        m_ended.insert_or_assign(entry.callSid.bytes(), Ended { entry.status, m_clock.monotonic() });
}

void CallTable::announce(const base::CallSid &callSid, const QString &from, const QString &to, const QString &status,
                         const QByteArray &publicBaseUrl)
{
    CallEntry &known = entry(callSid);
    known.from = from;
    known.to = to;
    known.status = status;
    known.publicBaseUrl = publicBaseUrl;
}

void CallTable::streamStarted(const base::CallSid &callSid)
{
    CallEntry &known = entry(callSid);
    known.stream = CallEntry::Stream::Open;
    known.hadStream = true;
}

void CallTable::streamEnded(const base::CallSid &callSid, CallEntry::Stream how, int turns)
{
    CallEntry &known = entry(callSid);
    using enum CallEntry::Stream;
    const bool isSettled = known.stream == HungUp || known.stream == Transferred || known.stream == Recording;
    if (!isSettled)
        known.stream = how;
    known.turns += turns;
}

void CallTable::hangUp(const base::CallSid &callSid, const QString &by)
{
    CallEntry &known = entry(callSid);
    known.stream = CallEntry::Stream::HungUp;
    known.hungUpBy = by;
}

void CallTable::transfer(const base::CallSid &callSid, const QString &target)
{
    CallEntry &known = entry(callSid);
    known.stream = CallEntry::Stream::Transferred;
    known.transferTo = target;
}

void CallTable::streamFailed(const base::CallSid &callSid)
{
    const auto found = m_entries.find(callSid.bytes());
    if (found != m_entries.end() && found->second.stream == CallEntry::Stream::None)
        entry(callSid).stream = CallEntry::Stream::Failed;
}

void CallTable::sendToRecording(const base::CallSid &callSid)
{
    CallEntry &known = entry(callSid);
    known.stream = CallEntry::Stream::Recording;
    known.helped = true;
}

bool CallTable::noteHelp(const base::CallSid &callSid)
{
    return !std::exchange(entry(callSid).helped, true);
}

void CallTable::reportStatus(const base::CallSid &callSid, const QString &status)
{
    if (m_entries.contains(callSid.bytes()) && !status.isEmpty())
        entry(callSid).status = status;
}

std::optional<CallEntry> CallTable::find(const base::CallSid &callSid) const
{
    const auto found = m_entries.find(callSid.bytes());
    return found != m_entries.end() ? std::optional(found->second) : std::nullopt;
}

bool CallTable::isStranded(const base::CallSid &callSid) const
{
    const auto known = find(callSid);
    if (!known || known->hasEnded())
        return false;
    return known->stream == CallEntry::Stream::Failed || known->stream == CallEntry::Stream::Recording
        || known->stream == CallEntry::Stream::Open;
}

std::vector<CallTable::Stranded> CallTable::stranded(std::chrono::milliseconds streamPatience) const
{
    const base::Monotonic now = m_clock.monotonic();
    const auto since
        = [now](base::Monotonic then) { return std::chrono::floor<std::chrono::milliseconds>(now - then); };
    std::vector<Stranded> list;
    for (const auto &[sid, known] : m_entries) {
        if (known.helped || known.hasEnded())
            continue;
        const bool isLate = streamPatience.count() > 0 && since(known.since) >= streamPatience;
        if (known.stream == CallEntry::Stream::None && isLate)
            list.push_back({ known.callSid, QStringLiteral("no stream"), since(known.since) });
        else if (known.stream == CallEntry::Stream::Failed && known.hadStream && since(known.changed) >= actionWithin)
            list.push_back({ known.callSid, QStringLiteral("stream failed"), since(known.changed) });
    }
    return list;
}

bool CallTable::isHungUp(const base::CallSid &callSid) const
{
    const auto known = find(callSid);
    return known && known->stream == CallEntry::Stream::HungUp;
}

std::vector<CallTable::Finished> CallTable::takeFinished(const std::function<bool(const base::CallSid &)> &isBusy)
{
    std::vector<Finished> finished;
    const base::Monotonic now = m_clock.monotonic();
    for (auto it = m_entries.begin(); it != m_entries.end();) {
        const auto cause = causeOfEnd(it->second, now);
        if (cause && !(isBusy && isBusy(it->second.callSid))) {
            noteEnded(it->second);
            finished.push_back({ it->second, *cause });
            it = m_entries.erase(it);
        } else {
            ++it;
        }
    }
    if (!finished.empty())
        std::erase_if(m_ended, [now](const auto &ended) { return now - ended.second.at >= streamWithin; });
    return finished;
}

int CallTable::awaitedStreams() const
{
    return static_cast<int>(
        std::count_if(m_entries.begin(), m_entries.end(), [](const auto &known) { return awaits(known.second); }));
}

bool CallTable::awaitsWebhooks() const
{
    const base::Monotonic now = m_clock.monotonic();
    return std::any_of(m_entries.begin(), m_entries.end(), [now](const auto &known) {
        const CallEntry &entry = known.second;
        const bool isOver = entry.stream != CallEntry::Stream::None && entry.stream != CallEntry::Stream::Open;
        return isOver && !entry.hasEnded() && now - entry.changed < waitAfterStream;
    });
}

bool CallTable::isAwaited(const base::CallSid &callSid) const
{
    const auto known = find(callSid);
    return known && awaits(*known);
}

std::optional<base::CallSid> CallTable::onlyAwaited() const
{
    if (awaitedStreams() != 1)
        return std::nullopt;
    const auto only
        = std::find_if(m_entries.begin(), m_entries.end(), [](const auto &known) { return awaits(known.second); });
    return only->second.callSid;
}

std::vector<CallTable::Finished> CallTable::takeRest()
{
    std::vector<Finished> rest;
    for (const auto &[sid, known] : std::exchange(m_entries, {}))
        rest.push_back({ known, knownCause(known, QStringLiteral("gateway ended")) });
    return rest;
}

} // namespace callscope::call
