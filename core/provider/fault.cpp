#include "core/provider/fault.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace callscope::provider {

namespace {

using base::ErrorCode;

constexpr qsizetype longestWords = 300;
constexpr std::chrono::milliseconds longestWait { 60000 };

/// Who refuses a request for the minute's limit often names the quota, or where to pay for a larger one, too.
bool speaksOfRate(const QByteArray &lower)
{
    return lower.contains("per min") || lower.contains("per sec") || lower.contains("rate limit")
        || lower.contains("rate_limit") || lower.contains("concurren");
}

bool speaksOfQuota(const QByteArray &body)
{
    const QByteArray lower = body.toLower();
    if (lower.contains("insufficient_quota"))
        return true;
    return !speaksOfRate(lower)
        && (lower.contains("quota") || lower.contains("billing") || lower.contains("credit")
            || lower.contains("balance"));
}

ErrorCode codeOf(int status, const QByteArray &body)
{
    switch (status) {
    case 400: // Google's answer to a key that it does not know
        return body.contains("API_KEY_INVALID") ? ErrorCode::Unauthorized : ErrorCode::Refused;
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
    // Qt's RFC 2822 does not know the zone's name that HTTP writes.
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(value->trimmed()),
                                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
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

QString withoutCredentials(QString words, const net::Headers &headers)
{
    for (const net::Header &header : headers) {
        const QByteArray name = header.name.toLower();
        const QByteArray secret = header.value.mid(header.value.lastIndexOf(' ') + 1);
        if (!secret.isEmpty() && (name == "authorization" || name.contains("key") || name.contains("token")))
            words.replace(QString::fromUtf8(secret), QStringLiteral("…"));
    }
    return words;
}

QString shownUrl(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

} // namespace callscope::provider
