#include "core/filter/eventrow.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace callscope::filter {

namespace {

using namespace Qt::StringLiterals;
using event::Milliseconds;
using event::Parameters;

/// Takes the values of those fields whose name is wanted. There is no overload for "anything": a new type of field has
/// to be thought of.
class Collector
{
public:
    Collector(const std::vector<const char *> &names, Values &out)
        : m_names(names)
        , m_out(out)
    { }

    template <typename T>
    void operator()(const char *name, const T &value)
    {
        if (std::any_of(m_names.begin(), m_names.end(), [&](const char *one) { return std::strcmp(one, name) == 0; }))
            take(value);
    }

private:
    template <typename T>
    void take(const std::optional<T> &value)
    {
        if (value)
            take(*value);
    }
    void take(bool value) { m_out.append(value ? u"true"_s : u"false"_s); }
    void take(int value) { m_out.append(static_cast<double>(value)); }
    void take(qint64 value) { m_out.append(static_cast<double>(value)); }
    void take(Milliseconds value) { m_out.append(static_cast<double>(value.count())); }
    void take(const QString &value) { m_out.append(value); }
    void take(double value)
    {
        if (std::isfinite(value))
            m_out.append(value);
    }
    void take(const QStringList &values)
    {
        for (const QString &value : values)
            m_out.append(value);
    }
    void take(const Parameters &parameters)
    {
        for (const auto &[name, value] : parameters)
            m_out.append(QString(name + u'=' + value));
    }

    const std::vector<const char *> &m_names;
    Values &m_out;
};

/// Takes the values of the one parameter `parameter` of the field `name`.
struct ParameterCollector
{
    QLatin1String name;
    QStringView parameter;
    Values &out;

    void operator()(const char *field, const Parameters &parameters)
    {
        if (name != QLatin1String(field))
            return;
        for (const auto &[key, value] : parameters)
            if (key == parameter)
                out.append(value);
    }
    void operator()(const char *, const auto &) { }
};

/// Takes all that people search for by a word: texts and short numbers such as 404, but no counters.
struct TextCollector
{
    Values &out;

    void operator()(const char *, const QString &value) { append(value); }
    void operator()(const char *, int value) { append(QString::number(value)); }
    void operator()(const char *, const std::optional<int> &value)
    {
        if (value)
            append(QString::number(*value));
    }
    void operator()(const char *, const QStringList &values)
    {
        for (const QString &value : values)
            append(value);
    }
    void operator()(const char *, const Parameters &parameters)
    {
        for (const auto &[name, value] : parameters) {
            append(name);
            append(value);
        }
    }
    void operator()(const char *, const auto &) { }

    void append(const QString &text)
    {
        if (!text.isEmpty())
            out.append(text);
    }
};

void visitPayload(const event::Event &event, auto &&visitor)
{
    std::visit([&](const auto &happened) { happened.fields(happened, visitor); }, event.payload);
}

void collectJson(const event::Event &event, QStringView pointer, Values &out)
{
    const auto slash = pointer.indexOf(u'/');
    const QByteArray name = pointer.first(slash < 0 ? pointer.size() : slash).toLatin1();
    if (slash < 0)
        visitPayload(event, Collector({ name.constData() }, out));
    else
        visitPayload(event, ParameterCollector { QLatin1String(name), pointer.sliced(slash + 1), out });
}

/// One shared text for each event's name, so that a row costs no memory of its own.
const QString &nameOf(const event::Event &event)
{
    static const std::vector<QString> names = []<typename... Happened>(std::type_identity<std::variant<Happened...>>) {
        return std::vector<QString> { QString::fromLatin1(Happened::name)... };
    }(std::type_identity<event::Alternatives> {});
    return names[event.payload.index()];
}

QString directionName(const event::Event &event)
{
    switch (directionOf(event)) {
    case Direction::FromTwilio:
        return u"in"_s;
    case Direction::ToTwilio:
        return u"out"_s;
    case Direction::Here:
        return u"here"_s;
    }
    Q_UNREACHABLE();
}

void collectEveryText(const event::Event &event, const QString &source, Values &out)
{
    TextCollector collect { out };
    collect.append(nameOf(event));
    collect.append(event.callSid.toString());
    collect.append(event.streamSid.toString());
    collect.append(source);
    visitPayload(event, collect);
}

/// Whether `Happened` is one of the others.
template <typename Happened, typename... Others>
constexpr bool isOneOf = (std::is_same_v<Happened, Others> || ...);

template <typename Happened>
constexpr Direction directionFor()
{
    using namespace event;
    if (isOneOf<Happened, CallIncoming, CallStatusReported, HttpRequested, StreamStatusReported, SignatureRejected,
                WebSocketOpened, WebSocketRejected, StreamStarted, StreamStopped, MediaReceived, MediaGapFound,
                MarkReceived, DigitPressed, PongReceived, ProtocolErrorFound, FallbackRecorded, RecordingReady>)
        return Direction::FromTwilio;
    if (isOneOf<Happened, MediaSent, MarkSent, ClearSent, PingSent, ReplyLeft>)
        return Direction::ToTwilio;
    return Direction::Here;
}

} // namespace

Direction directionOf(const event::Event &event)
{
    if (const auto *closed = std::get_if<event::WebSocketClosed>(&event.payload))
        return closed->closedBy == "gateway"_L1 ? Direction::ToTwilio : Direction::FromTwilio;
    return std::visit([]<typename Happened>(const Happened &) { return directionFor<Happened>(); }, event.payload);
}

Values EventRow::values(const FieldRef &ref) const
{
    switch (ref.field->origin) {
    case Origin::Name:
        return { nameOf(m_event) };
    case Origin::CallSid:
        return m_event.callSid.isEmpty() ? Values {} : Values { m_event.callSid.toString() };
    case Origin::StreamSid:
        return m_event.streamSid.isEmpty() ? Values {} : Values { m_event.streamSid.toString() };
    case Origin::Sequence:
        return { static_cast<double>(m_event.sequence) };
    case Origin::Direction:
        return { directionName(m_event) };
    case Origin::Source:
        return m_source.isEmpty() ? Values {} : Values { m_source };
    default:
        break;
    }
    Values values;
    if (ref.field->origin == Origin::EveryText)
        collectEveryText(m_event, m_source, values);
    else if (ref.field->origin == Origin::Json)
        collectJson(m_event, ref.pointer, values);
    else
        visitPayload(m_event, Collector(ref.field->payload, values));
    return values;
}

} // namespace callscope::filter
