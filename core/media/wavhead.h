#pragma once

#include "core/media/format.h"

#include <QByteArray>

#include <optional>

namespace callscope::media {

inline constexpr std::int64_t wavHeadBytes = 44;

/// What the head of one of our sound files says: 16 bit; 8 kHz, except in sound for a recogniser that wants another
/// rate.
struct WavHead
{
    int channels = 1;
    std::int64_t dataBytes = 0;
    int sampleRate = media::sampleRate; ///< Hz
};

/// The canonical 44 bytes: RIFF, `fmt ` with PCM, `data`.
QByteArray wavHead(const WavHead &head);
/// Nothing for bytes that `wavHead` has not made, or not at 8 kHz.
std::optional<WavHead> readWavHead(const QByteArray &bytes);

} // namespace callscope::media
