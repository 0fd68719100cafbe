#include "ui/audio/soundstore.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace callscope::ui {

namespace {

qint64 samplesBetween(base::Monotonic from, base::Monotonic to)
{
    const std::chrono::duration<double, std::milli> length = to - from;
    return std::llround(length.count() * media::samplesPerMillisecond);
}

base::Monotonic momentOf(base::Monotonic zero, qint64 position)
{
    return zero + std::chrono::microseconds(position * 1000 / media::samplesPerMillisecond);
}

StreamSound copyOfFile(const PlacedFile &file)
{
    StreamSound sound { file.begin };
    auto reader = media::WavReader::open(file.path);
    if (!reader)
        return sound;
    media::WavReader open = *std::move(reader);
    media::Samples both(2 * 65536);
    for (qint64 done = 0, count = 0; (count = open.read(done, both)) > 0; done += count) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
            sound.caller.push_back(both[2 * i]);
            sound.bot.push_back(both[2 * i + 1]);
        }
    }
    return sound;
}

} // namespace

std::vector<StreamSound> copyOf(const SoundSnapshot &snapshot)
{
    std::vector<StreamSound> all;
    if (snapshot.remembered) {
        const auto [begin, end] = *snapshot.remembered;
        StreamSound sound { momentOf(snapshot.zero, begin) };
        sound.caller.resize(static_cast<std::size_t>(end - begin));
        sound.bot.resize(static_cast<std::size_t>(end - begin));
        readLane(snapshot.caller, begin, sound.caller);
        readLane(snapshot.bot, begin, sound.bot);
        all.push_back(std::move(sound));
    }
    for (const PlacedFile &file : snapshot.files)
        all.push_back(copyOfFile(file));
    return all;
}

SoundStore::SoundStore(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    connect(&m_filePeaks, &FilePeaks::ready, this, &SoundStore::peaksReady);
}

void SoundStore::take(int source, const FeedBatchPtr &batch)
{
    for (const event::Event &event : batch->events)
        note(source, event);
    Fresh fresh;
    for (const SoundPiece &piece : batch->sound)
        put(source, piece, fresh);
    for (const SoundFile &file : batch->files)
        open(source, file);

    if (!fresh.isEmpty())
        Q_EMIT peaksReady(peaksOf(fresh));
}

void SoundStore::note(int source, const event::Event &event)
{
    m_zeros.note(source, event);
    if (!std::holds_alternative<event::CallEnded>(event.payload))
        return;
    Running &call = m_running[{ source, event.callSid }];
    call.ended = true;
    call.arrivals = {};
}

void SoundStore::put(int source, const SoundPiece &piece, Fresh &fresh)
{
    const CallKey key { source, piece.callSid };
    const auto zero = m_zeros.zero(key);
    if (!zero || piece.samples.empty())
        return;
    Running &running = m_running[key];
    qint64 &end = running.ends[static_cast<std::size_t>(piece.lane)];
    qint64 position = samplesBetween(*zero, piece.at);
    if (std::abs(position - end) <= media::samplesIn(smallestHole))
        position = end;
    end = position + std::ssize(piece.samples);
    running.arrivals.note(piece.lane,
                          std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.monotonic() - piece.at));
    m_memory.put(key, piece.lane, position, piece.samples);

    auto &extent = fresh[key][static_cast<std::size_t>(piece.lane)];
    extent = extent ? SoundExtent { std::min(extent->begin, position), std::max(extent->end, end) }
                    : SoundExtent { position, end };
}

void SoundStore::open(int source, const SoundFile &file)
{
    const CallKey key { source, file.callSid };
    auto reader = media::WavReader::open(file.path);
    if (!reader) {
        Q_EMIT failed(reader.error());
        return;
    }
    const qint64 begin = samplesBetween(m_zeros.zero(key).value_or(file.begin), file.begin);
    m_files.add(key, { file.path, file.begin, { begin, begin + reader->frames() } });
    m_filePeaks.add(key, begin, *std::move(reader));
}

PeakRuns SoundStore::peaksOf(const Fresh &fresh) const
{
    PeakRuns runs;
    for (auto call = fresh.cbegin(); call != fresh.cend(); ++call) {
        for (const media::Lane lane : { media::Lane::Left, media::Lane::Right }) {
            if (const auto &extent = (*call)[static_cast<std::size_t>(lane)])
                runs.push_back(peaksOf(call.key(), lane, *extent));
        }
    }
    return runs;
}

/// Of whole bins, as far as there is sound: the last one is made anew with the next batch.
PeakRun SoundStore::peaksOf(const CallKey &key, media::Lane lane, const SoundExtent &extent) const
{
    constexpr qint64 bin = media::samplesPerPeak;
    const qint64 end = std::min<qint64>(extent.end, media::samplesIn(SoundMemory::farthest));
    const qint64 first = std::max<qint64>(extent.begin, 0) / bin;
    PeakRun run { key, lane, first };
    std::array<media::Sample, static_cast<std::size_t>(bin)> samples {};
    for (qint64 at = first * bin; at < end; at += bin) {
        const auto part = std::span(samples).first(static_cast<std::size_t>(std::min(bin, end - at)));
        m_memory.read(key, lane, at, part);
        run.peaks.push_back(media::peakOf(part));
    }
    return run;
}

void SoundStore::read(const CallKey &key, qint64 position, std::span<media::Sample> caller,
                      std::span<media::Sample> bot)
{
    m_memory.read(key, media::Lane::Left, position, caller);
    m_memory.read(key, media::Lane::Right, position, bot);
    m_files.read(key, position, caller, bot);
}

std::optional<SoundExtent> SoundStore::extent(const CallKey &key) const
{
    const auto remembered = m_memory.extent(key);
    const auto recorded = m_files.extent(key);
    if (remembered && recorded)
        return SoundExtent { std::min(remembered->begin, recorded->begin), std::max(remembered->end, recorded->end) };
    return remembered ? remembered : recorded;
}

bool SoundStore::isRunning(const CallKey &key) const
{
    if (m_recordings.contains(key.source) || !m_zeros.zero(key))
        return false;
    const auto known = m_running.constFind(key);
    return known == m_running.constEnd() || !known->ended;
}

qint64 SoundStore::spokenPosition(const CallKey &key) const
{
    const auto zero = m_zeros.zero(key);
    return zero ? samplesBetween(*zero, m_clock.monotonic()) : 0;
}

qint64 SoundStore::livePosition(const CallKey &key) const
{
    const auto known = m_running.constFind(key);
    const auto delay = known == m_running.constEnd() ? Arrivals().playDelay() : known->arrivals.playDelay();
    return spokenPosition(key) - media::samplesIn(delay);
}

SoundSnapshot SoundStore::snapshot(const CallKey &key) const
{
    return { m_zeros.zero(key).value_or(base::Monotonic()), m_memory.extent(key), m_memory.lane(key, media::Lane::Left),
             m_memory.lane(key, media::Lane::Right), m_files.of(key) };
}

} // namespace callscope::ui
