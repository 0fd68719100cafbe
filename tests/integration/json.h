#pragma once

#include <QJsonObject>
#include <QList>
#include <QStringList>

/// What every test of this folder reads from events and reports.
namespace callscope::tests {

/// -1: there is no such number.
inline int number(const QJsonObject &object, QLatin1String name)
{
    return object.value(name).toInt(-1);
}

inline QString text(const QJsonObject &object, QLatin1String name = QLatin1String("text"))
{
    return object.value(name).toString();
}

inline QStringList texts(const QList<QJsonObject> &objects, QLatin1String name = QLatin1String("text"))
{
    QStringList list;
    for (const QJsonObject &object : objects)
        list += text(object, name);
    return list;
}

} // namespace callscope::tests
