#include "core/twilio/startmessage.h"

#include <QJsonArray>

#include <algorithm>

namespace callscope::twilio {

using base::Error;
using base::Result;

namespace {

std::optional<Error> readSids(const JsonMembers &top, const JsonMembers &body, StartMessage &start)
{
    const auto streamSid = body.sid<base::StreamSid>("streamSid");
    if (!streamSid)
        return streamSid.error();
    const auto repeated = top.optionalSid<base::StreamSid>("streamSid");
    if (!repeated)
        return repeated.error();
    if (*repeated && **repeated != *streamSid)
        return top.error("streamSid", QStringLiteral("is not that of \"start.streamSid\""));
    const auto accountSid = body.sid<base::AccountSid>("accountSid");
    if (!accountSid)
        return accountSid.error();
    const auto callSid = body.sid<base::CallSid>("callSid");
    if (!callSid)
        return callSid.error();
    start.streamSid = *streamSid;
    start.accountSid = *accountSid;
    start.callSid = *callSid;
    return std::nullopt;
}

std::optional<Error> readTracks(const JsonMembers &body, StartMessage &start)
{
    const QJsonValue tracks = body.object().value(QLatin1String("tracks"));
    if (!tracks.isUndefined() && !tracks.isArray())
        return body.error("tracks", QStringLiteral("is not an array"));
    for (const QJsonValue &track : tracks.toArray()) {
        if (!track.isString())
            return body.error("tracks", QStringLiteral("holds something that is not a string"));
        start.tracks.append(track.toString());
    }
    return std::nullopt;
}

std::optional<Error> readFormat(const JsonMembers &body, StartMessage &start)
{
    const Result<JsonMembers> format = body.members("mediaFormat");
    if (!format)
        return format.error();
    const Result<QString> encoding = format->string("encoding");
    if (!encoding)
        return encoding.error();
    const auto sampleRate = format->counter("sampleRate");
    if (!sampleRate)
        return sampleRate.error();
    const auto channels = format->counter("channels");
    if (!channels)
        return channels.error();
    const auto small
        = [](std::optional<qint64> count) { return static_cast<int>(std::min<qint64>(count.value_or(0), 1 << 30)); };
    start.encoding = *encoding;
    start.sampleRate = small(*sampleRate);
    start.channels = small(*channels);
    return std::nullopt;
}

std::optional<Error> readParameters(const JsonMembers &body, StartMessage &start)
{
    const QJsonValue found = body.object().value(QLatin1String("customParameters"));
    if (found.isUndefined() || found.isNull())
        return std::nullopt;
    if (!found.isObject())
        return body.error("customParameters", QStringLiteral("is not an object"));
    const QJsonObject parameters = found.toObject();
    for (auto it = parameters.begin(); it != parameters.end(); ++it) {
        if (it.value().isObject() || it.value().isArray() || it.value().isNull())
            return body.error("customParameters", QStringLiteral("holds a value that is not a string"));
        start.parameters.emplace_back(it.key(), it.value().toVariant().toString());
    }
    std::sort(start.parameters.begin(), start.parameters.end());
    return std::nullopt;
}

} // namespace

std::optional<QString> StartMessage::parameter(QStringView name) const
{
    const auto found
        = std::find_if(parameters.begin(), parameters.end(), [name](const auto &pair) { return pair.first == name; });
    return found == parameters.end() ? std::nullopt : std::optional(found->second);
}

Result<IncomingMessage> parseStart(const JsonMembers &top)
{
    const Result<JsonMembers> body = top.members("start");
    if (!body)
        return body.error();
    StartMessage start;
    const auto sequence = top.counter("sequenceNumber");
    if (!sequence)
        return sequence.error();
    start.sequence = *sequence;
    if (const auto error = readSids(top, *body, start))
        return *error;
    if (const auto error = readTracks(*body, start))
        return *error;
    if (const auto error = readFormat(*body, start))
        return *error;
    if (const auto error = readParameters(*body, start))
        return *error;
    return IncomingMessage(std::move(start));
}

} // namespace callscope::twilio
