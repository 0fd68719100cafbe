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
    while (m_partial.size() + mulaw.size() >= frameSamples) {
        const qsizetype taken = frameSamples - m_partial.size();
        m_partial.append(mulaw.first(taken));
        queueFrame(std::exchange(m_partial, {}));
        mulaw = mulaw.sliced(taken);
    }
    m_partial.append(mulaw);
}

void Pacer::endSentence(const QByteArray &mark)
{
    if (!m_partial.isEmpty())
        queueFrame(std::exchange(m_partial, {}).leftJustified(frameSamples, muLawSilence));
    m_queue.emplace_back(QueuedMark { mark });
}

void Pacer::queueFrame(QByteArray mulaw)
{
    m_queue.emplace_back(QueuedFrame { std::move(mulaw) });
    ++m_queuedFrames;
}

std::vector<Pacer::Item> Pacer::due(base::Monotonic now)
{
    std::vector<Item> items;
    while (!m_queue.empty()) {
        if (auto *mark = std::get_if<QueuedMark>(&m_queue.front()))
            items.emplace_back(Mark { std::move(mark->name), std::max(m_playedUpTo, now) });
        else if (auto &frame = std::get<QueuedFrame>(m_queue.front()); mayLeave(now))
            items.push_back(sent(frame, now));
        else
            break;
        m_queue.pop_front();
    }
    return items;
}

bool Pacer::mayLeave(base::Monotonic now) const
{
    return std::max(m_playedUpTo, now) + frameLength <= now + m_lead;
}

Pacer::Item Pacer::sent(QueuedFrame &frame, base::Monotonic now)
{
    // Where the far queue has run empty the schedule begins anew: sound that comes late is heard late, not in the past.
    const base::Monotonic playsAt = std::max(m_playedUpTo, now);
    m_playedUpTo = playsAt + frameLength;
    --m_queuedFrames;
    return Frame { std::move(frame.mulaw), playsAt };
}

milliseconds Pacer::clear(base::Monotonic now)
{
    const auto unheard
        = queued() + std::chrono::ceil<milliseconds>(std::max(m_playedUpTo - now, base::Monotonic::duration::zero()));
    m_queue.clear();
    m_queuedFrames = 0;
    m_partial.clear();
    m_playedUpTo = std::min(m_playedUpTo, now);
    return unheard;
}

milliseconds Pacer::queued() const
{
    return m_queuedFrames * frameLength + lengthOf(m_partial.size());
}

bool Pacer::isSpeaking(base::Monotonic now) const
{
    return m_queuedFrames > 0 || !m_partial.isEmpty() || m_playedUpTo > now;
}

} // namespace callscope::media
