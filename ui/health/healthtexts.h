#pragma once

#include "ui/common/callsummary.h"
#include "ui/health/sockethealth.h"

#include <QCoreApplication>

namespace callscope::ui {

enum class HealthColumn {
    Verdict,
    Call,
    LastByte,
    RoundTrip,
    Trend,
    Median,
    Worst,
    MissedPongs,
    Queue,
    Unsent,
    Gaps,
    ProtocolErrors,
};
inline constexpr int healthColumnCount = static_cast<int>(HealthColumn::ProtocolErrors) + 1;

/// What one cell shows; see CallCell.
struct HealthCell
{
    QString text, glyph {}, tip {}, spoken {};
    Tone tone = Tone::Plain;
};

/// The words of the list of sockets. Only functions, for the GUI thread.
class HealthTexts
{
    Q_DECLARE_TR_FUNCTIONS(HealthTexts)

public:
    using Age = std::optional<std::chrono::milliseconds>;

    /// The stable name of a column in settings.
    static QString name(HealthColumn column);
    static QString header(HealthColumn column);
    static QString headerTip(HealthColumn column);
    static Qt::Alignment alignment(HealthColumn column);
    static HealthCell cell(HealthColumn column, const SocketHealth &health, Age age, const CallSummary &call);
    static QString glyph(Tone tone);
};

} // namespace callscope::ui
