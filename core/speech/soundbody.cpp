#include "core/speech/soundbody.h"

#include "core/media/mulaw.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <utility>

namespace callscope::speech {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr int leastRate = 4000, mostRate = 192000;

Error otherFormat(const RiffFormat &is, const QString &wanted)
{
    return { ErrorCode::Protocol,
             QStringLiteral("The sound came as a WAV of format %1 with %2 bits, %3 Hz and %4 channels, not as %5.")
                 .arg(is.tag)
                 .arg(is.bits)
                 .arg(is.rate)
                 .arg(is.channels)
                 .arg(wanted) };
}

bool isPcm(const RiffFormat &format)
{
    return format.tag == RiffFormat::pcm && format.bits == 16 && format.channels == 1 && format.rate >= leastRate
        && format.rate <= mostRate;
}

constexpr std::array noSound { "text/",     "application/json", "application/xml", "audio/mpeg",
                               "audio/ogg", "audio/aac",        "audio/flac",      "audio/opus" };

} // namespace

bool SoundBody::mayBe(const QByteArray &contentType) const
{
    const QByteArray type = contentType.trimmed().toLower();
    return std::none_of(noSound.begin(), noSound.end(), [&type](const char *start) { return type.startsWith(start); });
}

Result<QByteArray> MuLawBody::take(QByteArrayView bytes)
{
    static constexpr RiffFormat wanted { RiffFormat::muLaw, 1, media::sampleRate, 8 };
    Result<QByteArray> sound = m_riff.take(bytes);
    const auto &format = m_riff.format();
    if (sound && format && *format != wanted)
        return otherFormat(*format, QStringLiteral("µ-law at 8 kHz"));
    return sound;
}

Result<QByteArray> PcmBody::take(QByteArrayView bytes)
{
    const Result<QByteArray> sound = m_riff.take(bytes);
    return sound ? convert(*sound) : sound;
}

Result<QByteArray> PcmBody::end()
{
    const Result<QByteArray> rest = m_riff.end();
    if (!rest)
        return rest;
    Result<QByteArray> sound = convert(*rest);
    if (!sound || !m_resampler)
        return sound;
    return *sound + media::encodeMuLaw(m_resampler->finish());
}

Result<QByteArray> PcmBody::convert(const QByteArray &pcm)
{
    if (pcm.isEmpty())
        return QByteArray();
    if (!m_resampler) {
        if (const auto &format = m_riff.format()) {
            if (!isPcm(*format))
                return otherFormat(*format, QStringLiteral("16-bit PCM with one channel"));
            m_rate = format->rate;
        }
        m_resampler.emplace(m_rate, media::sampleRate);
    }
    QByteArray bytes = std::exchange(m_half, {}) + pcm;
    if (bytes.size() % 2 != 0) {
        m_half = bytes.right(1);
        bytes.chop(1);
    }
    media::Samples samples(static_cast<std::size_t>(bytes.size() / 2));
    qFromLittleEndian<media::Sample>(bytes.constData(), bytes.size() / 2, samples.data());
    return media::encodeMuLaw(m_resampler->process(samples));
}

} // namespace callscope::speech
