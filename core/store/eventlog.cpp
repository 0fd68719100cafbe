#include "core/store/eventlog.h"

#include "core/event/jsonform.h"
#include "core/event/textform.h"
#include "core/event/timestamp.h"
#include "core/store/descriptorwriter.h"

#include <utility>

namespace callscope::store {

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
    // Once full, the queue has to be half empty again: one count for a whole jam, not one between every two lines.
    const bool roomAgain = m_dropped > 0 && m_queue.waiting() < longestQueue / 2;
    if (roomAgain && queue(droppedLine(event)))
        m_dropped = 0;
    const bool taken = m_dropped == 0 && queue(m_form == Form::Text ? toTextLine(event) : toJsonLine(event));
    if (!taken)
        ++m_dropped;
}

bool EventLog::finish(std::chrono::milliseconds within)
{
    return m_queue.finish(within);
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

QByteArray EventLog::droppedLine(const event::Event &next) const
{
    QByteArray line;
    if (m_form == Form::JsonLines)
        line.append("{\"utc\":\"");
    appendTimestamp(line, next.utc,
                    m_form == Form::Text ? event::TimestampStyle::ForPeople : event::TimestampStyle::Rfc3339);
    const QByteArray count = QByteArray::number(m_dropped);
    return m_form == Form::Text ? line + " LOG_DROPPED        -           events=" + count
                                : line + "\",\"event\":\"LOG_DROPPED\",\"events\":" + count + '}';
}

} // namespace callscope::store
