#pragma once

#include "core/media/resampler.h"
#include "core/speech/riffbody.h"

#include <optional>

namespace callscope::speech {

/// Makes raw µ-law at 8 kHz of the body of one answer, piece by piece.
class SoundBody
{
public:
    SoundBody() = default;
    virtual ~SoundBody() = default;
    Q_DISABLE_COPY_MOVE(SoundBody)

    /// Errors: Protocol, for what is not the sound that was asked for.
    virtual base::Result<QByteArray> take(QByteArrayView bytes) = 0;
    virtual base::Result<QByteArray> end() = 0;
    /// False: what such an answer holds would be heard as noise. Some services answer 200 and put a page, the reason
    /// why there is no sound, or sound of another form in its place.
    virtual bool mayBe(const QByteArray &contentType) const;
};

/// A body that is µ-law at 8 kHz already; a WAV's head in front of it is taken off.
class MuLawBody final : public SoundBody
{
public:
    base::Result<QByteArray> take(QByteArrayView bytes) override;
    base::Result<QByteArray> end() override { return m_riff.end(); }

private:
    RiffBody m_riff {};
};

/// A body of 16-bit little-endian mono at `rate` Hz; the head of a WAV, if there is one, knows the rate better.
class PcmBody final : public SoundBody
{
public:
    explicit PcmBody(int rate)
        : m_rate(rate)
    { }

    base::Result<QByteArray> take(QByteArrayView bytes) override;
    base::Result<QByteArray> end() override;

private:
    base::Result<QByteArray> convert(const QByteArray &pcm);

    RiffBody m_riff {};
    int m_rate;
    std::optional<media::Resampler> m_resampler {};
    QByteArray m_half {}; ///< first byte of a sample whose other byte is still to come
};

} // namespace callscope::speech
