#include "tests/bench/monitor/loadfeed.h"

namespace callscope::bench {

Generator::Generator(const Traffic &traffic, base::Monotonic begin, Sound sound)
    : m_traffic(traffic)
    , m_begin(begin)
    , m_sound(sound)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(Traffic::tickLength);
    connect(&m_timer, &QTimer::timeout, this, &Generator::tick);
}

void Generator::start()
{
    ui::FeedBatch opening;
    opening.events = m_traffic.opening();
    Q_EMIT batch(std::make_shared<const ui::FeedBatch>(std::move(opening)));
    m_timer.start();
}

void Generator::tick()
{
    ui::FeedBatch told;
    told.events = m_traffic.tick(m_tick);
    if (m_sound == Sound::Samples)
        addSound(told);
    else
        Q_EMIT peaks(m_traffic.peaks(m_tick));
    Q_EMIT batch(std::make_shared<const ui::FeedBatch>(std::move(told)));
    ++m_tick;
}

void Generator::addSound(ui::FeedBatch &batch) const
{
    for (const media::Lane lane : { media::Lane::Left, media::Lane::Right })
        if (media::Samples samples = Traffic::sound(m_tick, lane); !samples.empty())
            batch.sound.push_back(
                { Traffic::callSid(1), lane, m_begin + m_tick * Traffic::tickLength, std::move(samples) });
}

LoadFeed::LoadFeed(int calls, Generator::Sound sound)
{
    const base::Monotonic now = std::chrono::steady_clock::now();
    m_generator = new Generator(Traffic(calls, now), now, sound);
    m_generator->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_generator, &QObject::deleteLater);
    connect(m_generator, &Generator::batch, this, &Feed::batchArrived, Qt::DirectConnection);
    connect(m_generator, &Generator::peaks, this, &LoadFeed::peaksMade, Qt::DirectConnection);
}

LoadFeed::~LoadFeed()
{
    m_thread.quit();
    m_thread.wait();
}

void LoadFeed::start()
{
    m_thread.start();
    QMetaObject::invokeMethod(m_generator, &Generator::start, Qt::QueuedConnection);
}

ui::FeedStatus LoadFeed::status() const
{
    ui::FeedStatus status;
    status.state = ui::FeedStatus::State::Running;
    status.name = QStringLiteral("127.0.0.1:5000");
    status.url = QStringLiteral("http://127.0.0.1:5000");
    return status;
}

} // namespace callscope::bench
