#pragma once

#include "ui/common/calltime.h"
#include "ui/common/session.h"

#include <map>

namespace callscope::ui {

/// Where one sentence of the bot lies on the time axis, and up to where the caller heard it.
struct SentenceSpan
{
    base::StreamSid stream {};
    int turn = 0; ///< the bot's number of it
    TimeRange range {};
    CallTime heardUntil { 0 }; ///< the end of the range as long as nothing cut it
    QString text {}; ///< empty when it was cut before it was told
    EventId event = 0; ///< that told of it first
    quint64 sequence = 0;
    CallTime notBefore { 0 }; ///< what is known about its begin besides the sentences before it
    bool isHeard = false; ///< its mark came back
    bool isCut = false;
};

/// The sentences of the bot in the order in which they are played, folded from the events of a call: each begins when
/// the reply left, or when the one before it ends, and marks put right what was only thought. A plain value.
class SentenceSpans
{
public:
    /// Gives back the index of the first sentence that the event changed; later ones may have moved with it.
    std::optional<int> take(EventId id, const event::Event &event, CallTime time);
    const std::vector<SentenceSpan> &spans() const { return m_spans; }

private:
    struct Step; ///< what one event changes

    std::optional<int> firstOf(const base::StreamSid &stream, int turn) const;
    CallTime silentFrom(std::size_t index) const;
    /// Lays the sentences from `index` on one behind the other.
    std::optional<int> arrange(int index);

    std::vector<SentenceSpan> m_spans {};
    std::map<int, CallTime> m_left {}; ///< when the replies of the newest stream left
};

} // namespace callscope::ui
