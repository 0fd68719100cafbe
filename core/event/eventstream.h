#pragma once

#include "core/event/event.h"

#include <QObject>

namespace callscope::event {

/// Owns the numbering of one gateway's events and lives on its main thread. Subscribers connect to `published` with
/// themselves as context; they rely on sequence numbers, not on who is called first. Each of the gateway's threads
/// publishes into a stream of its own, whose events are given their place in the gateway's by `take`.
class EventStream : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the stream.
    explicit EventStream(const base::Clock &clock, QObject *parent = nullptr);

    void publish(Payload payload, const base::CallSid &callSid = {}, const base::StreamSid &streamSid = {});
    /// Publishes what another stream did, as of the time it happened, with the next number of this one.
    void take(const callscope::event::Event &event);

Q_SIGNALS:
    void published(const callscope::event::Event &event);

private:
    void number(Event event);

    const base::Clock &m_clock;
    quint64 m_lastSequence = 0;
};

} // namespace callscope::event
