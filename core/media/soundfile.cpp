#include "core/media/soundfile.h"

#include "core/media/resampler.h"

#include <QFile>
#include <QFileInfo>

#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace callscope::media {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;
using base::Result;

namespace {

constexpr std::chrono::hours longest { 2 };
constexpr int rawRate = 16000;
constexpr sf_count_t blockFrames = 4096;

struct CloseFile
{
    void operator()(SNDFILE *file) const { sf_close(file); }
};
using OpenFile = std::unique_ptr<SNDFILE, CloseFile>;

bool isRaw(const QString &path)
{
    return path.endsWith(QLatin1String(".raw"), Qt::CaseInsensitive);
}

Error unreadable(ErrorCode code, const QString &path, const QString &fix, const QString &detail = {})
{
    return Error { code, QStringLiteral("The sound file %1 cannot be read: %2.").arg(path, fix), detail };
}

/// What libsndfile has to be told before it opens the file: nothing, but for a file without a head.
SF_INFO formatOf(const QString &path)
{
    SF_INFO info {};
    if (isRaw(path))
        info = SF_INFO { 0, rawRate, 1, SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, 0, 0 };
    return info;
}

Sample toSample(float value)
{
    return static_cast<Sample>(std::lround(std::clamp(value * 32768.0F, -32768.0F, 32767.0F)));
}

/// Mean of the channels of each of `frames` frames.
void mixDown(std::span<const float> interleaved, std::size_t channels, Samples &mono)
{
    mono.clear();
    for (std::size_t i = 0; i < interleaved.size(); i += channels) {
        float sum = 0;
        for (std::size_t channel = 0; channel < channels; ++channel)
            sum += interleaved[i + channel];
        mono.push_back(toSample(sum / static_cast<float>(channels)));
    }
}

Samples readAll(SNDFILE *file, const SF_INFO &info)
{
    const auto channels = static_cast<std::size_t>(info.channels);
    Resampler resampler(info.samplerate, sampleRate);
    std::vector<float> block(static_cast<std::size_t>(blockFrames) * channels);
    Samples mono;
    Samples whole;
    while (true) {
        const sf_count_t frames = sf_readf_float(file, block.data(), blockFrames);
        if (frames <= 0)
            break;
        mixDown(std::span(block).first(static_cast<std::size_t>(frames) * channels), channels, mono);
        const Samples converted = resampler.process(mono);
        whole.insert(whole.end(), converted.begin(), converted.end());
    }
    const Samples rest = resampler.finish();
    whole.insert(whole.end(), rest.begin(), rest.end());
    return whole;
}

} // namespace

Result<Samples> readSoundFile(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return unreadable(ErrorCode::NotFound, path, QStringLiteral("there is no such file, check the path"));
    if (!file.isFile() || !file.isReadable())
        return unreadable(ErrorCode::Io, path, QStringLiteral("it is not a file that this user may read"));

    SF_INFO info = formatOf(path);
    const OpenFile sound(sf_open(QFile::encodeName(path).constData(), SFM_READ, &info));
    if (!sound)
        return unreadable(ErrorCode::InvalidInput, path,
                          QStringLiteral("give a file that libsndfile knows, for example WAV or FLAC"),
                          QString::fromUtf8(sf_strerror(nullptr)));
    if (info.frames == 0)
        return unreadable(ErrorCode::InvalidInput, path, QStringLiteral("it holds no sound"));
    if (info.frames / info.samplerate > std::chrono::seconds(longest).count())
        return unreadable(ErrorCode::InvalidInput, path, QStringLiteral("it is longer than two hours, cut it first"));
    Samples samples = readAll(sound.get(), info);
    if (sf_error(sound.get()) != SF_ERR_NO_ERROR)
        return unreadable(ErrorCode::Io, path, QStringLiteral("it breaks off or is damaged"),
                          QString::fromUtf8(sf_strerror(sound.get())));
    return samples;
}

Outcome writeWav(const QString &path, std::span<const Sample> samples)
{
    SF_INFO info { 0, sampleRate, 1, SF_FORMAT_WAV | SF_FORMAT_PCM_16, 0, 0 };
    OpenFile file(sf_open(QFile::encodeName(path).constData(), SFM_WRITE, &info));
    const auto count = static_cast<sf_count_t>(samples.size());
    const bool written = file && sf_write_short(file.get(), samples.data(), count) == count;
    // Closing writes the head, so it may fail too.
    if (!written || sf_close(file.release()) != 0)
        return Error { ErrorCode::Io,
                       QStringLiteral(
                           "The sound file %1 cannot be written; check the folder, its rights and the disk's space.")
                           .arg(path),
                       QString::fromUtf8(sf_strerror(nullptr)) };
    return Done {};
}

} // namespace callscope::media
