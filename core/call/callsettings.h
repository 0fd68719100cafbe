#pragma once

#include "core/media/voicedetector.h"

#include <QString>

#include <chrono>

namespace callscope::call {

/// What a call needs to know of the configuration.
struct CallSettings
{
    media::VoiceDetectorSettings voice {};
    bool bargeIn = true;
    /// How long the caller must speak over the bot before it yields; shorter noises do not stop a sentence.
    std::chrono::milliseconds bargeInAfter { 160 };
    /// Speech shorter than this is no turn (a cough, a click), whatever a recognizer makes of it.
    std::chrono::milliseconds shortestTurn { 200 };
    /// Sound from before the detector was sure, given to the recognizer so that first consonants are not lost.
    std::chrono::milliseconds preRoll { 300 };
    /// A caller who never pauses is answered after this long all the same.
    std::chrono::milliseconds longestUtterance { 30000 };
    /// How long a final text is waited for, also after the caller has hung up.
    std::chrono::milliseconds finalWithin { 5000 };
    std::chrono::milliseconds pacingLead { 200 };
    /// When a caller who hears no answer is asked to hold on, and when the bot is given up; 0: never.
    std::chrono::milliseconds holdAfter { 2500 }, giveUpAfter { 6000 };
    /// An open stream without media for that long is given up; 0: never.
    std::chrono::milliseconds mediaWithin { 3000 };
    QString language = QStringLiteral("en-US");
};

} // namespace callscope::call
