#include "core/twilio/streammessage.h"

#include "core/media/base64.h"
#include "core/twilio/jsonmembers.h"
#include "core/twilio/jsontext.h"
#include "core/twilio/startmessage.h"

#include <algorithm>

namespace callscope::twilio {

using base::Error;
using base::Result;

namespace {

/// The members that every message but `connected` has; SIDs may be missing with carriers that imitate Twilio.
template <typename Message>
std::optional<Error> readEnvelope(const JsonMembers &top, Message &message)
{
    const auto sequence = top.counter("sequenceNumber");
    if (!sequence)
        return sequence.error();
    const auto streamSid = top.optionalSid<base::StreamSid>("streamSid");
    if (!streamSid)
        return streamSid.error();
    message.sequence = *sequence;
    message.streamSid = *streamSid;
    return std::nullopt;
}

Result<IncomingMessage> parseConnected(const JsonMembers &top)
{
    const Result<QString> protocol = top.optionalString("protocol");
    if (!protocol)
        return protocol.error();
    const Result<QString> version = top.optionalString("version");
    if (!version)
        return version.error();
    return IncomingMessage(ConnectedMessage { *protocol, *version });
}

Result<QString> track(const JsonMembers &body)
{
    const Result<QString> track = body.optionalString("track");
    if (track && track->isEmpty())
        return QStringLiteral("inbound"); // carriers with one track leave it out
    if (track && *track != QLatin1String("inbound") && *track != QLatin1String("outbound"))
        return body.error("track", QStringLiteral("is neither \"inbound\" nor \"outbound\""));
    return track;
}

Result<QByteArray> payload(const JsonMembers &body)
{
    const Result<QString> text = body.string("payload");
    if (!text)
        return text.error();
    std::optional<QByteArray> bytes = strictBase64(*text);
    if (!bytes)
        return body.error("payload", QStringLiteral("is not base64 with padding"));
    return std::move(*bytes);
}

Result<IncomingMessage> parseMedia(const JsonMembers &top)
{
    const Result<JsonMembers> body = top.members("media");
    if (!body)
        return body.error();
    MediaMessage media;
    if (const auto error = readEnvelope(top, media))
        return *error;
    const auto chunk = body->counter("chunk");
    if (!chunk)
        return chunk.error();
    const auto timestamp = body->counter("timestamp");
    if (!timestamp)
        return timestamp.error();
    const Result<QString> trackName = track(*body);
    if (!trackName)
        return trackName.error();
    Result<QByteArray> mulaw = payload(*body);
    if (!mulaw)
        return mulaw.error();
    media.chunk = *chunk;
    if (*timestamp)
        media.timestamp = std::chrono::milliseconds(**timestamp);
    media.track = *trackName;
    media.mulaw = *std::move(mulaw);
    return IncomingMessage(std::move(media));
}

Result<IncomingMessage> parseMark(const JsonMembers &top)
{
    const Result<JsonMembers> body = top.members("mark");
    if (!body)
        return body.error();
    MarkMessage mark;
    if (const auto error = readEnvelope(top, mark))
        return *error;
    const Result<QString> name = body->string("name");
    if (!name)
        return name.error();
    mark.name = name->toUtf8();
    return IncomingMessage(std::move(mark));
}

Result<IncomingMessage> parseDtmf(const JsonMembers &top)
{
    const Result<JsonMembers> body = top.members("dtmf");
    if (!body)
        return body.error();
    DtmfMessage dtmf;
    if (const auto error = readEnvelope(top, dtmf))
        return *error;
    const Result<QString> digit = body->string("digit");
    if (!digit)
        return digit.error();
    if (digit->size() != 1 || !QStringView(u"0123456789*#ABCD").contains(digit->at(0)))
        return body->error("digit", QStringLiteral("is not one key of a telephone"));
    dtmf.digit = digit->at(0);
    return IncomingMessage(dtmf);
}

Result<IncomingMessage> parseStop(const JsonMembers &top)
{
    StopMessage stop;
    if (const auto error = readEnvelope(top, stop))
        return *error;
    if (!top.has("stop")) // some carriers send the event alone
        return IncomingMessage(stop);
    const Result<JsonMembers> body = top.members("stop");
    if (!body)
        return body.error();
    const auto accountSid = body->optionalSid<base::AccountSid>("accountSid");
    if (!accountSid)
        return accountSid.error();
    const auto callSid = body->optionalSid<base::CallSid>("callSid");
    if (!callSid)
        return callSid.error();
    stop.accountSid = accountSid->value_or(base::AccountSid());
    stop.callSid = callSid->value_or(base::CallSid());
    return IncomingMessage(stop);
}

QByteArray head(QByteArrayView event, const base::StreamSid &streamSid)
{
    return "{\"event\":\"" + event.toByteArray() + "\",\"streamSid\":\"" + streamSid.bytes() + '"';
}

} // namespace

Result<IncomingMessage> parseIncoming(const QByteArray &utf8)
{
    const Result<QJsonObject> object = jsonObject(utf8);
    if (!object)
        return object.error();
    const JsonMembers top(*object);
    const Result<QString> event = top.string("event");
    if (!event)
        return event.error();
    if (*event == QLatin1String("media"))
        return parseMedia(top);
    if (*event == QLatin1String("mark"))
        return parseMark(top);
    if (*event == QLatin1String("dtmf"))
        return parseDtmf(top);
    if (*event == QLatin1String("start"))
        return parseStart(top);
    if (*event == QLatin1String("stop"))
        return parseStop(top);
    if (*event == QLatin1String("connected"))
        return parseConnected(top);
    return IncomingMessage(UnknownMessage { *event });
}

/// A template around the payload, written once into memory of the right size.
QByteArray mediaMessage(const base::StreamSid &streamSid, QByteArrayView mulaw)
{
    QByteArray message;
    writeMediaMessage(message, streamSid, mulaw);
    return message;
}

void writeMediaMessage(QByteArray &into, const base::StreamSid &streamSid, QByteArrayView mulaw)
{
    static constexpr QByteArrayView before(R"({"event":"media","streamSid":")"), between(R"(","media":{"payload":")"),
        after(R"("}})");
    into.resize(before.size() + streamSid.bytes().size() + between.size() + media::base64Size(mulaw.size())
                + after.size());
    char *to = std::copy(before.begin(), before.end(), into.data());
    to = std::copy(streamSid.bytes().begin(), streamSid.bytes().end(), to);
    to = std::copy(between.begin(), between.end(), to);
    to = media::encodeBase64(mulaw, to);
    std::copy(after.begin(), after.end(), to);
}

QByteArray markMessage(const base::StreamSid &streamSid, const QByteArray &name)
{
    return head("mark", streamSid) + ",\"mark\":{\"name\":" + jsonString(name) + "}}";
}

QByteArray clearMessage(const base::StreamSid &streamSid)
{
    return head("clear", streamSid) + '}';
}

} // namespace callscope::twilio
