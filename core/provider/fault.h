#pragma once

#include "core/base/error.h"
#include "core/net/httpmessage.h"

#include <QDateTime>
#include <QUrl>

#include <chrono>
#include <optional>

/// What goes wrong with a remote provider, in one taxonomy for all of them.
namespace callscope::provider {

/// What an answer with a status that is no success means: Unauthorized for 401, 403 and the 400 that Google answers to
/// a wrong key; QuotaExceeded for 402 and for a 429 that speaks of a quota, but not of one for a minute; RateLimited
/// for other 429s; Timeout for 408 and 504; Unavailable for other 5xx; Refused for the rest. `place` is the URL without
/// its query, which may hold a key; `body` is evidence.
base::Error statusFault(const QString &provider, const QUrl &place, int status, const QByteArray &body);

/// What the provider's own words say, out of the JSON that most of them send: error.message, error_message, message,
/// error. Else the beginning of the body.
QString wordsOf(const QByteArray &body);

/// Seconds or an HTTP date; at most a minute. Empty: the answer does not say.
std::optional<std::chrono::milliseconds> retryAfter(const net::Headers &headers, const QDateTime &now);

/// Asking the same provider again soon may help: RateLimited, Unavailable, Io, Timeout.
bool mayPass(base::ErrorCode code);

/// `words` of a service without the credentials of our request (in Authorization and in headers named after a key or
/// token), which some services repeat when they refuse them.
QString withoutCredentials(QString words, const net::Headers &headers);

/// For logs and error texts: without user, query and fragment.
QString shownUrl(const QUrl &url);

} // namespace callscope::provider
