#pragma once

#include "core/base/result.h"
#include "core/event/event.h"

#include <QByteArray>

/// Events as JSON Lines, for machines: what a log holds is what was published, and reads back as the same event.
///
/// {"seq":7,"utc":"2026-01-15T09:30:00.123456Z","mono_us":3600000000,"call_sid":"CA…","stream_sid":"MZ…",
///  "event":"STT_FINAL","utterance":1,"text":"go forward","language":"en-US","latency_ms":86,"tags":[]}
///
/// `mono_us` is the machine's monotonic clock in microseconds: only differences within one run mean something. A call
/// or stream sid that is not known is left out, so are an empty optional and what is empty of an event's details (see
/// payloads.h); every other field is always there. Parameters are an object sorted by name (as Twilio sends them, order
/// has no meaning there), a name that came more than once has an array. A number that is not finite is null.
namespace callscope::event {

/// One line in UTF-8 without its line end; no raw control or bidi character in it.
QByteArray toJsonLine(const Event &event);

/// The opposite; `line` may end with a line end. Fields that this version does not know are skipped, fields that the
/// line does not have keep their defaults; times come back to the microsecond. toJsonLine(fromJsonLine(x)) is x, byte
/// for byte, for every line that toJsonLine wrote. Error InvalidInput names the field; NotFound: an event this version
/// does not know.
base::Result<Event> fromJsonLine(QByteArrayView line);

} // namespace callscope::event
