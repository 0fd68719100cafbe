#pragma once

#include "core/base/result.h"
#include "core/speech/recognizer.h"

namespace callscope::speech {

/// Reads the body of a successful answer of `/v1/audio/transcriptions`, json or verbose_json: text, and where they are
/// given language and sureness. A stock phrase that Whisper finds in silence is no text when the answer itself takes
/// the sound for none, or when `loudest` (RMS of the loudest frame that was sent, 16-bit scale) is next to silence.
/// `language` (BCP 47) stands in for one that is not told. Error: Protocol; Refused for an error told as a success.
base::Result<Transcript> readTranscription(const QByteArray &body, const QString &language, double loudest);

} // namespace callscope::speech
