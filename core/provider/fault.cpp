#include "core/provider/fault.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace callscope::provider {

namespace {

using base::ErrorCode;

constexpr qsizetype longestWords = 300;
constexpr std::chrono::milliseconds longestWait { 60000 };

bool speaksOfQuota(const QByteArray &body)
{
    const QByteArray lower = body.toLower();
    return lower.contains("quota") || lower.contains("billing") || lower.contains("credit")
        || lower.contains("balance");
}

ErrorCode codeOf(int status, const QByteArray &body)
{
    switch (status) {
    case 401:
    case 403:
        return ErrorCode::Unauthorized;
    case 402:
        return ErrorCode::QuotaExceeded;
    case 429:
        return speaksOfQuota(body) ? ErrorCode::QuotaExceeded : ErrorCode::RateLimited;
    case 408:
    case 504:
        return ErrorCode::Timeout;
    default:
        return status >= 500 ? ErrorCode::Unavailable : ErrorCode::Refused;
    }
}

QString fixFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unauthorized:
        return QStringLiteral("check its key, and that the key may use this service");
    case ErrorCode::QuotaExceeded:
        return QStringLiteral("its quota is used up: look at the account");
    case ErrorCode::RateLimited:
        return QStringLiteral("it takes fewer requests at a time than there are: look at the account's limits");
    case ErrorCode::Timeout:
    case ErrorCode::Unavailable:
        return QStringLiteral("it has a fault of its own, which may pass");
    default:
        return QStringLiteral("check its url, model, voice and language");
    }
}

} // namespace

base::Error statusFault(const QString &provider, const QUrl &place, int status, const QByteArray &body)
{
    const ErrorCode code = codeOf(status, body);
    return { code,
             QStringLiteral("%1 answered %2 at %3: %4.")
                 .arg(provider, QString::number(status), shownUrl(place), fixFor(code)),
             wordsOf(body) };
}

QString wordsOf(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    const QJsonValue error = object.value(QLatin1String("error"));
    for (const QJsonValue &words :
         { error.toObject().value(QLatin1String("message")), object.value(QLatin1String("error_message")),
           object.value(QLatin1String("err_msg")), object.value(QLatin1String("message")), error }) {
        if (words.isString())
            return words.toString().simplified().left(longestWords);
    }
    return QString::fromUtf8(body.left(longestWords)).simplified();
}

std::optional<std::chrono::milliseconds> retryAfter(const net::Headers &headers, const QDateTime &now)
{
    const auto value = net::headerValue(headers, "Retry-After");
    if (!value)
        return {};
    bool isNumber = false;
    const int seconds = value->trimmed().toInt(&isNumber);
    const QDateTime date = QDateTime::fromString(QString::fromLatin1(*value), Qt::RFC2822Date);
    if (!isNumber && !date.isValid())
        return {};
    const std::chrono::milliseconds wait
        = isNumber ? std::chrono::seconds(seconds) : std::chrono::milliseconds(now.msecsTo(date));
    return std::clamp(wait, std::chrono::milliseconds(0), longestWait);
}

bool mayPass(base::ErrorCode code)
{
    return code == ErrorCode::RateLimited || code == ErrorCode::Unavailable || code == ErrorCode::Io
        || code == ErrorCode::Timeout;
}

QString shownUrl(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace callscope::provider
