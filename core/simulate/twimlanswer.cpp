#include "core/simulate/twimlanswer.h"

#include "core/simulate/twimlreader.h"

namespace callscope::simulate {

using namespace Qt::StringLiterals;

namespace {

QByteArray mediaType(const WebhookAnswer &answer)
{
    return answer.contentType.split(';').first().trimmed().toLower();
}

} // namespace

std::optional<Fault> contentFault(const WebhookAnswer &answer)
{
    const QString url = QString::fromUtf8(answer.url);
    if (answer.fault)
        return answer.fault;
    if (answer.body.isEmpty())
        return Fault { 11770, u"%1 answered %2 without a body"_s.arg(url).arg(answer.status) };
    const QByteArray type = mediaType(answer);
    const QByteArrayList known { "text/xml", "application/xml", "text/html", "text/plain" };
    if (!known.contains(type) && !type.startsWith("audio/"))
        return Fault {
            12300, u"%1 answered with the Content-Type \"%2\""_s.arg(url, QString::fromLatin1(answer.contentType))
        };
    return std::nullopt;
}

std::optional<Fault> statusCallbackFault(const WebhookAnswer &answer)
{
    if (answer.fault)
        return Fault { 15003, answer.fault->text };
    const QByteArray type = mediaType(answer);
    const bool isXml = type == "text/xml" || type == "application/xml";
    if (answer.status == 204 || (isXml && !readTwiml(answer.body).error))
        return std::nullopt;
    return Fault { 15003,
                   u"%1 answered a status callback with %2 and \"%3\" that is not TwiML"_s.arg(
                       QString::fromUtf8(answer.url), QString::number(answer.status),
                       QString::fromLatin1(answer.contentType)) };
}

std::optional<std::vector<Verb>> verbsOfPlainAnswer(const WebhookAnswer &answer)
{
    const QByteArray type = answer.contentType.toLower();
    if (type.startsWith("audio/"))
        return std::vector<Verb> { Play { QString::fromUtf8(answer.url) }, Hangup {} };
    if (type.startsWith("text/plain") && readTwiml(answer.body).error)
        return std::vector<Verb> { Say { QString::fromUtf8(answer.body) }, Hangup {} };
    return std::nullopt;
}

} // namespace callscope::simulate
