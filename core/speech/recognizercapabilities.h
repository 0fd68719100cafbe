#pragma once

#include <string_view>

namespace callscope::speech {

/// What a remote recognizer can do, as its protocol has it.
struct RecognizerCapabilities
{
    bool takesMuLaw = false; ///< 8 kHz as it comes from the line, without resampling
    bool streams = false; ///< hears while the caller talks; else it is sent the whole utterance
    std::string_view finaliseCommand {}; ///< what is sent when the utterance is over; empty: nothing of its own
    bool hearsHebrew = false;
    bool hearsEnglish = false;
    bool mixesLanguages = false; ///< several languages in one connection
};

} // namespace callscope::speech
