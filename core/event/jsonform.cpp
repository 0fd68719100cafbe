#include "core/event/jsonform.h"

#include "core/event/quoted.h"
#include "core/event/timestamp.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace callscope::event {

namespace {

template <typename Number>
void appendNumber(QByteArray &out, Number value)
{
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    out.append(text, end - text);
}

/// Writes each field as `,"name":value`. There is no overload for "anything": a new type of field has to be thought of.
class FieldWriter
{
public:
    explicit FieldWriter(QByteArray &out)
        : m_out(out)
    { }

    template <typename Value>
    void operator()(const char *name, const Value &value)
    {
        writeName(name);
        write(value);
    }
    template <typename Value>
    void operator()(const char *name, const std::optional<Value> &value)
    {
        if (value)
            (*this)(name, *value);
    }

private:
    void writeName(const char *name)
    {
        m_out.append(",\"", 2);
        m_out.append(name, static_cast<qsizetype>(std::strlen(name)));
        m_out.append("\":", 2);
    }

    void write(bool value) { m_out.append(value ? "true" : "false"); }
    void write(int value) { appendNumber(m_out, value); }
    void write(qint64 value) { appendNumber(m_out, value); }
    void write(Milliseconds value) { appendNumber(m_out, static_cast<qint64>(value.count())); }
    void write(const QString &value) { appendQuoted(m_out, value); }
    void write(double value)
    {
        if (!std::isfinite(value))
            m_out.append("null");
        else
            appendNumber(m_out, value == 0 ? 0.0 : value); // no reader keeps the sign of -0
    }
    void write(const QStringList &values)
    {
        m_out.append('[');
        for (qsizetype i = 0; i < values.size(); ++i) {
            if (i > 0)
                m_out.append(',');
            appendQuoted(m_out, values[i]);
        }
        m_out.append(']');
    }
    void write(const Parameters &parameters);

    QByteArray &m_out;
};

void FieldWriter::write(const Parameters &parameters)
{
    Parameters sorted = parameters;
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    m_out.append('{');
    for (auto first = sorted.cbegin(); first != sorted.cend();) {
        const auto last = std::find_if(first, sorted.cend(), [&](const auto &p) { return p.first != first->first; });
        if (first != sorted.cbegin())
            m_out.append(',');
        appendQuoted(m_out, first->first);
        m_out.append(':');
        QStringList values;
        std::for_each(first, last, [&](const auto &parameter) { values.append(parameter.second); });
        values.size() == 1 ? write(values.first()) : write(values);
        first = last;
    }
    m_out.append('}');
}

/// Of an event's details, passes on those that say something.
class DetailWriter
{
public:
    explicit DetailWriter(QByteArray &out)
        : m_write(out)
    { }

    void operator()(const char *name, const auto &value)
    {
        if (value.size() > 0)
            m_write(name, value);
    }

private:
    FieldWriter m_write;
};

template <typename Happened>
void appendFields(QByteArray &line, const Happened &happened)
{
    if constexpr (HasDetails<Happened>) {
        happened.summary(happened, FieldWriter(line));
        happened.details(happened, DetailWriter(line));
    } else {
        happened.fields(happened, FieldWriter(line));
    }
}

template <char First, char Second>
void appendSid(QByteArray &out, const char *key, const base::Sid<First, Second> &sid)
{
    if (!sid.isEmpty())
        out.append(",\"").append(key).append("\":\"").append(sid.bytes()).append('"');
}

} // namespace

QByteArray toJsonLine(const Event &event)
{
    using std::chrono::microseconds;
    QByteArray line;
    line.reserve(512);
    line.append("{\"seq\":");
    appendNumber(line, event.sequence);
    line.append(",\"utc\":\"");
    appendTimestamp(line, event.utc, TimestampStyle::Rfc3339);
    line.append("\",\"mono_us\":");
    appendNumber(line, std::chrono::floor<microseconds>(event.monotonic.time_since_epoch()).count());
    appendSid(line, "call_sid", event.callSid);
    appendSid(line, "stream_sid", event.streamSid);
    line.append(",\"event\":\"").append(event.name()).append('"');
    std::visit([&](const auto &happened) { appendFields(line, happened); }, event.payload);
    line.append('}');
    return line;
}

} // namespace callscope::event
