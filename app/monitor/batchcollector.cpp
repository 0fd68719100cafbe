#include "app/monitor/batchcollector.h"

namespace callscope::app {

BatchCollector::BatchCollector(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &BatchCollector::flush);
}

void BatchCollector::addEvent(const event::Event &event)
{
    if (std::holds_alternative<event::StreamStarted>(event.payload))
        m_streamBegins.insert(event.callSid, event.monotonic);
    else if (std::holds_alternative<event::CallEnded>(event.payload))
        m_streamBegins.remove(event.callSid);
    m_batch.events.push_back(event);
    if (!m_timer.isActive())
        m_timer.start();
}

void BatchCollector::addSound(const base::CallSid &callSid, media::Lane lane, qint64 position,
                              const media::Samples &samples)
{
    const auto begin = m_streamBegins.constFind(callSid);
    if (begin == m_streamBegins.constEnd())
        return;
    constexpr std::chrono::microseconds sampleLength { 1'000'000 / media::sampleRate };
    m_batch.sound.push_back({ callSid, lane, *begin + position * sampleLength, samples });
    if (!m_timer.isActive())
        m_timer.start();
}

void BatchCollector::flush()
{
    m_timer.stop();
    if (m_batch.events.empty() && m_batch.sound.empty())
        return;
    Q_EMIT collected(std::make_shared<const ui::FeedBatch>(std::exchange(m_batch, {})));
}

} // namespace callscope::app
