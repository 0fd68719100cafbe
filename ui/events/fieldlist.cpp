#include "ui/events/fieldlist.h"

#include "core/event/timestamp.h"
#include "ui/common/text.h"

namespace callscope::ui {

namespace {

using namespace Qt::StringLiterals;
using event::Milliseconds;
using event::Parameters;

QString withUnit(const QString &number, QLatin1String name)
{
    if (name == "ms"_L1 || name.endsWith("_ms"_L1))
        return number + u" ms"_s;
    if (name.endsWith("_db"_L1))
        return number + u" dB"_s;
    return name.endsWith("_s"_L1) ? number + u" s"_s : number;
}

QString bytesText(qint64 bytes)
{
    return bytes < 1024 ? u"%1 B"_s.arg(bytes) : u"%1 B (%2)"_s.arg(bytes).arg(byteText(bytes));
}

/// Takes the fields of a payload. There is no overload for "anything": a new type of field has to be thought of.
class Lister
{
public:
    explicit Lister(std::vector<FieldLine> &out)
        : m_out(out)
    { }

    void operator()(const char *name, bool value) { add(name, value ? u"true"_s : u"false"_s); }
    void operator()(const char *name, int value) { add(name, QString::number(value)); }
    void operator()(const char *name, qint64 value)
    {
        add(name, QLatin1String(name).endsWith("_bytes"_L1) ? bytesText(value) : QString::number(value));
    }
    void operator()(const char *name, double value)
    {
        add(name, withUnit(QString::number(value, 'g', 6), QLatin1String(name)));
    }
    void operator()(const char *name, Milliseconds value)
    {
        add(name, withUnit(QString::number(value.count()), QLatin1String(name)));
    }
    void operator()(const char *name, const QString &value)
    {
        if (!value.isEmpty())
            add(name, withUnit(value, QLatin1String(name)));
    }
    void operator()(const char *name, const QStringList &values)
    {
        if (!values.isEmpty())
            add(name, values.join(u", "_s));
    }
    void operator()(const char *name, const Parameters &parameters)
    {
        if (parameters.empty())
            return;
        add(name, QString::number(parameters.size()));
        for (const auto &[key, value] : parameters)
            m_out.back().parts.push_back({ key, value });
    }
    template <typename Value>
    void operator()(const char *name, const std::optional<Value> &value)
    {
        if (value)
            (*this)(name, *value);
    }

private:
    void add(const char *name, const QString &value) { m_out.push_back({ QString::fromLatin1(name), value }); }

    std::vector<FieldLine> &m_out;
};

} // namespace

std::vector<FieldLine> fieldLines(const event::Event &event)
{
    std::vector<FieldLine> lines;
    QByteArray utc;
    event::appendTimestamp(utc, event.utc, event::TimestampStyle::Rfc3339);
    lines.push_back({ u"seq"_s, QString::number(event.sequence) });
    lines.push_back({ u"utc"_s, QString::fromLatin1(utc) });
    Lister list(lines);
    list("call_sid", event.callSid.toString());
    list("stream_sid", event.streamSid.toString());
    std::visit([&](const auto &happened) { happened.fields(happened, list); }, event.payload);
    return lines;
}

} // namespace callscope::ui
