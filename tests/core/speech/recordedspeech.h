#pragma once

#include "core/media/mulaw.h"
#include "core/media/resampler.h"

#include <QFile>

#include <algorithm>

namespace callscope::tests {

/// A recording of pocketsphinx-testdata (16 kHz; .raw, or .wav with a plain head) as the gateway hears an utterance of
/// it: 8 kHz through µ-law, from 300 ms before the first to 450 ms after the last frame that is speech. Empty: not
/// installed.
inline media::Samples recordedUtterance(const QString &name, double gain = 1)
{
    QFile file(QStringLiteral("/usr/share/pocketsphinx/test/data/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll().sliced(name.endsWith(QLatin1String(".wav")) ? 44 : 0);
    const auto *first = reinterpret_cast<const media::Sample *>(bytes.constData());
    media::Resampler resampler(16000, 8000);
    media::Samples line = resampler.process({ first, static_cast<std::size_t>(bytes.size() / 2) });
    const media::Samples tail = resampler.finish();
    line.insert(line.end(), tail.begin(), tail.end());

    const media::Samples pause(8000, 0);
    line.insert(line.begin(), pause.begin(), pause.end());
    line.insert(line.end(), pause.begin(), pause.end());
    std::size_t speechStart = line.size();
    std::size_t speechEnd = 0;
    for (std::size_t i = 0; i + media::frameSamples <= line.size(); i += media::frameSamples) {
        if (media::rms(std::span(line).subspan(i, media::frameSamples)) <= 210)
            continue;
        speechStart = std::min(speechStart, i);
        speechEnd = i + media::frameSamples;
    }
    media::Samples cut(line.begin() + static_cast<std::ptrdiff_t>(speechStart) - 2400,
                       line.begin() + static_cast<std::ptrdiff_t>(speechEnd) + 3600);
    for (media::Sample &sample : cut)
        sample = static_cast<media::Sample>(std::clamp(sample * gain, -32768.0, 32767.0));
    return media::decodeMuLaw(media::encodeMuLaw(cut));
}

} // namespace callscope::tests
