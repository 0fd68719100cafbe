#include "core/filter/field.h"

#include "core/filter/nearest.h"

namespace callscope::filter {

namespace {

constexpr QLatin1String jsonPrefix("json:/");

bool isCalled(const Field &field, QStringView name)
{
    return name.compare(QLatin1String(field.name), Qt::CaseInsensitive) == 0
        || (*field.alias != 0 && name.compare(QLatin1String(field.alias), Qt::CaseInsensitive) == 0);
}

bool isPayloadPointer(QStringView pointer)
{
    const auto end = pointer.indexOf(u'/');
    return payloadFieldNames().contains(end < 0 ? pointer : pointer.first(end));
}

const Field *fieldOf(const Vocabulary &vocabulary, Origin origin)
{
    for (const Field &field : vocabulary)
        if (field.origin == origin)
            return &field;
    return nullptr;
}

} // namespace

std::optional<FieldRef> findField(const Vocabulary &vocabulary, QStringView name)
{
    if (name.startsWith(jsonPrefix)) {
        const Field *json = fieldOf(vocabulary, Origin::Json);
        const QStringView pointer = name.sliced(jsonPrefix.size());
        if (json && isPayloadPointer(pointer))
            return FieldRef { json, pointer.toString() };
        return std::nullopt;
    }
    for (const Field &field : vocabulary)
        if (field.origin != Origin::Json && isCalled(field, name))
            return FieldRef { &field };
    return std::nullopt;
}

QString nearestField(const Vocabulary &vocabulary, QStringView name)
{
    QStringList names;
    for (const Field &field : vocabulary)
        if (field.origin != Origin::Json)
            names.append(QLatin1String(field.name));
    if (fieldOf(vocabulary, Origin::Json)) {
        for (const QString &payload : payloadFieldNames())
            names.append(jsonPrefix + payload);
    }
    return nearest(name, names);
}

const Field &everyText(const Vocabulary &vocabulary)
{
    const Field *field = fieldOf(vocabulary, Origin::EveryText);
    Q_ASSERT(field);
    return *field;
}

} // namespace callscope::filter
