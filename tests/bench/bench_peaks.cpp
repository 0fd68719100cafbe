#include "core/media/peakpyramid.h"

#include <benchmark/benchmark.h>

namespace callscope::bench {

namespace {

constexpr int pixels = 2000;

media::PeakPyramid pyramidOf(std::chrono::minutes length)
{
    std::vector<media::Peak> peaks(static_cast<size_t>(media::samplesIn(length) / media::samplesPerPeak));
    for (size_t i = 0; i < peaks.size(); ++i)
        peaks[i] = { static_cast<media::Sample>(-(i % 9000)), static_cast<media::Sample>(i % 7000), quint16(i % 3000) };
    media::PeakPyramid pyramid;
    pyramid.put(0, peaks);
    return pyramid;
}

/// One lane of the whole call over the width of a large window.
void drawWholeCall(benchmark::State &state)
{
    const media::PeakPyramid pyramid = pyramidOf(std::chrono::minutes(state.range(0)));
    const qint64 samples = pyramid.size() * media::samplesPerPeak;
    int loudest = 0;
    for (auto _ : state) {
        for (qint64 x = 0; x < pixels; ++x)
            loudest = std::max<int>(loudest, pyramid.over(samples * x / pixels, samples * (x + 1) / pixels).most);
    }
    benchmark::DoNotOptimize(loudest);
    if (loudest == 0)
        state.SkipWithError("the call is silent");
}
BENCHMARK(drawWholeCall)
    ->Name("Peaks of 2000 pixels, minutes of call")
    ->Arg(1)
    ->Arg(600)
    ->Unit(benchmark::kMicrosecond);

/// 40 ms of new sound at the end of a call, as a running one gets it.
void growCall(benchmark::State &state)
{
    media::PeakPyramid pyramid = pyramidOf(std::chrono::minutes(state.range(0)));
    const std::vector<media::Peak> news(2, { -5000, 5000, 900 });
    const qint64 end = pyramid.size();
    for (auto _ : state)
        pyramid.put(end - 1, news);
    if (pyramid.size() != end + 1)
        state.SkipWithError("the new sound is not where it belongs");
}
BENCHMARK(growCall)->Name("New sound at the end, minutes of call")->Arg(1)->Arg(600)->Unit(benchmark::kNanosecond);

} // namespace

} // namespace callscope::bench
