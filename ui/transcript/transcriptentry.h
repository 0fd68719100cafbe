#pragma once

#include "ui/common/session.h"
#include "ui/transcript/heardspans.h"
#include "ui/transcript/transcriptremark.h"

#include <deque>

namespace callscope::ui {

/// A version of the caller's words before the final one.
struct Revision
{
    CallTime time { 0 };
    QString text {};
};

/// One row of the conversation.
struct TranscriptEntry
{
    enum class Kind { Caller, Bot, Operator, Keys, Remark };

    Kind kind = Kind::Remark;
    CallTime time { 0 };
    base::Utc utc {};
    EventId event = 0; ///< the one that opened it
    int turnIndex = -1; ///< in the TurnList; -1: belongs to none
    HeardSpans spans {}; ///< the words; a caller's are one span
    bool isFinal = false; ///< nothing more will come
    static constexpr std::size_t mostRevisions = 12; ///< the newest are kept, which is what a tool tip holds
    std::deque<Revision> revisions {};
    QString language {};
    std::optional<double> confidence {}; ///< 0 to 1
    TranscriptRemark remark {};
    int version = 0; ///< grows with each change

    bool isSpoken() const { return kind == Kind::Caller || kind == Kind::Bot || kind == Kind::Operator; }
};

} // namespace callscope::ui
