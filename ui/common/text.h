#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QString>

#include <chrono>
#include <optional>

/// How values are written on the screen. All text that comes from a call is content: it is never translated.
namespace callscope::ui {

/// Puts `text` between U+2066 and U+2069, so that a number, a SID, a URL or a time reads left to right in a
/// right-to-left line. Empty stays empty.
QString bidiIsolated(const QString &text);
/// `text` in the direction of the screen's language, also where it begins with a word of another one, as "GO" in
/// Hebrew.
QString inScreenDirection(const QString &text);
/// Without bidi control characters: for the clipboard, files and searching.
QString withoutBidiControls(const QString &text);
/// For searching: without bidi controls and niqqud, case folded.
QString searchable(const QString &text);

/// "CA…baf42c9a"; shorter texts stay whole.
QString shortSid(const QString &sid);
/// "0:07", "12:05", "1:02:03": hours only when there are any.
QString durationText(std::chrono::milliseconds length);
/// The same with milliseconds: "0:07.250". For the time axis.
QString preciseText(std::chrono::milliseconds time);
/// "86 ms", "1.24 s", and a translated word for unknown.
QString latencyText(std::optional<std::chrono::milliseconds> latency);
/// Local time of day, "14:44:37"; with `precise` "14:44:37.648". ASCII digits always.
QString clockText(base::Utc time, bool precise = false);
QString byteText(qint64 bytes);

/// Why a call ended (event::CallEnded::cause), or why the watchdog acted, in the language of the screen; what is not
/// known stays as it is.
QString causeText(const QString &cause);

/// A warning of the gateway (gateway::Gateway::warnings) in the language of the screen; others stay as they are.
QString warningText(const QString &warning);

/// One translated sentence for the sort of error, followed by the error's own English sentence.
QString errorText(const base::Error &error);

} // namespace callscope::ui
