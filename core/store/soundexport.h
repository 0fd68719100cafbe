#pragma once

#include "core/store/callcopy.h"

namespace callscope::store {

enum class SoundLanes {
    Both, ///< stereo: caller left, bot right
    Caller,
    Bot,
};

/// What comes later than this after the first event of a call is not exported: no call lasts longer.
inline constexpr std::chrono::hours longestExport { 24 };

/// The sound of all the call's streams as one WAV (8 kHz, 16 bit) that begins with call.zero; there is silence where no
/// stream was, and where two overlap the later one is heard. `device` is seekable and empty.
base::Outcome writeSound(const CallCopy &call, SoundLanes lanes, QIODevice &device,
                         const ExportProgress &progress = {});

} // namespace callscope::store
