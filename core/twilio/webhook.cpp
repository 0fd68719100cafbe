#include "core/twilio/webhook.h"

#include "core/twilio/signature.h"

namespace callscope::twilio {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

QString text(const net::FormFields &fields, QByteArrayView name)
{
    return QString::fromUtf8(net::formValue(fields, name).value_or(QByteArray()));
}

Error wrongSid(QByteArrayView name, const QByteArray &value)
{
    const QString nameText = QString::fromLatin1(name);
    return { ErrorCode::InvalidInput,
             value.isEmpty() ? QStringLiteral("The webhook has no parameter %1.").arg(nameText)
                             : QStringLiteral("The webhook's parameter %1 is not a SID of its kind.").arg(nameText),
             QString::fromUtf8(value.left(100)) };
}

/// An absent SID is an empty one.
template <typename Sid>
Result<Sid> optionalSid(const net::FormFields &fields, QByteArrayView name)
{
    const QByteArray value = net::formValue(fields, name).value_or(QByteArray());
    if (value.isEmpty())
        return Sid();
    const std::optional<Sid> sid = Sid::parse(value);
    return sid ? Result<Sid>(*sid) : wrongSid(name, value);
}

Result<base::CallSid> callSid(const net::FormFields &fields)
{
    const Result<base::CallSid> sid = optionalSid<base::CallSid>(fields, "CallSid");
    return sid && sid->isEmpty() ? wrongSid("CallSid", {}) : sid;
}

/// Null when the parameter is absent or not a count.
std::optional<qint64> count(const net::FormFields &fields, QByteArrayView name)
{
    bool isNumber = false;
    const qint64 value = net::formValue(fields, name).value_or(QByteArray()).toLongLong(&isNumber);
    return isNumber && value >= 0 ? std::optional(value) : std::nullopt;
}

std::optional<std::chrono::seconds> seconds(const net::FormFields &fields, QByteArrayView name)
{
    const std::optional<qint64> value = count(fields, name);
    constexpr qint64 longest = 10LL * 365 * 24 * 3600; // more would overflow finer units
    return value && *value <= longest ? std::optional(std::chrono::seconds(*value)) : std::nullopt;
}

} // namespace

net::FormFields webhookFields(const net::HttpRequest &request)
{
    if (hasFormBody(request))
        return net::parseForm(request.body);
    if (request.method == "GET" || request.method == "HEAD")
        return net::parseForm(request.query());
    return {};
}

Result<IncomingCall> parseIncomingCall(const net::FormFields &fields)
{
    const auto call = callSid(fields);
    if (!call)
        return call.error();
    const auto account = optionalSid<base::AccountSid>(fields, "AccountSid");
    if (!account)
        return account.error();
    return IncomingCall {
        *call, *account, text(fields, "From"), text(fields, "To"), text(fields, "Direction"), text(fields, "CallStatus")
    };
}

Result<CallStatusUpdate> parseCallStatus(const net::FormFields &fields)
{
    const auto call = callSid(fields);
    if (!call)
        return call.error();
    return CallStatusUpdate { *call,
                              text(fields, "CallStatus"),
                              count(fields, "SequenceNumber"),
                              seconds(fields, "CallDuration"),
                              text(fields, "ErrorCode"),
                              text(fields, "SipResponseCode"),
                              text(fields, "Timestamp") };
}

Result<StreamStatusUpdate> parseStreamStatus(const net::FormFields &fields)
{
    const auto call = callSid(fields);
    if (!call)
        return call.error();
    const auto stream = optionalSid<base::StreamSid>(fields, "StreamSid");
    if (!stream)
        return stream.error();
    return StreamStatusUpdate { *call,
                                *stream,
                                text(fields, "StreamEvent"),
                                text(fields, "StreamError"),
                                text(fields, "StreamName"),
                                text(fields, "Timestamp") };
}

Result<RecordingUpdate> parseRecording(const net::FormFields &fields)
{
    const auto call = callSid(fields);
    if (!call)
        return call.error();
    const auto recording = optionalSid<base::RecordingSid>(fields, "RecordingSid");
    if (!recording)
        return recording.error();
    return RecordingUpdate { *call,
                             *recording,
                             text(fields, "RecordingStatus"),
                             text(fields, "RecordingUrl"),
                             seconds(fields, "RecordingDuration"),
                             text(fields, "Digits"),
                             text(fields, "ErrorCode") };
}

} // namespace callscope::twilio
