#pragma once

#include "core/base/result.h"
#include "core/media/format.h"

namespace callscope::media {

/// The whole file as 8 kHz mono: any format, rate and number of channels that libsndfile reads, mixed to one channel.
/// A name ending in `.raw` is 16-bit little-endian mono at 16 kHz, which is what PocketSphinx's recordings are.
/// Errors: NotFound, InvalidInput (not a sound file, empty, or longer than two hours), Io; all name the path.
base::Result<Samples> readSoundFile(const QString &path);

/// 16-bit mono WAV at 8 kHz; replaces the file at `path`. Errors: Io.
base::Outcome writeWav(const QString &path, std::span<const Sample> samples);

} // namespace callscope::media
