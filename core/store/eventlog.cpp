#include "core/store/eventlog.h"

#include "core/event/jsonform.h"
#include "core/event/textform.h"
#include "core/event/timestamp.h"
#include "core/store/descriptorwriter.h"

#include <utility>

namespace callscope::store {

namespace {

constexpr char nobodyReads[] = "nobody read the log";
constexpr char tooMany[] = "too many of no call";

} // namespace

/// What the writing thread has.
struct EventLog::Writing
{
    DescriptorWriter writer;
    bool failing = false;
};

EventLog::EventLog(int descriptor, Form form, QObject *parent)
    : QObject(parent)
    , m_form(form)
    , m_writing(std::make_shared<Writing>(Writing { DescriptorWriter(descriptor) }))
    , m_queue(QStringLiteral("eventlog"))
{ }

EventLog::~EventLog() = default;

void EventLog::append(const event::Event &event)
{
    m_latest = event.utc;
    // Once full, the queue has to be half empty again: one count for a whole jam, not one between every two lines.
    const bool roomAgain = m_dropped > 0 && m_queue.waiting() < longestQueue / 2;
    if (roomAgain && queue(droppedLine(m_latest, m_dropped, nobodyReads)))
        m_dropped = 0;
    const quint64 leftOut = m_ofNoCall.takeLeftOut(event.monotonic);
    if (leftOut > 0 && !queue(droppedLine(m_latest, leftOut, tooMany)))
        m_dropped += leftOut;
    if (event.callSid.isEmpty() && !m_ofNoCall.admits())
        return;
    const bool taken = m_dropped == 0 && queue(event);
    if (!taken)
        ++m_dropped;
}

bool EventLog::finish(std::chrono::milliseconds within)
{
    if (const quint64 leftOut = m_ofNoCall.takeLeftOut())
        queue(droppedLine(m_latest, leftOut, tooMany));
    return m_queue.finish(within);
}

bool EventLog::queue(const event::Event &event)
{
    const QByteArray line = m_form == Form::Text ? toTextLine(event) : toJsonLine(event);
    if (event.callSid.isEmpty())
        m_ofNoCall.use(line.size());
    return queue(line);
}

bool EventLog::queue(const QByteArray &line)
{
    return m_queue.post([this, line, writing = m_writing] { write(*writing, line); }, longestQueue);
}

/// Runs on the writing thread; `this` is gone when the queue was given up.
void EventLog::write(Writing &writing, const QByteArray &line)
{
    const base::Outcome outcome = writing.writer.writeLine(line);
    const bool failedBefore = std::exchange(writing.failing, !outcome);
    if (!outcome && !failedBefore && !BackgroundQueue::isGivenUp())
        QMetaObject::invokeMethod(this, [this, error = outcome.error()] { Q_EMIT failed(error); });
}

QByteArray EventLog::droppedLine(base::Utc when, quint64 count, const char *why) const
{
    QByteArray line;
    if (m_form == Form::JsonLines)
        line.append("{\"utc\":\"");
    appendTimestamp(line, when,
                    m_form == Form::Text ? event::TimestampStyle::ForPeople : event::TimestampStyle::Rfc3339);
    const QByteArray events = QByteArray::number(count);
    return m_form == Form::Text
        ? line + " LOG_DROPPED        -           events=" + events + " why=\"" + why + '"'
        : line + "\",\"event\":\"LOG_DROPPED\",\"events\":" + events + ",\"why\":\"" + why + "\"}";
}

} // namespace callscope::store
