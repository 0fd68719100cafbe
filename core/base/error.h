#pragma once

#include <QString>

namespace callscope::base {

enum class ErrorCode {
    InvalidInput, ///< bytes, text or a setting that does not say what it should
    NotFound, ///< a file, host, model or voice that is not there
    Unavailable, ///< there, but it cannot serve now: a taken port, a device in use
    Overloaded, ///< more work than can be followed
    Timeout,
    Refused, ///< the other side answered no
    Unauthorized, ///< it does not take the key: asking again is of no use
    QuotaExceeded, ///< what was paid for is used up
    RateLimited, ///< too many requests, for now
    Protocol, ///< the other side broke the protocol
    Io,
};

/// A failure as a value. `text` is one English sentence that names the place and the fix;
/// `detail` is the evidence (a status line, an excerpt, the system's own words) and may be empty.
struct Error
{
    ErrorCode code = ErrorCode::InvalidInput;
    QString text;
    QString detail {};
};

/// The stable lower-case name of a code, as it stands in logs: "timeout".
inline QString errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return QStringLiteral("invalid_input");
    case ErrorCode::NotFound:
        return QStringLiteral("not_found");
    case ErrorCode::Unavailable:
        return QStringLiteral("unavailable");
    case ErrorCode::Overloaded:
        return QStringLiteral("overloaded");
    case ErrorCode::Timeout:
        return QStringLiteral("timeout");
    case ErrorCode::Refused:
        return QStringLiteral("refused");
    case ErrorCode::Unauthorized:
        return QStringLiteral("unauthorized");
    case ErrorCode::QuotaExceeded:
        return QStringLiteral("quota_exceeded");
    case ErrorCode::RateLimited:
        return QStringLiteral("rate_limited");
    case ErrorCode::Protocol:
        return QStringLiteral("protocol");
    case ErrorCode::Io:
        return QStringLiteral("io");
    }
    Q_UNREACHABLE();
}

} // namespace callscope::base
