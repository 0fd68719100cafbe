#include "core/media/pacer.h"

#include "core/media/mulaw.h"

#include <algorithm>
#include <utility>

namespace callscope::media {

using std::chrono::milliseconds;

Pacer::Pacer(milliseconds lead)
    : m_lead(std::max(lead, frameLength))
{ }

void Pacer::enqueue(QByteArrayView mulaw)
{
    if (m_left > m_sound.size() / 2)
        m_sound.remove(0, std::exchange(m_left, 0));
    m_sound.append(mulaw);
}

void Pacer::endSentence(const QByteArray &mark)
{
    const qsizetype frames = (waitingBytes() + frameSamples - 1) / frameSamples;
    m_sound.append(frames * frameSamples - waitingBytes(), muLawSilence);
    m_marks.push_back({ mark, frames });
}

bool Pacer::takeDue(base::Monotonic now, Item &into)
{
    // Where the far queue has run empty the schedule begins anew: sound that comes late is heard late, not in the past.
    const base::Monotonic playsAt = std::max(m_playedUpTo, now);
    if (!m_marks.empty() && m_marks.front().framesBefore == 0) {
        into = Mark { std::move(m_marks.front().name), playsAt };
        m_marks.pop_front();
        return true;
    }
    if (waitingBytes() < frameSamples || !mayLeave(now))
        return false;
    auto *frame = std::get_if<Frame>(&into);
    if (!frame)
        frame = &into.emplace<Frame>();
    frame->mulaw.resize(0);
    frame->mulaw.append(nextFrame());
    frame->playsAt = playsAt;
    m_playedUpTo = playsAt + frameLength;
    for (QueuedMark &mark : m_marks)
        --mark.framesBefore;
    if (waitingBytes() == 0) {
        m_sound.clear(); // a sentence may have been long
        m_left = 0;
    }
    return true;
}

QByteArrayView Pacer::nextFrame()
{
    const qsizetype first = std::exchange(m_left, m_left + frameSamples);
    return QByteArrayView(m_sound).sliced(first, frameSamples);
}

bool Pacer::mayLeave(base::Monotonic now) const
{
    return std::max(m_playedUpTo, now) + frameLength <= now + m_lead;
}

milliseconds Pacer::clear(base::Monotonic now)
{
    const auto unheard
        = queued() + std::chrono::ceil<milliseconds>(std::max(m_playedUpTo - now, base::Monotonic::duration::zero()));
    m_marks.clear();
    m_sound.clear();
    m_left = 0;
    m_playedUpTo = std::min(m_playedUpTo, now);
    return unheard;
}

milliseconds Pacer::queued() const
{
    return lengthOf(waitingBytes());
}

bool Pacer::isSpeaking(base::Monotonic now) const
{
    return waitingBytes() > 0 || m_playedUpTo > now;
}

} // namespace callscope::media
