#pragma once

#include "core/base/result.h"

#include <QString>

namespace callscope::media {

/// Makes the head of a WAV that WavWriter was killed over count all the sound that is in the file; half a frame at its
/// end goes; one that is still empty becomes that of a call without sound. True: something had to be mended. Errors:
/// NotFound and Io, by path, and InvalidInput for a file that is none of WavWriter's.
base::Result<bool> mendWav(const QString &path);

} // namespace callscope::media
