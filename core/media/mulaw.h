#pragma once

#include "core/media/format.h"

#include <QByteArray>

namespace callscope::media {

inline constexpr char muLawSilence = static_cast<char>(0xFF);

/// ITU-T G.711 µ-law, exact, one byte a sample.
QByteArray encodeMuLaw(std::span<const Sample> samples);
Samples decodeMuLaw(QByteArrayView mulaw);
/// The same into memory that is there: `into` is as long as `mulaw`.
void decodeMuLaw(QByteArrayView mulaw, std::span<Sample> into);

/// What media::rms says of the decoded sound.
double rms(QByteArrayView mulaw);

} // namespace callscope::media
