#pragma once

#include "core/event/event.h"

#include <QString>

#include <vector>

/// Events of made-up calls, 50 ms apart, for the tests of the page of events.
namespace callscope::ui {

inline base::CallSid sampleCall(int number)
{
    return *base::CallSid::parse("CA" + QByteArray::number(number).rightJustified(32, '0'));
}

class SampleEvents
{
public:
    event::Event make(event::Payload payload, int call = 1)
    {
        ++m_sequence;
        const std::chrono::milliseconds since(50 * m_sequence);
        event::Event event;
        event.sequence = m_sequence;
        event.utc = base::Utc(std::chrono::seconds(1768469400) + since);
        event.monotonic = base::Monotonic(std::chrono::hours(1) + since);
        if (call > 0)
            event.callSid = sampleCall(call);
        event.payload = std::move(payload);
        return event;
    }
    event::Event ping(int call = 1) { return make(event::PingSent { .number = static_cast<int>(m_sequence) }, call); }
    event::Event said(const QString &text, int call = 1)
    {
        event::FinalRecognized final;
        final.text = text;
        final.latency = std::chrono::milliseconds(86);
        return make(final, call);
    }
    event::Event media(int call = 1)
    {
        m_frames += 50;
        return make(event::MediaReceived { .frames = 50, .totalFrames = m_frames, .audio = std::chrono::seconds(1) },
                    call);
    }
    event::Event gap(int call = 1) { return make(event::MediaGapFound { .kind = QStringLiteral("missing") }, call); }
    std::vector<event::Event> pings(int count, int call = 1)
    {
        std::vector<event::Event> events;
        events.reserve(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            events.push_back(ping(call));
        return events;
    }

private:
    quint64 m_sequence = 0;
    qint64 m_frames = 0;
};

} // namespace callscope::ui
