#pragma once

#include "core/call/soundlanes.h"

#include <QObject>

#include <vector>

namespace callscope::gateway {

/// Carries the sound of one gateway thread's calls to the gateway's lanes, which are on the main thread: many pieces at
/// a time, as waking another thread for each costs more than the piece. Lives on the calls' thread.
class SoundRelay : public QObject
{
    Q_OBJECT

public:
    /// `target` lives on another thread and must outlive the relay.
    explicit SoundRelay(call::SoundLanes &target);

    /// Of the calls on this thread.
    call::SoundLanes &lanes() { return m_lanes; }
    /// Hands over what waits. To be called often, and before an event is: sound has to stay between the events that it
    /// came between.
    void flush();

private:
    enum class Lane { Caller, Bot };
    struct Piece
    {
        Lane lane = Lane::Caller;
        base::CallSid callSid {};
        qint64 position = 0;
        std::ptrdiff_t length = 0; ///< samples
    };
    struct Batch
    {
        std::vector<Piece> pieces {};
        media::Samples sound {}; ///< of all pieces, one behind the other
    };

    static void tell(const Batch &batch, call::SoundLanes &lanes);
    void add(Lane lane, const base::CallSid &callSid, qint64 position, const media::Samples &samples);

    call::SoundLanes &m_target;
    call::SoundLanes m_lanes {};
    Batch m_waiting {};
};

} // namespace callscope::gateway
