#pragma once

#include "core/event/fieldtypes.h"

/// What happens to a call as a whole. See payloads.h.
namespace callscope::event {

struct CallIncoming
{
    static constexpr char name[] = "CALL_INCOMING";
    QString from, to, direction, status, accountSid;
    static void fields(auto &self, auto &&visit)
    {
        visit("from", self.from), visit("to", self.to), visit("direction", self.direction);
        visit("status", self.status), visit("account_sid", self.accountSid);
    }
};

struct CallStatusReported
{
    static constexpr char name[] = "CALL_STATUS";
    QString status, duration, sequence, errorCode;
    static void fields(auto &self, auto &&visit)
    {
        visit("status", self.status), visit("duration_s", self.duration);
        visit("callback_sequence", self.sequence), visit("error_code", self.errorCode);
    }
};

struct CallEnded
{
    static constexpr char name[] = "CALL_END";
    QString cause;
    Milliseconds duration {};
    int turns = 0;
    static void fields(auto &self, auto &&visit)
    {
        visit("cause", self.cause), visit("duration_ms", self.duration), visit("turns", self.turns);
    }
};

} // namespace callscope::event
