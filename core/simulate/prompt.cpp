#include "core/simulate/prompt.h"

#include "core/media/mulaw.h"
#include "core/media/soundfile.h"

#include <QTemporaryFile>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace callscope::simulate {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds perCharacter { 60 }; ///< about 16 characters a second, as people read aloud

} // namespace

QByteArray tone(double hertz, milliseconds length, double peak)
{
    media::Samples samples(static_cast<std::size_t>(media::samplesIn(length)));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double phase = 2 * std::numbers::pi * hertz * static_cast<double>(i) / media::sampleRate;
        samples[i] = static_cast<media::Sample>(std::lround(peak * std::sin(phase)));
    }
    return media::encodeMuLaw(samples);
}

QByteArray beep()
{
    return tone(1400, 300ms);
}

QByteArray silence(milliseconds length)
{
    return QByteArray(media::samplesIn(length), media::muLawSilence);
}

QByteArray toneFor(const QString &text)
{
    return tone(440, std::max<milliseconds>(400ms, text.size() * perCharacter));
}

base::Result<QByteArray> decodedSound(const QByteArray &file)
{
    QTemporaryFile copy;
    if (!copy.open() || copy.write(file) != file.size() || !copy.flush())
        return base::Error { base::ErrorCode::Io,
                             QStringLiteral("Could not write the fetched sound to %1.").arg(copy.fileName()),
                             copy.errorString() };
    const auto samples = media::readSoundFile(copy.fileName());
    if (!samples)
        return samples.error();
    return media::encodeMuLaw(*samples);
}

} // namespace callscope::simulate
