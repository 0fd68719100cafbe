#include "ui/calls/callcell.h"

#include "ui/common/text.h"

#include <QDateTime>

#include <cmath>

namespace callscope::ui {

namespace {

constexpr double fullScale = 32768, meterDecibels = 60;

double decibels(double rms)
{
    return rms < 1 ? -meterDecibels : std::max(-meterDecibels, 20 * std::log10(rms / fullScale));
}

QDateTime localTime(base::Utc time)
{
    const auto sinceEpoch = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count());
}

/// Recordings are of any day; a time of day alone would lie about them.
QString startText(base::Utc started, base::Utc now)
{
    const QDateTime local = localTime(started);
    if (local.date() == localTime(now).date())
        return bidiIsolated(clockText(started));
    return bidiIsolated(clockText(started) + u' ' + local.date().toString(Qt::ISODate));
}

QString stateGlyph(const CallSummary &call)
{
    if (call.recorded)
        return QStringLiteral("▣");
    switch (call.state) {
    case CallState::Announced:
        return QStringLiteral("○");
    case CallState::Connected:
        return QStringLiteral("●");
    case CallState::Interrupted:
        return QStringLiteral("⚠");
    case CallState::Stopped:
        return QStringLiteral("◐");
    case CallState::Ended:
        return QStringLiteral("■");
    }
    Q_UNREACHABLE();
}

Tone stateTone(const CallSummary &call)
{
    if (call.recorded || call.state == CallState::Ended || call.state == CallState::Stopped)
        return Tone::Faint;
    if (call.state == CallState::Interrupted)
        return Tone::Problem;
    return call.state == CallState::Connected ? Tone::Good : Tone::Plain;
}

CallCell stateCell(const CallSummary &call)
{
    CallCell cell { .text = call.recorded ? CallTexts::tr("Recording") : CallTexts::state(call.state),
                    .glyph = stateGlyph(call),
                    .tone = stateTone(call) };
    if (call.isRunning() && call.botMuted)
        cell.text = CallTexts::tr("Bot muted");
    cell.tip = call.recorded ? CallTexts::tr("A recorded call: %1").arg(CallTexts::state(call.state))
                             : CallTexts::state(call.state);
    if (call.isRunning() && call.botMuted)
        cell.tip = CallTexts::tr("The call goes on, and the bot is muted.");
    return cell;
}

CallCell directionCell(const QString &direction)
{
    const bool in = direction == QLatin1String("inbound"), out = direction.startsWith(QLatin1String("outbound"));
    return { .text = CallTexts::direction(direction),
             .glyph = in ? QStringLiteral("↓")
                 : out   ? QStringLiteral("↑")
                         : QString(),
             .tip = bidiIsolated(direction) };
}

CallCell latencyCell(const CallSummary &call, std::chrono::milliseconds budget)
{
    if (!call.worstLatency)
        return { .text = QStringLiteral("–"),
                 .tip = CallTexts::tr("No turn has been measured yet."),
                 .spoken = latencyText(std::nullopt),
                 .tone = Tone::Faint };
    const QString text = bidiIsolated(latencyText(call.worstLatency));
    if (*call.worstLatency <= budget)
        return { .text = text };
    const QString over = CallTexts::tr("%1, over the budget of %2").arg(text, bidiIsolated(latencyText(budget)));
    return { .text = text, .glyph = QStringLiteral("▲"), .tip = over, .spoken = over, .tone = Tone::Problem };
}

CallCell errorsCell(const CallSummary &call)
{
    if (call.errors == 0)
        return { .text = {}, .spoken = CallTexts::tr("no errors") };
    const QString text = bidiIsolated(QStringLiteral("%1 %2").arg(call.errors).arg(call.lastError));
    const QString spoken
        = CallTexts::tr("%n error(s), the last one is %1", nullptr, call.errors).arg(bidiIsolated(call.lastError));
    return { .text = text, .glyph = QStringLiteral("⚠"), .tip = spoken, .spoken = spoken, .tone = Tone::Problem };
}

} // namespace

QString nameOf(CallColumn column)
{
    static constexpr const char *names[callColumnCount]
        = { "state",   "from",   "to",    "direction", "start",    "duration", "level",
            "latency", "errors", "turns", "source",    "endcause", "sid" };
    return QString::fromLatin1(names[static_cast<int>(column)]);
}

