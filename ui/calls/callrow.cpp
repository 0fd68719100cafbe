#include "ui/calls/callrow.h"

namespace callscope::ui {

namespace {

/// As the filter's vocabulary lists them; never translated.
QString stateName(CallState state)
{
    switch (state) {
    case CallState::Announced:
        return QStringLiteral("announced");
    case CallState::Connected:
        return QStringLiteral("connected");
    case CallState::Interrupted:
        return QStringLiteral("interrupted");
    case CallState::Stopped:
        return QStringLiteral("stopped");
    case CallState::Ended:
        return QStringLiteral("ended");
    }
    Q_UNREACHABLE();
}

std::optional<filter::Value> milliseconds(std::optional<std::chrono::milliseconds> time)
{
    if (!time)
        return std::nullopt;
    return static_cast<double>(time->count());
}

} // namespace

std::optional<filter::Value> CallRow::value(QLatin1String name) const
{
    if (name == QLatin1String("state"))
        return stateName(m_call.state);
    if (name == QLatin1String("from"))
        return m_call.from;
    if (name == QLatin1String("to"))
        return m_call.to;
    if (name == QLatin1String("dir"))
        return m_call.direction;
    if (name == QLatin1String("latency"))
        return milliseconds(m_call.worstLatency);
    if (name == QLatin1String("errors"))
        return static_cast<double>(m_call.errors);
    if (name == QLatin1String("turns"))
        return static_cast<double>(m_call.turns);
    if (name == QLatin1String("duration"))
        return milliseconds(m_around.duration);
    if (name == QLatin1String("sid"))
        return m_call.key.callSid.toString();
    if (name == QLatin1String("source"))
        return m_around.source;
    return std::nullopt;
}

/// What one can read in the row, so in the language of the screen. Not what changes every second: rows would come and
/// go.
filter::Values CallRow::everyText() const
{
    static constexpr CallColumn ticking[] { CallColumn::Duration, CallColumn::Level, CallColumn::Sid };
    filter::Values texts { m_call.key.callSid.toString() };
    for (int i = 0; i < callColumnCount; ++i) {
        const auto column = static_cast<CallColumn>(i);
        if (std::find(std::begin(ticking), std::end(ticking), column) != std::end(ticking))
            continue;
        if (const QString text = CallTexts::cell(column, m_call, m_around).text; !text.isEmpty())
            texts.append(text);
    }
    return texts;
}

filter::Values CallRow::values(const filter::FieldRef &ref) const
{
    if (ref.field->origin == filter::Origin::EveryText)
        return everyText();
    filter::Values values;
    if (auto found = value(QLatin1String(ref.field->name)))
        values.append(std::move(*found));
    return values;
}

} // namespace callscope::ui
