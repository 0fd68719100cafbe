#include "ui/audio/soundmemory.h"

#include "core/media/mulaw.h"

#include <algorithm>

namespace callscope::ui {

namespace {

constexpr qint64 blockSamples = SoundMemory::blockSamples;
constexpr qint64 lastPosition = media::samplesIn(SoundMemory::farthest);

std::size_t indexOf(media::Lane lane)
{
    return static_cast<std::size_t>(lane);
}

/// Calls `visit(index of the block, offset in it, offset in the stretch, length)` for each block that a stretch
/// touches.
template <typename Visit>
void eachBlock(qint64 position, qint64 length, Visit &&visit)
{
    for (qint64 done = 0; done < length;) {
        const qint64 offset = (position + done) % blockSamples;
        const qint64 count = std::min(blockSamples - offset, length - done);
        visit((position + done) / blockSamples, offset, done, count);
        done += count;
    }
}

} // namespace

SoundMemory::SoundMemory(qint64 byteLimit)
    : m_byteLimit(byteLimit)
{ }

void SoundMemory::put(const CallKey &key, media::Lane lane, qint64 position, std::span<const media::Sample> samples)
{
    const qint64 begin = std::clamp<qint64>(position, 0, lastPosition);
    const qint64 end = std::clamp<qint64>(position + std::ssize(samples), 0, lastPosition);
    if (begin >= end)
        return;
    const QByteArray mulaw = media::encodeMuLaw(
        samples.subspan(static_cast<std::size_t>(begin - position), static_cast<std::size_t>(end - begin)));
    const bool isNew = !m_calls.contains(key);
    Call &call = m_calls[key];
    call.extent = isNew ? SoundExtent { begin, end }
                        : SoundExtent { std::min(call.extent.begin, begin), std::max(call.extent.end, end) };
    eachBlock(begin, end - begin, [&](qint64 index, qint64 offset, qint64 from, qint64 count) {
        std::copy_n(mulaw.constData() + from, count, block(call, { key, lane, index }).mulaw.data() + offset);
    });
    dropOld(call);
    dropOldest();
}

void readLane(const SoundMemory::Lane &lane, qint64 position, std::span<media::Sample> out)
{
    std::fill(out.begin(), out.end(), media::Sample(0));
    const qint64 before = std::clamp<qint64>(-position, 0, std::ssize(out));
    eachBlock(position + before, std::ssize(out) - before, [&](qint64 index, qint64 offset, qint64 to, qint64 count) {
        const auto found = lane.find(index);
        if (found == lane.end())
            return;
        const media::Samples samples = media::decodeMuLaw(QByteArrayView(found->second.mulaw).sliced(offset, count));
        std::copy(samples.begin(), samples.end(), out.begin() + before + to);
    });
}

void SoundMemory::read(const CallKey &key, media::Lane lane, qint64 position, std::span<media::Sample> out) const
{
    static const Lane silence;
    const auto call = m_calls.constFind(key);
    readLane(call == m_calls.constEnd() ? silence : call->lanes[indexOf(lane)], position, out);
}

std::optional<SoundExtent> SoundMemory::extent(const CallKey &key) const
{
    const auto call = m_calls.constFind(key);
    return call == m_calls.constEnd() ? std::nullopt : std::optional(call->extent);
}

SoundMemory::Lane SoundMemory::lane(const CallKey &key, media::Lane lane) const
{
    return m_calls.value(key).lanes[indexOf(lane)];
}

SoundMemory::Block &SoundMemory::block(Call &call, const Place &place)
{
    const auto [entry, isNew] = call.lanes[indexOf(place.lane)].try_emplace(place.index);
    if (isNew) {
        entry->second = { QByteArray(blockSamples, media::muLawSilence), m_nextAge };
        m_ages.emplace(m_nextAge++, place);
    }
    return entry->second;
}

void SoundMemory::dropOld(Call &call)
{
    const qint64 first = (call.extent.end - media::samplesIn(mostOfCall)) / blockSamples;
    for (Lane &lane : call.lanes) {
        while (!lane.empty() && lane.begin()->first < first) {
            m_ages.erase(lane.begin()->second.age);
            lane.erase(lane.begin());
        }
    }
    call.extent.begin = std::max(call.extent.begin, first * blockSamples);
}

void SoundMemory::dropOldest()
{
    while (bytes() > m_byteLimit) {
        const Place place = m_ages.begin()->second;
        m_ages.erase(m_ages.begin());
        Call &call = m_calls[place.key];
        call.lanes[indexOf(place.lane)].erase(place.index);
        call.extent.begin = std::clamp((place.index + 1) * blockSamples, call.extent.begin, call.extent.end);
        if (call.lanes[0].empty() && call.lanes[1].empty())
            m_calls.remove(place.key);
    }
}

} // namespace callscope::ui
