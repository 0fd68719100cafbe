#pragma once

#include "ui/common/calltime.h"
#include "ui/common/session.h"

namespace callscope::ui {

/// What stands on the timeline besides the sound. The order is that of importance where two would overlap.
enum class ItemKind {
    Speech, ///< the caller speaks
    Sentence, ///< the bot speaks
    MarkSent,
    MarkHeard, ///< came back: the caller has heard what was before it
    MarkUnheard, ///< came back because of a `clear`
    EndOfUtterance, ///< the end of speech was decided
    Clear,
    Gap,
    Remark, ///< an operator did something
    Digit,
    BargeIn,
    Problem,
};

/// One thing on the timeline, with all that is needed to draw it and to tell what it is.
struct TimeItem
{
    ItemKind kind = ItemKind::Problem;
    TimeRange range {}; ///< empty for a moment
    CallTime heardUntil { 0 }; ///< of a sentence: what is after it was never heard
    int number = 0; ///< of a speech its turn's index, of a sentence its own
    std::optional<int> turn {}; ///< index in the TurnList
    std::optional<EventId> event {};
    quint64 sequence = 0; ///< of that event
    QString name {}; ///< of that event: "BARGE_IN"
    QString text {}; ///< what was said, or the event's key fields
    bool byOperator = false;

    friend bool operator==(const TimeItem &, const TimeItem &) = default;
};

/// The bars, speech and sentences, have a strip of their own beside the sound; all others are marks.
constexpr bool isBar(ItemKind kind)
{
    return kind == ItemKind::Speech || kind == ItemKind::Sentence;
}

} // namespace callscope::ui
