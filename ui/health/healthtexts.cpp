#include "ui/health/healthtexts.h"

#include "ui/common/text.h"

namespace callscope::ui {

namespace {

using Connection = SocketHealth::Connection;

QString millisecondsText(double milliseconds)
{
    return bidiIsolated(HealthTexts::tr("%1 ms").arg(milliseconds, 0, 'f', milliseconds < 10 ? 1 : 0));
}

QString secondsText(std::chrono::milliseconds time)
{
    return bidiIsolated(HealthTexts::tr("%1 s").arg(static_cast<double>(time.count()) / 1000, 0, 'f', 1));
}

HealthCell unknown()
{
    return { .text = QStringLiteral("–"), .spoken = HealthTexts::tr("unknown"), .tone = Tone::Faint };
}

HealthCell roundTripCell(std::optional<double> milliseconds)
{
    return milliseconds ? HealthCell { .text = millisecondsText(*milliseconds) } : unknown();
}

/// Nothing to say is said faintly, and anything else with a glyph.
HealthCell countCell(int count, const QString &tip)
{
    if (count == 0)
        return { .text = bidiIsolated(QStringLiteral("0")), .tone = Tone::Faint };
    return { .text = bidiIsolated(QString::number(count)),
             .glyph = HealthTexts::glyph(Tone::Warning),
             .tip = tip,
             .tone = Tone::Warning };
}

QString callText(const CallSummary &call)
{
    if (call.from.isEmpty() && call.to.isEmpty())
        return bidiIsolated(shortSid(call.key.callSid.toString()));
    return bidiIsolated(QStringLiteral("%1 → %2").arg(call.from, call.to));
}

QString verdictText(const SocketHealth &health, HealthTexts::Age age)
{
    if (health.connection() == Connection::Lost)
        return HealthTexts::tr("Problem: connection lost");
    if (health.connection() != Connection::Open)
        return HealthTexts::tr("Closed");
    if (toneOfAge(age) == Tone::Problem)
        return HealthTexts::tr("Problem: silent");
    if (toneOfAge(age) == Tone::Warning)
        return HealthTexts::tr("Warning: quiet");
    if (health.missedPongs() > 0)
        return HealthTexts::tr("Warning: pong missed");
    return health.protocolErrors() > 0 ? HealthTexts::tr("Warning: protocol error") : HealthTexts::tr("Good");
}

QString closeText(const SocketHealth &health)
{
    const QString code = bidiIsolated(QString::number(health.closeCode()));
    return health.closeReason().isEmpty()
        ? HealthTexts::tr("Close code %1").arg(code)
        : HealthTexts::tr("Close code %1: %2").arg(code, bidiIsolated(health.closeReason()));
}

HealthCell verdictCell(const SocketHealth &health, HealthTexts::Age age)
{
    const Tone tone = verdict(health, age);
    const bool closed = health.connection() == Connection::Closed || health.connection() == Connection::Lost;
    return { .text = verdictText(health, age),
             .glyph = HealthTexts::glyph(tone),
             .tip = closed ? closeText(health) : verdictText(health, age),
             .tone = tone };
}

HealthCell ageCell(const SocketHealth &health, HealthTexts::Age age)
{
    if (!age)
        return unknown();
    if (health.connection() != Connection::Open)
        return { .text = secondsText(*age), .tone = Tone::Faint };
    const Tone tone = toneOfAge(age);
    return { .text = secondsText(*age),
             .glyph = tone == Tone::Plain ? QString() : HealthTexts::glyph(tone),
             .tone = tone };
}

HealthCell trendCell(const SocketHealth &health)
{
    const auto &trips = health.roundTrips();
    if (trips.empty())
        return { .text = {}, .spoken = HealthTexts::tr("no ping answered yet") };
    const auto [least, most] = std::minmax_element(trips.begin(), trips.end());
    const QString spoken = HealthTexts::tr("%n ping(s) between %1 and %2", nullptr, static_cast<int>(trips.size()))
                               .arg(millisecondsText(*least), millisecondsText(*most));
    return { .text = {}, .tip = spoken, .spoken = spoken };
}

HealthCell gapsCell(const SocketHealth &health)
{
    return countCell(
        health.gaps(),
        HealthTexts::tr("%n gap(s), %1 of sound", nullptr, health.gaps()).arg(secondsText(health.missing())));
}

} // namespace

QString HealthTexts::glyph(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return QStringLiteral("●");
    case Tone::Warning:
        return QStringLiteral("▲");
    case Tone::Problem:
        return QStringLiteral("✖");
    case Tone::Plain:
    case Tone::Faint:
        return QStringLiteral("○");
    }
    Q_UNREACHABLE();
}

