#include "core/twilio/jsonmembers.h"

#include <QJsonDocument>

namespace callscope::twilio {

using base::Error;
using base::ErrorCode;
using base::Result;

Result<QJsonObject> jsonObject(const QByteArray &utf8)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(utf8, &problem);
    if (problem.error != QJsonParseError::NoError) {
        return Error {
            ErrorCode::Protocol,
            QStringLiteral("The message is not JSON: %1 at byte %2.").arg(problem.errorString()).arg(problem.offset)
        };
    }
    if (!document.isObject())
        return Error { ErrorCode::Protocol, QStringLiteral("The message is JSON, but not an object.") };
    return document.object();
}

JsonMembers::JsonMembers(QJsonObject object, QString path)
    : m_object(std::move(object))
    , m_path(std::move(path))
{ }

Error JsonMembers::error(const char *name, const QString &problem) const
{
    return { ErrorCode::Protocol,
             QStringLiteral("The message's member \"%1%2\" %3.").arg(m_path, QLatin1String(name), problem) };
}

Result<QString> JsonMembers::string(const char *name) const
{
    const QJsonValue found = value(name);
    if (found.isUndefined())
        return error(name, QStringLiteral("is missing"));
    if (!found.isString())
        return error(name, QStringLiteral("is not a string"));
    return found.toString();
}

Result<QString> JsonMembers::optionalString(const char *name) const
{
    const QJsonValue found = value(name);
    if (found.isUndefined() || found.isNull())
        return QString();
    return string(name);
}

Result<std::optional<qint64>> JsonMembers::counter(const char *name) const
{
    const QJsonValue found = value(name);
    if (found.isUndefined() || found.isNull())
        return std::optional<qint64>();
    qint64 count = found.toInteger(-1);
    if (found.isString()) {
        bool isNumber = false;
        count = found.toString().toLongLong(&isNumber);
        if (!isNumber)
            count = -1;
    }
    if (count < 0)
        return error(name, QStringLiteral("is not a count, neither as a number nor as a string"));
    return std::optional(count);
}

Result<JsonMembers> JsonMembers::members(const char *name) const
{
    const QJsonValue found = value(name);
    if (found.isUndefined())
        return error(name, QStringLiteral("is missing"));
    if (!found.isObject())
        return error(name, QStringLiteral("is not an object"));
    return JsonMembers(found.toObject(), m_path + QLatin1String(name) + QLatin1Char('.'));
}

std::optional<QByteArray> strictBase64(const QString &text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    auto result = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return result ? std::optional(std::move(*result)) : std::nullopt;
}

} // namespace callscope::twilio