QString CallTexts::header(CallColumn column)
{
    switch (column) {
    case CallColumn::State:
        return tr("State");
    case CallColumn::From:
        return tr("From");
    case CallColumn::To:
        return tr("To");
    case CallColumn::Direction:
        return tr("Direction");
    case CallColumn::Start:
        return tr("Start");
    case CallColumn::Duration:
        return tr("Duration");
    case CallColumn::Level:
        return tr("Level");
    case CallColumn::Latency:
        return tr("Worst latency");
    case CallColumn::Errors:
        return tr("Errors");
    case CallColumn::Turns:
        return tr("Turns");
    case CallColumn::Source:
        return tr("Source");
    case CallColumn::EndCause:
        return tr("Ended because");
    case CallColumn::Sid:
        return tr("Call SID");
    }
    Q_UNREACHABLE();
}

QString CallTexts::state(CallState state)
{
    switch (state) {
    case CallState::Announced:
        return tr("Announced");
    case CallState::Connected:
        return tr("Connected");
    case CallState::Interrupted:
        return tr("Interrupted");
    case CallState::Stopped:
        return tr("Stopped");
    case CallState::Ended:
        return tr("Ended");
    }
    Q_UNREACHABLE();
}

QString CallTexts::direction(const QString &direction)
{
    if (direction == QLatin1String("inbound"))
        return tr("Inbound");
    if (direction.startsWith(QLatin1String("outbound")))
        return tr("Outbound");
    return bidiIsolated(direction);
}

QString CallTexts::levels(const std::array<double, 2> &levels)
{
    const auto one
        = [](double rms) { return rms < 1 ? tr("silent") : bidiIsolated(tr("%1 dB").arg(std::lround(decibels(rms)))); };
    return tr("Caller: %1, bot: %2").arg(one(levels[0]), one(levels[1]));
}

CallCell CallTexts::cell(CallColumn column, const CallSummary &call, const CallCircumstances &around)
{
    switch (column) {
    case CallColumn::State:
        return stateCell(call);
    case CallColumn::From:
        return { .text = bidiIsolated(call.from) };
    case CallColumn::To:
        return { .text = bidiIsolated(call.to) };
    case CallColumn::Direction:
        return directionCell(call.direction);
    case CallColumn::Start:
        return { .text = startText(call.started, around.now),
                 .tip = bidiIsolated(localTime(call.started).toString(Qt::ISODateWithMs)) };
    case CallColumn::Duration:
        return { .text = bidiIsolated(durationText(around.duration)) };
    case CallColumn::Level:
        return { .text = {}, .tip = levels(call.levels), .spoken = levels(call.levels) };
    case CallColumn::Latency:
        return latencyCell(call, around.budget);
    case CallColumn::Errors:
        return errorsCell(call);
    case CallColumn::Turns:
        return { .text = bidiIsolated(QString::number(call.turns)) };
    case CallColumn::Source:
        return { .text = bidiIsolated(around.source), .tip = bidiIsolated(around.source) };
    case CallColumn::EndCause:
        return { .text = causeText(call.endCause) };
    case CallColumn::Sid:
        return { .text = bidiIsolated(shortSid(call.key.callSid.toString())),
                 .tip = bidiIsolated(call.key.callSid.toString()) };
    }
    Q_UNREACHABLE();
}

SortKey sortKey(CallColumn column, const CallSummary &call, const CallCircumstances &around)
{
    switch (column) {
    case CallColumn::State:
        return { call.recorded ? -1 : static_cast<qint64>(call.state) };
    case CallColumn::Start:
        return { std::chrono::duration_cast<std::chrono::microseconds>(call.started.time_since_epoch()).count() };
    case CallColumn::Duration:
        return { around.duration.count() };
    case CallColumn::Level:
        return { std::lround(std::max(call.levels[0], call.levels[1])) };
    case CallColumn::Latency:
        return { call.worstLatency ? call.worstLatency->count() : -1 };
    case CallColumn::Errors:
        return { call.errors };
    case CallColumn::Turns:
        return { call.turns };
    default:
        return { 0, searchable(CallTexts::cell(column, call, around).text) };
    }
}

bool operator<(const SortKey &a, const SortKey &b)
{
    return a.number != b.number ? a.number < b.number : a.text < b.text;
}

double meterPart(double rms)
{
    return 1 + decibels(rms) / meterDecibels;
}

} // namespace callscope::ui
