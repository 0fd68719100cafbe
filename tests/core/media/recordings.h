#pragma once

#include "core/media/mulaw.h"
#include "core/media/soundfile.h"

#include <QString>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <string>

/// Recorded speech of pocketsphinx-testdata, and what a phone line does to it.
namespace callscope::tests {

struct Recording
{
    QString name;
    media::Samples samples; ///< 8 kHz
};

/// Read once; the tests ask for the same ones again and again.
inline const Recording &recording(const char *path)
{
    static std::map<std::string, Recording> read;
    const auto known = read.find(path);
    if (known != read.end())
        return known->second;
    const QString full = QStringLiteral("/usr/share/pocketsphinx/test/data/") + QString::fromLatin1(path);
    base::Result<media::Samples> samples = media::readSoundFile(full);
    if (!samples)
        qFatal("%s Install pocketsphinx-testdata.", qPrintable(samples.error().text));
    return read.emplace(path, Recording { full.section(QLatin1Char('/'), -1), *std::move(samples) }).first->second;
}

/// The thirteen utterances of providers.md 7.2.
inline std::vector<Recording> recordings()
{
    std::vector<Recording> all;
    for (const char *path :
         { "librivox/sense_and_sensibility_01_austen_64kb-0870.wav",
           "librivox/sense_and_sensibility_01_austen_64kb-0880.wav",
           "librivox/sense_and_sensibility_01_austen_64kb-0890.wav",
           "librivox/sense_and_sensibility_01_austen_64kb-0920.wav",
           "librivox/sense_and_sensibility_01_austen_64kb-0930.wav", "cards/001.wav", "cards/002.wav", "cards/003.wav",
           "cards/004.wav", "cards/005.wav", "goforward.raw", "numbers.raw", "something.raw" })
        all.push_back(recording(path));
    return all;
}

inline media::Sample clipped(double value)
{
    return static_cast<media::Sample>(std::lround(std::clamp(value, -32768.0, 32767.0)));
}

inline media::Samples scaled(std::span<const media::Sample> samples, double factor)
{
    media::Samples out(samples.size());
    std::transform(samples.begin(), samples.end(), out.begin(),
                   [factor](media::Sample sample) { return clipped(sample * factor); });
    return out;
}

inline media::Samples normalised(std::span<const media::Sample> samples, double rms)
{
    return scaled(samples, rms / media::rms(samples));
}

/// Stationary low-passed noise, as in providers.md 7.2.
inline media::Samples lineNoise(std::size_t count, double rms, unsigned seed)
{
    if (rms <= 0)
        return media::Samples(count);
    std::mt19937 random(seed);
    std::normal_distribution<double> white(0, 4000);
    media::Samples noise(count);
    double low = 0;
    for (media::Sample &sample : noise) {
        low = 0.6 * low + 0.4 * white(random);
        sample = clipped(low);
    }
    return normalised(noise, rms);
}

/// Adds `more` to `samples` from position `at` on, as far as `samples` goes.
inline void mixInto(media::Samples &samples, std::span<const media::Sample> more, std::size_t at = 0)
{
    for (std::size_t i = 0; i < more.size() && at + i < samples.size(); ++i)
        samples[at + i] = clipped(double(samples[at + i]) + more[i]);
}

inline media::Samples overTheWire(std::span<const media::Sample> samples)
{
    return media::decodeMuLaw(media::encodeMuLaw(samples));
}

} // namespace callscope::tests