QString HealthTexts::name(HealthColumn column)
{
    static constexpr const char *names[healthColumnCount]
        = { "health", "call",   "lastbyte", "roundtrip", "trend", "median",
            "worst",  "missed", "queued",   "unsent",    "gaps",  "protocolerrors" };
    return QString::fromLatin1(names[static_cast<int>(column)]);
}

QString HealthTexts::header(HealthColumn column)
{
    switch (column) {
    case HealthColumn::Verdict:
        return tr("Health");
    case HealthColumn::Call:
        return tr("Call");
    case HealthColumn::LastByte:
        return tr("Last byte");
    case HealthColumn::RoundTrip:
        return tr("Ping");
    case HealthColumn::Trend:
        return tr("Trend");
    case HealthColumn::Median:
        return tr("Median");
    case HealthColumn::Worst:
        return tr("Worst");
    case HealthColumn::MissedPongs:
        return tr("Missed pongs");
    case HealthColumn::Queue:
        return tr("Queued");
    case HealthColumn::Unsent:
        return tr("Unsent");
    case HealthColumn::Gaps:
        return tr("Gaps");
    case HealthColumn::ProtocolErrors:
        return tr("Protocol errors");
    }
    Q_UNREACHABLE();
}

QString HealthTexts::headerTip(HealthColumn column)
{
    switch (column) {
    case HealthColumn::LastByte:
        return tr("How long ago the last byte came in. A warning after %1, a problem after %2.")
            .arg(secondsText(SocketHealth::warnAfter), secondsText(SocketHealth::problemAfter));
    case HealthColumn::RoundTrip:
        return tr("Round trip of the last ping that was answered");
    case HealthColumn::Trend:
        return tr("Round trips of the last %n ping(s), the newest at the right", nullptr,
                  static_cast<int>(SocketHealth::mostRoundTrips));
    case HealthColumn::MissedPongs:
        return tr("Pings that were not answered before the next one");
    case HealthColumn::Queue:
        return tr("Sound of the bot that waits in the gateway");
    case HealthColumn::Unsent:
        return tr("Bytes that wait in the socket");
    case HealthColumn::Gaps:
        return tr("Places where the caller's sound was missing, late or there twice");
    default:
        return {};
    }
}

Qt::Alignment HealthTexts::alignment(HealthColumn column)
{
    switch (column) {
    case HealthColumn::Verdict:
    case HealthColumn::Call:
    case HealthColumn::Trend:
        return Qt::AlignLeading | Qt::AlignVCenter;
    default:
        return Qt::AlignTrailing | Qt::AlignVCenter;
    }
}

HealthCell HealthTexts::cell(HealthColumn column, const SocketHealth &health, Age age, const CallSummary &call)
{
    switch (column) {
    case HealthColumn::Verdict:
        return verdictCell(health, age);
    case HealthColumn::Call:
        return { .text = callText(call), .tip = bidiIsolated(call.key.callSid.toString()) };
    case HealthColumn::LastByte:
        return ageCell(health, age);
    case HealthColumn::RoundTrip:
        return roundTripCell(health.lastRoundTrip());
    case HealthColumn::Trend:
        return trendCell(health);
    case HealthColumn::Median:
        return roundTripCell(health.medianRoundTrip());
    case HealthColumn::Worst:
        return roundTripCell(health.worstRoundTrip());
    case HealthColumn::MissedPongs:
        return countCell(health.missedPongs(), headerTip(column));
    case HealthColumn::Queue:
        return health.queued() ? HealthCell { .text = secondsText(*health.queued()) } : unknown();
    case HealthColumn::Unsent:
        return health.unsentBytes() ? HealthCell { .text = bidiIsolated(byteText(*health.unsentBytes())) } : unknown();
    case HealthColumn::Gaps:
        return gapsCell(health);
    case HealthColumn::ProtocolErrors:
        return countCell(health.protocolErrors(), bidiIsolated(health.lastProtocolError()));
    }
    Q_UNREACHABLE();
}

} // namespace callscope::ui
