#pragma once

#include "core/media/format.h"

#include <span>
#include <vector>

namespace callscope::check {

/// A stretch of sound between two silences.
struct SpeechSpurt
{
    std::chrono::milliseconds begin { 0 }, end { 0 };
    std::vector<float> loudness {}; ///< RMS of each 20 ms
};

/// What is heard in `sound` (8 kHz); pauses under `bridged` do not part it.
std::vector<SpeechSpurt> speechSpurts(std::span<const media::Sample> sound, std::chrono::milliseconds bridged);

/// Whether the two are the same words in the same voice: alike in length and in the course of their loudness. Not told
/// of spurts under 400 ms.
bool soundAlike(const SpeechSpurt &a, const SpeechSpurt &b);

} // namespace callscope::check
