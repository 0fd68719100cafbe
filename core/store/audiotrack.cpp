#include "core/store/audiotrack.h"

#include "core/store/recordfolder.h"

#include <algorithm>

namespace callscope::store {

namespace {

using base::Done;
using base::Outcome;
using media::Lane;

constexpr qint64 blockSamples = 800; // 100 ms: what is worth a write
constexpr qint64 farthestPosition = qint64(1) << 40; // four years of sound; beyond it is a broken position
constexpr int mostFiles = 99;

QString fileName(int number)
{
    return number == 1 ? QStringLiteral("audio.wav") : QStringLiteral("audio-%1.wav").arg(number);
}

} // namespace

AudioTrack::AudioTrack(QString folder)
    : m_folder(std::move(folder))
{ }

Outcome AudioTrack::put(Lane lane, qint64 position, const media::Samples &samples)
{
    if (position < 0 || position > farthestPosition || samples.empty())
        return Done {};
    if (!m_writer) {
        if (const Outcome opened = open(); !opened)
            return opened;
    }
    m_track.put(lane, position, samples);
    const qint64 horizon = std::max(m_track.end(Lane::Left) - media::samplesIn(lateness),
                                    m_track.end(Lane::Right) - media::samplesIn(callerLateness));
    return horizon - m_track.taken() < blockSamples ? Outcome(Done {}) : writeUpTo(horizon);
}

Outcome AudioTrack::finish()
{
    if (!m_writer)
        return Done {};
    const Outcome rest = writeUpTo(std::max(m_track.end(Lane::Left), m_track.end(Lane::Right)));
    const Outcome finished = m_writer->finish();
    m_writer.reset();
    m_file.close();
    return rest ? finished : rest;
}

Outcome AudioTrack::open()
{
    for (int number = 1; number <= mostFiles; ++number) {
        m_file.setFileName(m_folder + QLatin1Char('/') + fileName(number));
        if (m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly, filePermissions)) {
            m_writer.emplace(m_file, 2);
            return Done {};
        }
        if (!m_file.exists())
            break;
    }
    return unwritable(m_file.fileName(), m_file.errorString());
}

Outcome AudioTrack::writeUpTo(qint64 position)
{
    const media::Samples block = m_track.take(position);
    return block.empty() ? Outcome(Done {}) : m_writer->append(block);
}

} // namespace callscope::store
