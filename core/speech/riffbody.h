#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>

namespace callscope::speech {

/// What the `fmt ` chunk of a WAV says.
struct RiffFormat
{
    static constexpr int pcm = 1, muLaw = 7;

    int tag = 0; ///< how a sample is written
    int channels = 0;
    int rate = 0; ///< Hz
    int bits = 0; ///< of a sample

    friend bool operator==(const RiffFormat &, const RiffFormat &) = default;
};

/// Takes the head and the chunks behind the sound off a body that comes in pieces and may be a WAV, though raw sound
/// was asked for; a body that is none passes as it is.
class RiffBody
{
public:
    /// The sound in a piece, of any length. Error: Protocol, for a head that is damaged or far too long.
    base::Result<QByteArray> take(QByteArrayView bytes);
    /// What was held back to see whether it is a head. Error: Protocol, for a body that ends within its head.
    base::Result<QByteArray> end();
    /// Known before the first sound comes out; empty: the body is no WAV.
    const std::optional<RiffFormat> &format() const { return m_format; }

private:
    enum class Place { Start, Head, Sound, Behind };

    base::Outcome readHead();
    QByteArray sound();

    Place m_place = Place::Start;
    QByteArray m_held {};
    std::optional<RiffFormat> m_format {};
    qint64 m_left = -1; ///< bytes of the sound that are still to come; -1: all that comes
};

} // namespace callscope::speech
