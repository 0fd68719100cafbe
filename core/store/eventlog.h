#pragma once

#include "core/base/error.h"
#include "core/event/event.h"
#include "core/store/backgroundqueue.h"
#include "core/store/linebudget.h"

#include <QObject>

namespace callscope::store {

/// Writes every event as one line to a descriptor such as standard output. It lives on the gateway's thread and only
/// queues; a thread of its own writes, so that a reader who stops reading or a full disk never holds up a call. Events
/// that find the queue full are dropped and counted in a line of their own when there is room again. Events of no call
/// are what anybody out there can cause: of those only so many bytes a minute are written, the rest is counted as well.
class EventLog : public QObject
{
    Q_OBJECT

public:
    enum class Form { Text, JsonLines };
    static constexpr int longestQueue = 10'000; ///< lines: a few MiB
    static constexpr qsizetype mostOfNoCall = 256 * 1024; ///< bytes of lines a minute

    /// `descriptor` stays open and outlives the log.
    EventLog(int descriptor, Form form, QObject *parent = nullptr);
    ~EventLog() override;

    /// To be connected to EventStream::published.
    void append(const event::Event &event);
    /// Writes what waits; false when that did not work out in time. Nothing can be appended after it.
    bool finish(std::chrono::milliseconds within);

Q_SIGNALS:
    /// Once when writing begins to fail, and again only after it has worked in between.
    void failed(const callscope::base::Error &error);

private:
    struct Writing;
    void write(Writing &writing, const QByteArray &line);
    bool queue(const QByteArray &line);
    bool queue(const event::Event &event);
    QByteArray droppedLine(base::Utc when, quint64 count, const char *why) const;

    Form m_form;
    std::shared_ptr<Writing> m_writing; ///< touched by jobs only
    quint64 m_dropped = 0; ///< because the queue is full
    LineBudget m_ofNoCall { mostOfNoCall };
    base::Utc m_latest {}; ///< of all events
    BackgroundQueue m_queue; ///< last: its jobs end before the rest goes
};

} // namespace callscope::store
