#include "tests/integration/sound.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>

namespace callscope::tests {

namespace {

constexpr std::int64_t window = 40; ///< 5 ms

bool isSound(const media::Samples &samples, std::int64_t at, double level)
{
    return media::rms(std::span(samples).subspan(static_cast<std::size_t>(at), window)) >= level;
}

std::int64_t sizeOf(const media::Samples &samples)
{
    return static_cast<std::int64_t>(samples.size());
}

bool isStereoAt8kHz(const QByteArray &wav)
{
    const auto number = [&](qsizetype at) { return qFromLittleEndian<quint16>(wav.constData() + at); };
    return wav.size() >= 44 && wav.startsWith("RIFF") && wav.mid(8, 8) == "WAVEfmt " && number(20) == 1
        && number(22) == 2 && number(24) == 8000 && number(34) == 16;
}

} // namespace

std::optional<StereoSound> readStereo(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray wav = file.readAll();
    const qsizetype data = wav.indexOf("data");
    if (!isStereoAt8kHz(wav) || data < 0)
        return std::nullopt;
    StereoSound sound;
    for (qsizetype at = data + 8; at + 4 <= wav.size(); at += 4) {
        sound.left.push_back(qFromLittleEndian<qint16>(wav.constData() + at));
        sound.right.push_back(qFromLittleEndian<qint16>(wav.constData() + at + 2));
    }
    return sound;
}

std::optional<std::int64_t> onset(const media::Samples &samples, std::int64_t from, double level)
{
    for (std::int64_t at = std::max<std::int64_t>(from, 0); at + window <= sizeOf(samples); ++at) {
        if (isSound(samples, at, level))
            return at;
    }
    return std::nullopt;
}

std::optional<std::int64_t> soundEnd(const media::Samples &samples, std::int64_t until, double level)
{
    for (std::int64_t at = std::min(until, sizeOf(samples)) - window; at >= 0; --at) {
        if (isSound(samples, at, level))
            return at + window;
    }
    return std::nullopt;
}

media::Samples part(const media::Samples &samples, std::int64_t from, std::int64_t to)
{
    const auto begin = samples.begin() + std::clamp<std::int64_t>(from, 0, sizeOf(samples));
    const auto end = samples.begin() + std::clamp<std::int64_t>(to, from, sizeOf(samples));
    return { begin, end };
}

} // namespace callscope::tests
