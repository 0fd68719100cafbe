#include "core/event/textform.h"

#include "core/event/quoted.h"
#include "core/event/timestamp.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace callscope::event {

namespace {

constexpr qsizetype nameWidth = 18; // FALLBACK_RECORDING
constexpr qsizetype callWidth = 11; // CA…89abcdef
constexpr qsizetype sidTail = 8;
constexpr qsizetype shownItems = 12; // of a list or of parameters

bool isPlainWord(QStringView text)
{
    static constexpr std::string_view others = "_-.:/+*#@%";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9')
            || (u < 0x80 && others.find(static_cast<char>(u)) != std::string_view::npos);
    });
}

void appendInteger(QByteArray &out, qint64 value)
{
    char text[24];
    out.append(text, std::to_chars(text, text + sizeof text, value).ptr - text);
}

void appendText(QByteArray &out, QStringView text)
{
    QStringView shown = text.left(longestShownText);
    if (shown.size() < text.size() && shown.back().isHighSurrogate())
        shown.chop(1);
    const qsizetype cut = text.size() - shown.size();
    if (isPlainWord(shown))
        out.append(shown.toLatin1());
    else
        appendQuoted(out, shown);
    if (cut <= 0)
        return;
    out.append("…(+");
    appendInteger(out, cut);
    out.append(')');
}

/// Two places under ten, one above, no idle zeros: 0.87, 212.5, 1200.
void appendDouble(QByteArray &out, double value)
{
    char text[40];
    const double size = std::fabs(value);
    const bool fixed = size < 1e15; // also false for NaN
    const auto end = fixed
        ? std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, size < 10 ? 2 : 1).ptr
        : std::to_chars(text, text + sizeof text, value).ptr;
    std::string_view shown(text, static_cast<std::size_t>(end - text));
    if (fixed) {
        shown.remove_suffix(shown.size() - 1 - shown.find_last_not_of('0'));
        if (shown.back() == '.')
            shown.remove_suffix(1);
    }
    out.append(shown == "-0" ? "0" : shown.data(), shown == "-0" ? 1 : static_cast<qsizetype>(shown.size()));
}

/// Writes each field that says something as ` name=value`; a name that ends in _ms gives its unit to the value.
class FieldWriter
{
public:
    explicit FieldWriter(QByteArray &out)
        : m_out(out)
    { }

    void operator()(const char *name, bool value) { writeName(name).append(value ? "yes" : "no"); }
    void operator()(const char *name, int value) { (*this)(name, static_cast<qint64>(value)); }
    void operator()(const char *name, qint64 value) { appendInteger(writeName(name), value); }
    void operator()(const char *name, Milliseconds value)
    {
        appendInteger(writeName(stem(name)), value.count());
        m_out.append("ms");
    }
    void operator()(const char *name, double value)
    {
        const std::string_view shown = stem(name);
        appendDouble(writeName(shown), value);
        m_out.append(shown.size() < std::strlen(name) ? "ms" : "");
    }
    void operator()(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            appendText(writeName(name), value);
    }
    void operator()(const char *name, const QStringList &values);
    void operator()(const char *name, const Parameters &parameters);
    template <typename Value>
    void operator()(const char *name, const std::optional<Value> &value)
    {
        if (value)
            (*this)(name, *value);
    }

private:
    static std::string_view stem(std::string_view name)
    {
        return name.ends_with("_ms") ? name.substr(0, name.size() - 3) : name;
    }
    QByteArray &writeName(std::string_view name)
    {
        m_out.append(' ');
        m_out.append(name.data(), static_cast<qsizetype>(name.size()));
        m_out.append('=');
        return m_out;
    }
    void writeCut(qsizetype count)
    {
        if (count <= shownItems)
            return;
        m_out.append(",…(+");
        appendInteger(m_out, count - shownItems);
        m_out.append(')');
    }

    QByteArray &m_out;
};

void FieldWriter::operator()(const char *name, const QStringList &values)
{
    if (values.isEmpty())
        return;
    writeName(name);
    for (qsizetype i = 0; i < std::min(values.size(), shownItems); ++i) {
        m_out.append(i > 0 ? "," : "");
        appendText(m_out, values[i]);
    }
    writeCut(values.size());
}

void FieldWriter::operator()(const char *name, const Parameters &parameters)
{
    if (parameters.empty())
        return;
    writeName(name);
    const auto count = static_cast<qsizetype>(parameters.size());
    for (qsizetype i = 0; i < std::min(count, shownItems); ++i) {
        const auto &[parameter, value] = parameters[static_cast<std::size_t>(i)];
        m_out.append(i > 0 ? "," : "");
        appendText(m_out, parameter);
        m_out.append('=');
        appendText(m_out, value);
    }
    writeCut(count);
}

/// What stands in a line for people.
template <typename Happened>
void appendFields(QByteArray &line, const Happened &happened)
{
    if constexpr (HasDetails<Happened>)
        happened.summary(happened, FieldWriter(line));
    else
        happened.fields(happened, FieldWriter(line));
}

void appendCall(QByteArray &line, const base::CallSid &sid)
{
    if (sid.isEmpty())
        line.append(QByteArray(callWidth, ' ').replace(0, 1, "-"));
    else
        line.append("CA…").append(sid.bytes().last(sidTail));
}

/// The events that bring a new sid give it in full, so that a line can be found in Twilio's console.
template <typename Happened>
void appendWholeSids(QByteArray &line, const Event &event)
{
    constexpr bool introduces = std::is_same_v<Happened, CallIncoming> || std::is_same_v<Happened, StreamStarted>;
    if (introduces && !event.callSid.isEmpty())
        line.append(" call_sid=").append(event.callSid.bytes());
    if (introduces && !event.streamSid.isEmpty())
        line.append(" stream_sid=").append(event.streamSid.bytes());
}

} // namespace

QByteArray toTextLine(const Event &event)
{
    QByteArray line;
    line.reserve(256);
    appendTimestamp(line, event.utc, TimestampStyle::ForPeople);
    const qsizetype nameStart = line.size() + 1;
    line.append(' ').append(event.name());
    line.append(std::max<qsizetype>(1, nameStart + nameWidth + 1 - line.size()), ' ');
    appendCall(line, event.callSid);
    std::visit(
        [&]<typename Happened>(const Happened &happened) {
            appendWholeSids<Happened>(line, event);
            appendFields(line, happened);
        },
        event.payload);
    return line;
}

} // namespace callscope::event
