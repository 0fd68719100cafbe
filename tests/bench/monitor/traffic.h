#pragma once

#include "core/event/event.h"
#include "core/media/format.h"
#include "ui/common/session.h"

namespace callscope::bench {

/// Makes what a gateway tells of callers who talk all the time: 40 ms after 40 ms, always the same. Each call has
/// MEDIA_RX and MEDIA_TX once a second, four partials a second, a turn each ten seconds and a ping each five. A plain
/// value.
class Traffic
{
public:
    static constexpr std::chrono::milliseconds tickLength { 40 };
    static constexpr int ticksPerSecond = 25;

    /// Calls have the SIDs of `firstCall` and the numbers after it, and begin at `begin`.
    Traffic(int calls, base::Monotonic begin, int firstCall = 1);

    static base::CallSid callSid(int call);
    int calls() const { return m_calls; }

    /// The calls come in and their streams start.
    std::vector<event::Event> opening();
    /// What happens within one tick; they count from 0.
    std::vector<event::Event> tick(int tick);
    std::vector<event::Event> ending(int tick);

    /// The waveform of all calls in that tick, both lanes.
    ui::PeakRuns peaks(int tick) const;
    /// Sound of one lane in that tick; empty while the bot is silent.
    static media::Samples sound(int tick, media::Lane lane);

private:
    void addTurn(std::vector<event::Event> &events, int call, int phase, int turn);
    void add(std::vector<event::Event> &events, int call, event::Payload payload);

    int m_calls, m_firstCall;
    base::Monotonic m_begin;
    base::Utc m_beginUtc;
    std::chrono::milliseconds m_time { 0 };
    quint64 m_sequence = 0;
};

} // namespace callscope::bench
