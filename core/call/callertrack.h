#pragma once

#include "core/media/format.h"
#include "core/twilio/streammessage.h"

#include <functional>
#include <optional>

namespace callscope::call {

/// The caller's sound as a track: `media` messages of any length become 20 ms frames at their place in the stream.
/// What is missing is filled with silence and told, what comes twice or too late is told and left out, so that nothing
/// ever shifts. A timestamp that leaps is believed when the next one agrees, and a counter that went back for good is
/// followed, so that one odd message never makes the call deaf.
class CallerTrack
{
public:
    struct Frame
    {
        std::int64_t position = 0; ///< of its first sample, since stream start
        media::Samples samples {}; ///< 160
        bool filled = false; ///< silence in the place of what was lost
    };
    enum class GapKind { Missing, Duplicate };
    struct Gap
    {
        GapKind kind = GapKind::Missing;
        std::chrono::milliseconds at {}, length {};
    };

    /// The frame is good for the moment: its memory is used again.
    std::function<void(const Frame &)> onFrame;
    std::function<void(const Gap &)> onGap;

    void add(const twilio::MediaMessage &media);

    /// Where the next sample is expected, since stream start.
    std::chrono::milliseconds end() const { return media::lengthOf(m_next + m_pending.size()); }

private:
    std::int64_t placeOf(const twilio::MediaMessage &media) const;
    void place(const twilio::MediaMessage &media);
    void placeHere(const twilio::MediaMessage &media);
    void append(QByteArrayView mulaw, bool filled = false);
    void give(QByteArrayView mulaw, bool filled);
    void fillTo(std::int64_t position);

    std::int64_t m_next = 0; ///< position of the first pending sample
    QByteArray m_pending {}; ///< µ-law of less than a frame
    bool m_started = false;
    std::int64_t m_skew = 0; ///< of our places against the stream's timestamps, after a counter was found wrong
    int m_duplicates = 0; ///< in a row
    std::optional<twilio::MediaMessage>
        m_doubted {}; ///< its timestamp leaps ahead; the next one tells whether it is true
};

} // namespace callscope::call
