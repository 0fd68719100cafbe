#pragma once

#include "core/base/result.h"
#include "core/media/format.h"
#include "core/store/archive.h"

namespace callscope::store {

/// The sound of one media stream; both lanes begin at the moment `begin`.
struct CallSound
{
    base::Monotonic begin {};
    media::Samples caller {}, bot {};
};

/// How many samples a lane of the sound file at `path` has. What a head that was cut off by a crash does not count is
/// not there. Errors NotFound, InvalidInput (not a stereo WAV with 16 bit and 8 kHz), Io.
base::Result<qint64> storedSamples(const QString &path);

/// All of it. Errors as above.
base::Result<CallSound> readSound(const RecordedSound &sound);

} // namespace callscope::store
