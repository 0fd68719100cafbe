#include "core/gateway/soundrelay.h"

#include <utility>

namespace callscope::gateway {

SoundRelay::SoundRelay(call::SoundLanes &target)
    : m_target(target)
{
    connect(&m_lanes, &call::SoundLanes::callerAudio, this,
            [this](const base::CallSid &callSid, qint64 position, const media::Samples &samples) {
                add(Lane::Caller, callSid, position, samples);
            });
    connect(&m_lanes, &call::SoundLanes::botAudio, this,
            [this](const base::CallSid &callSid, qint64 position, const media::Samples &samples) {
                add(Lane::Bot, callSid, position, samples);
            });
}

void SoundRelay::add(Lane lane, const base::CallSid &callSid, qint64 position, const media::Samples &samples)
{
    m_waiting.push_back({ lane, callSid, position, samples });
}

void SoundRelay::flush()
{
    if (m_waiting.empty())
        return;
    const auto tell = [target = &m_target, pieces = std::exchange(m_waiting, {})] {
        for (const Piece &piece : pieces) {
            if (piece.lane == Lane::Caller)
                Q_EMIT target->callerAudio(piece.callSid, piece.position, piece.samples);
            else
                Q_EMIT target->botAudio(piece.callSid, piece.position, piece.samples);
        }
    };
    QMetaObject::invokeMethod(&m_target, tell, Qt::QueuedConnection);
}

} // namespace callscope::gateway
