#include "core/provider/realtimeerror.h"

#include <QString>

namespace callscope::provider {

base::ErrorCode realtimeErrorCode(const QJsonObject &error)
{
    using base::ErrorCode;
    const QString words = error.value(QLatin1String("type")).toString() + QLatin1Char(' ')
        + error.value(QLatin1String("code")).toString();
    const auto speaksOf = [&words](const char *word) { return words.contains(QLatin1String(word)); };
    if (speaksOf("quota") || speaksOf("billing"))
        return ErrorCode::QuotaExceeded;
    if (speaksOf("rate_limit"))
        return ErrorCode::RateLimited;
    if (speaksOf("authentication") || speaksOf("api_key") || speaksOf("permission"))
        return ErrorCode::Unauthorized;
    if (speaksOf("server_error") || speaksOf("expired") || speaksOf("overloaded"))
        return ErrorCode::Unavailable;
    return ErrorCode::Refused;
}

} // namespace callscope::provider
