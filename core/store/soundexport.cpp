#include "core/store/soundexport.h"

#include "core/media/wavwriter.h"

#include <algorithm>

namespace callscope::store {

namespace {

using base::Outcome;
using media::Samples;

constexpr qint64 blockSamples = 10 * media::sampleRate;

/// A stream's sound on the call's axis.
struct Placed
{
    const CallSound *sound;
    qint64 first = 0; ///< in samples since call time 0

    qint64 end() const { return first + std::max(std::ssize(sound->caller), std::ssize(sound->bot)); }
};

std::vector<Placed> placedSounds(const CallCopy &call)
{
    using std::chrono::microseconds;
    std::vector<Placed> all;
    for (const CallSound &sound : call.sounds) {
        const auto after = std::chrono::duration_cast<microseconds>(sound.begin - call.zero);
        all.push_back({ &sound, after.count() * media::samplesPerMillisecond / 1000 });
    }
    std::stable_sort(all.begin(), all.end(), [](const Placed &a, const Placed &b) { return a.first < b.first; });
    return all;
}

/// Copies what of `lane` lies in the block that begins at `from` into every `step`th sample from `slot` on.
void putLane(const Samples &lane, qint64 first, qint64 from, Samples &block, std::size_t slot, std::size_t step)
{
    const qint64 length = std::ssize(block) / static_cast<qint64>(step);
    const qint64 begin = std::max(first, from), end = std::min(first + std::ssize(lane), from + length);
    for (qint64 at = begin; at < end; ++at)
        block[static_cast<std::size_t>(at - from) * step + slot] = lane[static_cast<std::size_t>(at - first)];
}

Samples blockAt(const std::vector<Placed> &sounds, qint64 from, qint64 length, SoundLanes lanes)
{
    const std::size_t step = lanes == SoundLanes::Both ? 2 : 1;
    Samples block(static_cast<std::size_t>(length) * step);
    for (const Placed &placed : sounds) {
        if (lanes != SoundLanes::Bot)
            putLane(placed.sound->caller, placed.first, from, block, 0, step);
        if (lanes != SoundLanes::Caller)
            putLane(placed.sound->bot, placed.first, from, block, step - 1, step);
    }
    return block;
}

} // namespace

Outcome writeSound(const CallCopy &call, SoundLanes lanes, QIODevice &device, const ExportProgress &progress)
{
    const std::vector<Placed> sounds = placedSounds(call);
    qint64 end = 0;
    for (const Placed &placed : sounds)
        end = std::max(end, std::min<qint64>(placed.end(), media::samplesIn(longestExport)));
    media::WavWriter writer(device, lanes == SoundLanes::Both ? 2 : 1);
    for (qint64 at = 0; at < end; at += blockSamples) {
        if (progress && !progress(static_cast<double>(at) / static_cast<double>(end)))
            return exportStopped();
        const Samples block = blockAt(sounds, at, std::min(blockSamples, end - at), lanes);
        if (const Outcome written = writer.append(block); !written)
            return written;
    }
    return writer.finish();
}

} // namespace callscope::store
