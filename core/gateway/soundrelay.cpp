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
    m_waiting.pieces.push_back({ lane, callSid, position, std::ssize(samples) });
    m_waiting.sound.insert(m_waiting.sound.end(), samples.begin(), samples.end());
}

void SoundRelay::flush()
{
    if (m_waiting.pieces.empty())
        return;
    QMetaObject::invokeMethod(
        &m_target, [target = &m_target, batch = std::exchange(m_waiting, {})] { tell(batch, *target); },
        Qt::QueuedConnection);
}

void SoundRelay::tell(const Batch &batch, call::SoundLanes &lanes)
{
    media::Samples samples;
    auto from = batch.sound.begin();
    for (const Piece &piece : batch.pieces) {
        samples.assign(from, from + piece.length);
        from += piece.length;
        if (piece.lane == Lane::Caller)
            Q_EMIT lanes.callerAudio(piece.callSid, piece.position, samples);
        else
            Q_EMIT lanes.botAudio(piece.callSid, piece.position, samples);
    }
}

} // namespace callscope::gateway
