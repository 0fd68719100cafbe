#pragma once

#include "core/event/callpayloads.h"
#include "core/event/fallbackpayloads.h"
#include "core/event/httppayloads.h"
#include "core/event/operatorpayloads.h"
#include "core/event/speechpayloads.h"
#include "core/event/streampayloads.h"
#include "core/event/turnpayloads.h"

/// What can happen, one small struct an event, in past tense, a header a group. Each has its name in logs and lists its
/// fields once, in `fields`; JSON Lines, readers and filters all walk that list, so a field that is not listed does not
/// exist anywhere. Durations are milliseconds in logs. An empty optional is "unknown" and is left out, never written as
/// 0.
///
/// A struct that carries more than a line for people can hold has two lists: `summary`, which is that line, and
/// `details`, which stand in JSON Lines only and only where they say something. Its `fields` are both.
namespace callscope::event {

template <typename Happened>
concept HasDetails = requires(const Happened &happened, void (*visit)(...))
{
    Happened::summary(happened, visit);
    Happened::details(happened, visit);
};

} // namespace callscope::event
