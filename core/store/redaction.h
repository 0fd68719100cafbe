#pragma once

#include "core/store/callcopy.h"

namespace callscope::store {

/// What a copy of a call is to be freed of.
struct Redaction
{
    /// Phone numbers and addresses of caller and called, wherever they stand, and any other run of seven digits or more
    /// that could be one; keys that were pressed. Each number becomes "number-1" and so on, the same one the same.
    bool numbers = false;
    /// Values of custom parameters, forms, headers and queries, and bodies; a custom value of four characters or more
    /// goes from every text where it turns up again. Names stay, and so do Content-Type and Content-Length.
    bool parameters = false;
    /// All sound, addresses of recordings, and excerpts of messages.
    bool sound = false;
    /// What was said, by whomever, and keys that were pressed.
    bool text = false;

    bool isAny() const { return numbers || parameters || sound || text; }
    friend bool operator==(const Redaction &, const Redaction &) = default;
};

/// The same events at the same times without what `what` names; SIDs stay. Without a log to copy lines from, so that
/// lines which this version cannot read, and hence not redact, are in no export of it. Numbers that were spoken as
/// words go with `text` only.
CallCopy redacted(CallCopy call, const Redaction &what);

} // namespace callscope::store
