#pragma once

#include "core/media/format.h"

#include <QString>

#include <optional>

namespace callscope::tests {

struct StereoSound
{
    media::Samples left {}, right {};
};

/// A 16-bit two-channel WAV at 8 kHz; nothing when it is anything else.
std::optional<StereoSound> readStereo(const QString &path);

/// The first sample at or after `from` with which 5 ms of sound begin; nothing: only silence follows.
std::optional<std::int64_t> onset(const media::Samples &samples, std::int64_t from = 0, double level = 300);
/// One past the last sample of the last 5 ms of sound before `until`.
std::optional<std::int64_t> soundEnd(const media::Samples &samples, std::int64_t until, double level = 60);

media::Samples part(const media::Samples &samples, std::int64_t from, std::int64_t to);

} // namespace callscope::tests
