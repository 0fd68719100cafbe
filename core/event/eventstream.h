#pragma once

#include "core/event/event.h"

#include <QObject>

namespace callscope::event {

/// Owns the numbering of one gateway's events and lives on its thread. Subscribers connect to `published` with
/// themselves as context; they rely on sequence numbers, not on who is called first.
class EventStream : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the stream.
    explicit EventStream(const base::Clock &clock, QObject *parent = nullptr);

    void publish(Payload payload, const base::CallSid &callSid = {}, const base::StreamSid &streamSid = {});

Q_SIGNALS:
    void published(const callscope::event::Event &event);

private:
    const base::Clock &m_clock;
    quint64 m_lastSequence = 0;
};

} // namespace callscope::event
