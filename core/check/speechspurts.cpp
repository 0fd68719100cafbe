#include "core/check/speechspurts.h"

#include <algorithm>
#include <cmath>

namespace callscope::check {

namespace {

using std::chrono::milliseconds;

constexpr double quietest = 120; ///< RMS, as the simulated caller hears
constexpr std::size_t fewestFrames = 20; ///< 400 ms
constexpr double longerAtMost = 1.06, alike = 0.97;
constexpr int mostShift = 3; ///< frames: where the 20 ms begin is chance

double correlation(std::span<const float> a, std::span<const float> b)
{
    double meanA = 0, meanB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        meanA += a[i];
        meanB += b[i];
    }
    meanA /= static_cast<double>(a.size());
    meanB /= static_cast<double>(a.size());
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double x = a[i] - meanA, y = b[i] - meanB;
        ab += x * y;
        aa += x * x;
        bb += y * y;
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

double shiftedCorrelation(std::span<const float> a, std::span<const float> b, int shift)
{
    const auto skipA = static_cast<std::size_t>(std::max(shift, 0)),
               skipB = static_cast<std::size_t>(std::max(-shift, 0));
    const std::size_t count = std::min(a.size() - skipA, b.size() - skipB);
    return correlation(a.subspan(skipA, count), b.subspan(skipB, count));
}

} // namespace

std::vector<SpeechSpurt> speechSpurts(std::span<const media::Sample> sound, milliseconds bridged)
{
    std::vector<SpeechSpurt> spurts;
    const std::size_t frames = sound.size() / media::frameSamples;
    for (std::size_t i = 0; i < frames; ++i) {
        const double loudness = media::rms(sound.subspan(i * media::frameSamples, media::frameSamples));
        if (loudness < quietest)
            continue;
        const milliseconds at = static_cast<int>(i) * media::frameLength;
        if (spurts.empty() || at - spurts.back().end >= bridged)
            spurts.push_back({ at, at });
        SpeechSpurt &spurt = spurts.back();
        spurt.loudness.resize(static_cast<std::size_t>((at - spurt.begin) / media::frameLength), 0);
        spurt.loudness.push_back(static_cast<float>(loudness));
        spurt.end = at + media::frameLength;
    }
    return spurts;
}

bool soundAlike(const SpeechSpurt &a, const SpeechSpurt &b)
{
    const std::size_t shorter = std::min(a.loudness.size(), b.loudness.size());
    const std::size_t longer = std::max(a.loudness.size(), b.loudness.size());
    if (shorter < fewestFrames || static_cast<double>(longer) > longerAtMost * static_cast<double>(shorter))
        return false;
    for (int shift = -mostShift; shift <= mostShift; ++shift) {
        if (shiftedCorrelation(a.loudness, b.loudness, shift) >= alike)
            return true;
    }
    return false;
}

} // namespace callscope::check
