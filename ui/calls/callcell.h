#pragma once

#include "ui/common/callsummary.h"
#include "ui/common/glyphdelegate.h"

#include <QCoreApplication>
#include <QVariant>

namespace callscope::ui {

enum class CallColumn {
    State,
    From,
    To,
    Direction,
    Start,
    Duration,
    Level,
    Latency,
    Errors,
    Turns,
    Source,
    EndCause,
    Sid,
};
inline constexpr int callColumnCount = static_cast<int>(CallColumn::Sid) + 1;

/// The stable name of a column in settings: "latency".
QString nameOf(CallColumn column);

/// What a row shows beyond the call's own summary.
struct CallCircumstances
{
    CallTime duration { 0 }; ///< so far, or in all
    std::chrono::milliseconds budget { 0 }; ///< a turn that took longer is over budget
    QString source;
    base::Utc now {};
};

/// What one cell shows. `text` is isolated against right-to-left surroundings where it needs to be.
struct CallCell
{
    QString text, glyph {}, tip {}, spoken {}; ///< spoken: for a screen reader, empty when `text` says it all
    Tone tone = Tone::Plain;
};

/// The words of the list of calls. Only functions, for any thread: filters read them too.
class CallTexts
{
    Q_DECLARE_TR_FUNCTIONS(CallTexts)

public:
    static QString header(CallColumn column);
    static CallCell cell(CallColumn column, const CallSummary &call, const CallCircumstances &around);
    static QString state(CallState state);
    static QString direction(const QString &direction);
    static QString levels(const std::array<double, 2> &levels);
};

/// What a column is sorted by: numbers and texts compare as such.
struct SortKey
{
    qint64 number = 0;
    QString text {};
};
SortKey sortKey(CallColumn column, const CallSummary &call, const CallCircumstances &around);
bool operator<(const SortKey &a, const SortKey &b);

/// A level on the 16-bit scale as the part of a meter that lights up, on a scale of 60 dB.
double meterPart(double rms);

} // namespace callscope::ui
