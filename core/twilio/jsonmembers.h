#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

/// Reading the members of a stream message, with errors that name them by their whole path ("media.payload").
namespace callscope::twilio {

/// The message as an object; the error says where it stops being JSON.
base::Result<QJsonObject> jsonObject(const QByteArray &utf8);

/// One object of a message and its path.
class JsonMembers
{
public:
    explicit JsonMembers(QJsonObject object, QString path = {});

    const QJsonObject &object() const { return m_object; }
    bool has(const char *name) const { return m_object.contains(QLatin1String(name)); }

    base::Result<QString> string(const char *name) const;
    /// Empty when the member is absent or null.
    base::Result<QString> optionalString(const char *name) const;
    /// A count of 0 or more, written as a number or as a string of digits; null when it is absent or null.
    base::Result<std::optional<qint64>> counter(const char *name) const;
    base::Result<JsonMembers> members(const char *name) const;
    template <typename Sid>
    base::Result<Sid> sid(const char *name) const;
    /// Null when the member is absent.
    template <typename Sid>
    base::Result<std::optional<Sid>> optionalSid(const char *name) const;

    base::Error error(const char *name, const QString &problem) const;

private:
    QJsonValue value(const char *name) const { return m_object.value(QLatin1String(name)); }

    QJsonObject m_object;
    QString m_path; ///< with its dot: "media."
};

template <typename Sid>
base::Result<Sid> JsonMembers::sid(const char *name) const
{
    const base::Result<QString> text = string(name);
    if (!text)
        return text.error();
    const std::optional<Sid> found = Sid::parse(text->toUtf8());
    if (!found)
        return error(name, QStringLiteral("is not a SID of its kind"));
    return *found;
}

template <typename Sid>
base::Result<std::optional<Sid>> JsonMembers::optionalSid(const char *name) const
{
    if (!has(name))
        return std::optional<Sid>();
    const base::Result<Sid> found = sid<Sid>(name);
    if (!found)
        return found.error();
    return std::optional(*found);
}

/// Raw µ-law of a payload: standard base64 with padding, where Qt's strict decoder still takes lone characters and
/// missing padding.
std::optional<QByteArray> strictBase64(const QString &text);

} // namespace callscope::twilio
