#pragma once

#include "core/media/format.h"
#include "core/simulate/twimlverbs.h"

#include <optional>

namespace callscope::simulate {

/// What `Record` hears: the caller, until a key, silence or the longest length ends it. Plain; its time is its frames.
class Recording
{
public:
    /// A frame quieter than `silenceRms` counts as silence.
    Recording(const Record &verb, double silenceRms);

    /// True when this frame ended the recording.
    bool take(std::span<const media::Sample> frame);
    /// True when the key ends it; other keys are passed over.
    bool press(QChar key);

    /// The sound without the silence that ended it (trim-silence).
    media::Samples sound() const;
    /// In whole seconds, rounded up, as Twilio reports it.
    std::chrono::seconds duration() const;
    /// The key that ended it, "hangup", or empty after silence or the longest length.
    QString digits() const { return m_digits; }
    void noteHangup() { m_digits = QStringLiteral("hangup"); }

private:
    Record m_verb;
    double m_silenceRms = 0;
    media::Samples m_sound {};
    std::int64_t m_silence = 0; ///< samples since the last sound
    QString m_digits {};
};

} // namespace callscope::simulate
