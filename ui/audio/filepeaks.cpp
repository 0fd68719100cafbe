#include "ui/audio/filepeaks.h"

#include <algorithm>

namespace callscope::ui {

namespace {

constexpr qint64 peakSamples = media::samplesPerPeak;

/// The peaks of every second sample, from `lane` on, in bins that begin where `begin` lies on the call's time axis.
std::vector<media::Peak> peaksOf(std::span<const media::Sample> interleaved, std::size_t lane, qint64 begin)
{
    std::vector<media::Peak> peaks;
    media::Samples bin;
    const std::size_t frames = interleaved.size() / 2;
    for (std::size_t i = 0; i < frames; ++i) {
        bin.push_back(interleaved[2 * i + lane]);
        const bool binIsFull = (begin + static_cast<qint64>(i) + 1) % peakSamples == 0;
        if (binIsFull || i + 1 == frames) {
            peaks.push_back(media::peakOf(bin));
            bin.clear();
        }
    }
    return peaks;
}

} // namespace

FilePeaks::FilePeaks(QObject *parent)
    : QObject(parent)
{
    connect(&m_turn, &QTimer::timeout, this, &FilePeaks::work);
}

void FilePeaks::add(const CallKey &key, qint64 position, media::WavReader reader)
{
    const qint64 begin = std::max<qint64>(position, 0);
    m_jobs.push_back({ key, position, std::move(reader), begin / peakSamples });
    m_turn.start(0);
}

void FilePeaks::work()
{
    Job &job = m_jobs.front();
    const qint64 begin = std::max({ job.next * peakSamples, job.position, qint64(0) });
    const qint64 end = std::min((job.next + peaksAtOnce) * peakSamples, job.position + job.reader.frames());
    media::Samples both(static_cast<std::size_t>(2 * std::max<qint64>(end - begin, 0)));
    const qint64 frames = job.reader.read(begin - job.position, both);
    both.resize(static_cast<std::size_t>(2 * frames));
    if (frames > 0) {
        Q_EMIT ready({ { job.key, media::Lane::Left, job.next, peaksOf(both, 0, begin) },
                       { job.key, media::Lane::Right, job.next, peaksOf(both, 1, begin) } });
    }
    job.next += peaksAtOnce;
    if (frames < end - begin || job.next * peakSamples >= job.position + job.reader.frames())
        m_jobs.pop_front();
    if (m_jobs.empty())
        m_turn.stop();
}

} // namespace callscope::ui
