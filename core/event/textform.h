#pragma once

#include "core/event/event.h"

#include <QByteArray>

/// Events as lines for people:
///
/// 2026-01-15 09:30:00.123 STT_FINAL          CA…89abcdef utterance=1 text="go forward ten meters" latency=86ms
///
/// Time is UTC; the call is known by the end of its sid, which CALL_INCOMING and WS_START give in full. Fields that say
/// nothing (empty strings and lists, unknown optionals) are left out, and so are the details of an event that has them.
/// Text is bare when it is one plain word and a JSON string otherwise, so that no caller can end a line, drive the
/// terminal, turn its direction or fake a field.
namespace callscope::event {

/// Characters of one string that are shown; the count of what was cut stands behind it: "…"(+1200).
inline constexpr qsizetype longestShownText = 300;

/// One line in UTF-8 without its line end.
QByteArray toTextLine(const Event &event);

} // namespace callscope::event
