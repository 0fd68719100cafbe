#include "core/simulate/utterance.h"

#include "core/media/soundfile.h"

#include <algorithm>

namespace callscope::simulate {

namespace {

constexpr double speechShare = 1.0 / 12;
constexpr double silenceRms = 10; ///< a file whose loudest frame is under it has nothing to say

std::vector<double> frameLevels(const media::Samples &samples)
{
    std::vector<double> levels;
    for (std::size_t at = 0; at < samples.size(); at += media::frameSamples) {
        const std::size_t count = std::min<std::size_t>(media::frameSamples, samples.size() - at);
        levels.push_back(media::rms(std::span(samples).subspan(at, count)));
    }
    return levels;
}

} // namespace

Utterance utteranceOf(const QString &name, const media::Samples &samples)
{
    const std::vector<double> levels = frameLevels(samples);
    Utterance utterance { name, QList<media::Sample>(samples.begin(), samples.end()), 0, 0 };
    if (levels.empty())
        return utterance;
    const double floor = std::max(silenceRms, *std::ranges::max_element(levels) * speechShare);
    const auto isSpeech = [&](double level) { return level >= floor; };
    const auto first = std::ranges::find_if(levels, isSpeech);
    const auto last = std::ranges::find_if(levels.rbegin(), levels.rend(), isSpeech);
    if (first == levels.end())
        return utterance;
    utterance.speechBegin = (first - levels.begin()) * media::frameSamples;
    const std::int64_t end = (last.base() - levels.begin()) * media::frameSamples;
    utterance.speechEnd = std::min(end, static_cast<std::int64_t>(utterance.samples.size()));
    return utterance;
}

base::Result<Utterance> readUtterance(const QString &path)
{
    auto samples = media::readSoundFile(path);
    if (!samples)
        return samples.error();
    Utterance utterance = utteranceOf(path, *samples);
    if (utterance.speechEnd == 0)
        return base::Error {
            base::ErrorCode::InvalidInput,
            QStringLiteral("The sound file %1 holds only silence; give one with speech in it.").arg(path)
        };
    return utterance;
}

} // namespace callscope::simulate
