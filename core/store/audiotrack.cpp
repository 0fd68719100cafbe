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

void AudioTrack::put(Lane lane, qint64 position, std::span<const media::Sample> samples)
{
    if (position < 0 || position > farthestPosition || samples.empty())
        return;
    m_track.put(lane, position, samples);
    const qint64 caller = m_track.end(Lane::Left), bot = m_track.end(Lane::Right);
    const qint64 horizon = std::max(
        { std::min(caller, bot), caller - media::samplesIn(lateness), bot - media::samplesIn(callerLateness) });
    if (horizon - m_track.taken() >= blockSamples)
        writeUpTo(horizon);
}

Outcome AudioTrack::finish()
{
    writeUpTo(std::max(m_track.end(Lane::Left), m_track.end(Lane::Right)));
    if (!m_writer)
        return Done {};
    Outcome finished = m_writer->finish();
    m_writer.reset();
    m_file.close();
    return finished;
}

Outcome AudioTrack::open()
{
    for (int number = 1; number <= mostFiles; ++number) {
        m_file.setFileName(m_folder + QLatin1Char('/') + fileName(number));
        if (m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered, filePermissions)) {
            m_writer.emplace(m_file, 2);
            return Done {};
        }
        if (!m_file.exists())
            break;
    }
    return unwritable(m_file.fileName(), m_file.errorString());
}

void AudioTrack::writeUpTo(qint64 position)
{
    const qint64 begin = m_track.taken();
    const media::Samples block = m_track.take(position);
    if (block.empty())
        return;
    const Outcome written = write(block);
    if (!written && m_brokenAt < 0) {
        m_brokenAt = begin;
        m_breaks.push_back({ name(), begin, 0, written.error() });
    } else if (written && m_brokenAt >= 0) {
        m_breaks.push_back({ name(), begin, begin - std::exchange(m_brokenAt, -1) });
    }
}

Outcome AudioTrack::write(const media::Samples &block)
{
    const auto owe = [this, count = std::ssize(block) / 2](const Outcome &failed) {
        m_missing += count;
        return failed;
    };
    if (!m_writer) {
        if (const Outcome opened = open(); !opened)
            return owe(opened);
    }
    if (m_missing > 0) {
        if (const Outcome skipped = m_writer->skip(2 * m_missing); !skipped)
            return owe(skipped);
        m_missing = 0;
    }
    const Outcome appended = m_writer->append(block);
    return appended ? appended : owe(appended);
}

QString AudioTrack::name() const
{
    return m_file.fileName().section(QLatin1Char('/'), -1);
}

} // namespace callscope::store
