#include "core/twilio/twilioside.h"

#include "core/media/base64.h"
#include "core/twilio/jsonmembers.h"
#include "core/twilio/jsontext.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>

namespace callscope::twilio {

using base::Error;
using base::Result;

namespace {

/// Members joined by commas, absent ones left out.
QByteArray objectOf(std::initializer_list<QByteArray> members)
{
    QByteArray object = QByteArrayLiteral("{");
    for (const QByteArray &member : members) {
        if (!member.isEmpty())
            object.append(object.size() > 1 ? "," : "").append(member);
    }
    return object.append('}');
}

QByteArray member(QByteArrayView name, const QByteArray &json)
{
    return '"' + name.toByteArray() + "\":" + json;
}

QByteArray counter(QByteArrayView name, std::optional<qint64> count)
{
    return count ? member(name, '"' + QByteArray::number(*count) + '"') : QByteArray();
}

template <typename Sid>
QByteArray sid(QByteArrayView name, const Sid &value)
{
    return value.isEmpty() ? QByteArray() : member(name, jsonString(value.bytes()));
}

QByteArray streamSid(const std::optional<base::StreamSid> &value)
{
    return value ? sid("streamSid", *value) : QByteArray();
}

QByteArray text(QByteArrayView name, const QString &value)
{
    return member(name, jsonString(value.toUtf8()));
}

QByteArray listOf(const QStringList &values)
{
    QByteArray list = QByteArrayLiteral("[");
    for (const QString &value : values)
        list.append(list.size() > 1 ? "," : "").append(jsonString(value.toUtf8()));
    return list.append(']');
}

QByteArray parametersOf(const StartMessage &start)
{
    QByteArray object = QByteArrayLiteral("{");
    for (const auto &[name, value] : start.parameters)
        object.append(object.size() > 1 ? "," : "").append(text(name.toUtf8(), value));
    return object.append('}');
}

QByteArray written(const ConnectedMessage &message)
{
    return objectOf(
        { member("event", "\"connected\""), text("protocol", message.protocol), text("version", message.version) });
}

QByteArray written(const StartMessage &message)
{
    const QByteArray format
        = objectOf({ text("encoding", message.encoding), member("sampleRate", QByteArray::number(message.sampleRate)),
                     member("channels", QByteArray::number(message.channels)) });
    const QByteArray body
        = objectOf({ sid("accountSid", message.accountSid), sid("streamSid", message.streamSid),
                     sid("callSid", message.callSid), member("tracks", listOf(message.tracks)),
                     member("mediaFormat", format), member("customParameters", parametersOf(message)) });
    return objectOf({ member("event", "\"start\""), counter("sequenceNumber", message.sequence), member("start", body),
                      sid("streamSid", message.streamSid) });
}

std::optional<qint64> countOf(const std::optional<std::chrono::milliseconds> &time)
{
    if (!time)
        return std::nullopt;
    return time->count();
}

QByteArray written(const MediaMessage &message)
{
    const QByteArray body = objectOf({ text("track", message.track), counter("chunk", message.chunk),
                                       counter("timestamp", countOf(message.timestamp)),
                                       member("payload", '"' + message.mulaw.toBase64() + '"') });
    return objectOf({ member("event", "\"media\""), counter("sequenceNumber", message.sequence), member("media", body),
                      streamSid(message.streamSid) });
}

QByteArray written(const MarkMessage &message)
{
    return objectOf({ member("event", "\"mark\""), counter("sequenceNumber", message.sequence),
                      streamSid(message.streamSid),
                      member("mark", objectOf({ member("name", jsonString(message.name)) })) });
}

QByteArray written(const DtmfMessage &message)
{
    const QByteArray body = objectOf({ member("track", "\"inbound_track\""), text("digit", QString(message.digit)) });
    return objectOf({ member("event", "\"dtmf\""), streamSid(message.streamSid),
                      counter("sequenceNumber", message.sequence), member("dtmf", body) });
}

QByteArray written(const StopMessage &message)
{
    const QByteArray body = objectOf({ sid("accountSid", message.accountSid), sid("callSid", message.callSid) });
    return objectOf({ member("event", "\"stop\""), counter("sequenceNumber", message.sequence), member("stop", body),
                      streamSid(message.streamSid) });
}

QByteArray written(const UnknownMessage &message)
{
    return objectOf({ text("event", message.event) });
}

Error warned(Error error)
{
    error.detail = QStringLiteral("31951 invalid message: ") + error.text;
    return error;
}

std::optional<Error> extraMember(const JsonMembers &members, std::initializer_list<const char *> known)
{
    for (const QString &name : members.object().keys()) {
        const bool isKnown
            = std::any_of(known.begin(), known.end(), [&name](const char *one) { return name == QLatin1String(one); });
        if (!isKnown)
            return members.error(name.toUtf8().constData(), QStringLiteral("is not one that Twilio takes"));
    }
    return std::nullopt;
}

/// The only member of the object `name`, a string.
Result<QString> onlyString(const JsonMembers &top, const char *name, const char *only)
{
    const Result<JsonMembers> body = top.members(name);
    if (!body)
        return body.error();
    if (const auto error = extraMember(*body, { only }))
        return *error;
    return body->string(only);
}

Result<OutgoingMessage> readMedia(const JsonMembers &top, const base::StreamSid &streamSid)
{
    if (const auto error = extraMember(top, { "event", "streamSid", "media" }))
        return *error;
    const Result<QString> payload = onlyString(top, "media", "payload");
    if (!payload)
        return payload.error();
    std::optional<QByteArray> mulaw = strictBase64(*payload);
    if (!mulaw)
        return top.error("media.payload", QStringLiteral("is not base64 with padding"));
    return OutgoingMessage(MediaMessage { {}, {}, {}, {}, std::move(*mulaw), streamSid });
}

Result<OutgoingMessage> readMark(const JsonMembers &top, const base::StreamSid &streamSid)
{
    if (const auto error = extraMember(top, { "event", "streamSid", "mark" }))
        return *error;
    const Result<QString> name = onlyString(top, "mark", "name");
    if (!name)
        return name.error();
    return OutgoingMessage(MarkMessage { {}, name->toUtf8(), streamSid });
}

Result<OutgoingMessage> readClear(const JsonMembers &top)
{
    if (const auto error = extraMember(top, { "event", "streamSid" }))
        return *error;
    return OutgoingMessage(ClearMessage {});
}

Result<OutgoingMessage> readOutgoing(const QByteArray &utf8, const base::StreamSid &streamSid)
{
    const Result<QJsonObject> object = jsonObject(utf8);
    if (!object)
        return object.error();
    const JsonMembers top(*object);
    const Result<QString> event = top.string("event");
    if (!event)
        return event.error();
    const Result<QString> sidText = top.string("streamSid");
    if (!sidText)
        return sidText.error();
    if (*sidText != streamSid.toString())
        return top.error("streamSid", QStringLiteral("is not that of this stream"));
    if (*event == QLatin1String("media"))
        return readMedia(top, streamSid);
    if (*event == QLatin1String("mark"))
        return readMark(top, streamSid);
    if (*event == QLatin1String("clear"))
        return readClear(top);
    return top.error("event", QStringLiteral("is none of media, mark and clear"));
}

} // namespace

QByteArray twilioMessage(const IncomingMessage &message)
{
    return std::visit([](const auto &one) { return written(one); }, message);
}

void writeTwilioMedia(const base::StreamSid &streamSid, const MediaLine &media, QByteArray &into)
{
    constexpr qsizetype mostOfTheRest = 256; // names, three counters, the SID
    into.resize(mostOfTheRest + media.track.size() + media::base64Size(media.mulaw.size()));
    char *to = into.data();
    const auto put = [&to](QByteArrayView text) { to = std::copy(text.begin(), text.end(), to); };
    const auto putCount = [&to](qint64 count) { to = std::to_chars(to, to + 20, count).ptr; };
    put(R"({"event":"media","sequenceNumber":")");
    putCount(media.sequence);
    put(R"(","media":{"track":")");
    put(media.track);
    put(R"(","chunk":")");
    putCount(media.chunk);
    put(R"(","timestamp":")");
    putCount(media.timestamp.count());
    put(R"(","payload":")");
    to = media::encodeBase64(media.mulaw, to);
    put(R"("},"streamSid":")");
    put(streamSid.bytes());
    put(R"("})");
    into.resize(to - into.constData());
}

Result<OutgoingMessage> parseOutgoing(const QByteArray &utf8, const base::StreamSid &streamSid)
{
    Result<OutgoingMessage> message = readOutgoing(utf8, streamSid);
    return message ? message : Result<OutgoingMessage>(warned(message.error()));
}

} // namespace callscope::twilio
