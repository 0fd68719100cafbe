#include "core/event/jsonform.h"
#include "core/event/timestamp.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

namespace callscope::event {

namespace {

using base::Error;
using base::ErrorCode;

/// Fills the fields of a payload from an object and remembers the first that does not fit its type.
class FieldReader
{
public:
    explicit FieldReader(const QJsonObject &object)
        : m_object(object)
    { }

    template <typename Value>
    void operator()(const char *name, Value &field)
    {
        const auto found = m_object.constFind(QLatin1String(name));
        if (found != m_object.constEnd() && !read(found.value(), field) && m_misfit.isEmpty())
            m_misfit = QLatin1String(name);
    }
    template <typename Value>
    void operator()(const char *name, std::optional<Value> &field)
    {
        if (m_object.contains(QLatin1String(name)))
            (*this)(name, field.emplace());
    }

    /// The name of that first field; empty when all fitted.
    const QString &misfit() const { return m_misfit; }

private:
    static bool read(const QJsonValue &value, bool &field)
    {
        field = value.toBool();
        return value.isBool();
    }
    static bool read(const QJsonValue &value, quint64 &field)
    {
        field = static_cast<quint64>(value.toInteger(-1));
        return value.toInteger(-1) >= 0;
    }
    static bool read(const QJsonValue &value, qint64 &field)
    {
        field = value.toInteger();
        return value.toInteger(0) == value.toInteger(1); // the default shows only when it is no whole number
    }
    static bool read(const QJsonValue &value, int &field)
    {
        qint64 wide = 0;
        const bool whole = read(value, wide);
        field = static_cast<int>(wide);
        return whole && field == wide;
    }
    static bool read(const QJsonValue &value, Milliseconds &field)
    {
        qint64 count = 0;
        const bool whole = read(value, count);
        field = Milliseconds(count);
        return whole;
    }
    static bool read(const QJsonValue &value, double &field)
    {
        field = value.toDouble(std::numeric_limits<double>::quiet_NaN());
        return value.isDouble() || value.isNull();
    }
    static bool read(const QJsonValue &value, QString &field)
    {
        field = value.toString();
        return value.isString();
    }
    static bool read(const QJsonValue &value, QStringList &field)
    {
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items) {
            if (!item.isString())
                return false;
            field.append(item.toString());
        }
        return value.isArray();
    }
    static bool read(const QJsonValue &value, Parameters &field);

    const QJsonObject &m_object;
    QString m_misfit {};
};

bool FieldReader::read(const QJsonValue &value, Parameters &field)
{
    const QJsonObject object = value.toObject();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        QStringList values { it.value().toString() };
        if (!it.value().isString() && (values.clear(), !read(it.value(), values)))
            return false;
        for (const QString &one : qAsConst(values))
            field.emplace_back(it.key(), one);
    }
    return value.isObject();
}

Error misfitError(const QString &field)
{
    return { ErrorCode::InvalidInput,
             QStringLiteral("Field \"%1\" of the event is missing or not of its type; "
                            "the line was not written by Callscope or was changed.")
                 .arg(field) };
}

/// Makes the payload whose name is `name`; false when there is none.
template <std::size_t Index = 0>
bool choosePayload(Payload &payload, QStringView name)
{
    if constexpr (Index < std::variant_size_v<Alternatives>) {
        if (name != QLatin1String(std::variant_alternative_t<Index, Alternatives>::name))
            return choosePayload<Index + 1>(payload, name);
        payload.emplace<Index>();
        return true;
    } else {
        return false;
    }
}

template <typename SidType>
bool readSid(const QJsonObject &object, QLatin1String key, SidType &sid)
{
    if (!object.contains(key))
        return true;
    const auto parsed = SidType::parse(object.value(key).toString().toLatin1());
    sid = parsed.value_or(SidType());
    return parsed.has_value();
}

/// The first field of the envelope that does not fit; empty when all did.
QString readEnvelope(const QJsonObject &object, Event &event)
{
    FieldReader reader(object);
    qint64 monotonic = 0;
    reader("seq", event.sequence);
    reader("mono_us", monotonic);
    event.monotonic = base::Monotonic(std::chrono::microseconds(monotonic));
    const auto utc = parseTimestamp(object.value(QLatin1String("utc")).toString().toLatin1());
    event.utc = utc.value_or(base::Utc());
    if (!utc)
        return QStringLiteral("utc");
    if (event.sequence == 0 && reader.misfit().isEmpty() && !object.contains(QLatin1String("seq")))
        return QStringLiteral("seq");
    if (!readSid(object, QLatin1String("call_sid"), event.callSid))
        return QStringLiteral("call_sid");
    if (!readSid(object, QLatin1String("stream_sid"), event.streamSid))
        return QStringLiteral("stream_sid");
    return reader.misfit();
}

} // namespace

base::Result<Event> fromJsonLine(QByteArrayView line)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(line.data(), line.size()), &problem);
    if (!document.isObject()) {
        return Error { ErrorCode::InvalidInput,
                       QStringLiteral("The line is not one JSON object (character %1); it is cut off or no event log.")
                           .arg(problem.offset),
                       problem.error == QJsonParseError::NoError ? QString() : problem.errorString() };
    }
    const QJsonObject object = document.object();
    Event event;
    if (const QString misfit = readEnvelope(object, event); !misfit.isEmpty())
        return misfitError(misfit);
    const QString name = object.value(QLatin1String("event")).toString();
    if (!choosePayload(event.payload, name)) {
        return Error { ErrorCode::NotFound,
                       QStringLiteral("Event \"%1\" is not known; a newer Callscope wrote this log.").arg(name) };
    }
    FieldReader reader(object);
    std::visit([&](auto &happened) { happened.fields(happened, reader); }, event.payload);
    if (!reader.misfit().isEmpty())
        return misfitError(reader.misfit());
    return event;
}

} // namespace callscope::event
