#pragma once

#include "core/media/format.h"

#include <QByteArray>

#include <vector>

/// What benchmarks of sound work on: recorded speech as a phone line brings it.
namespace callscope::bench {

/// A stretch of a phone line, frame by frame, that can be played round and round: its end fits its beginning.
struct SpokenLine
{
    std::vector<media::Samples> received; ///< what came from the caller, after µ-law
    std::vector<media::Samples> played; ///< what the caller heard in the same 20 ms
    std::vector<QByteArray> messages; ///< `received` as Twilio sends it, timestamps from 0 on

    std::size_t frames() const { return messages.size(); }
};

/// The caller says "go forward ten meters" on a quiet line, the bot is silent.
SpokenLine callerSpeaks();
/// The bot says a sentence, it comes back at -15 dB and 200 ms late, the caller is silent on a line with some noise.
SpokenLine botSpeaks();

/// `count` messages of one stream that never goes back in time, with the sound of `line` again and again.
std::vector<QByteArray> longStream(const SpokenLine &line, std::size_t count);

inline constexpr char callSid[] = "CAfeedfacefeedfacefeedfacefeedface";
inline constexpr char streamSid[] = "MZ0ddba1100ddba1100ddba1100ddba110";

} // namespace callscope::bench
