#include "core/store/harentries.h"

#include "core/event/timestamp.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace callscope::store {

namespace {

using namespace Qt::StringLiterals;
using event::HttpRequested;

QString valueOf(const event::Parameters &headers, QLatin1StringView name)
{
    const auto found = std::find_if(headers.begin(), headers.end(), [name](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == headers.end() ? QString() : found->second;
}

QJsonArray pairsOf(const event::Parameters &parameters)
{
    QJsonArray pairs;
    for (const auto &[name, value] : parameters)
        pairs.append(QJsonObject { { u"name"_s, name }, { u"value"_s, value } });
    return pairs;
}

QString decoded(QString text)
{
    return QUrl::fromPercentEncoding(text.replace(u'+', u' ').toUtf8());
}

event::Parameters parametersOf(const QString &query)
{
    event::Parameters parameters;
    const QStringList parts = query.split(u'&', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        parameters.emplace_back(decoded(part.section(u'=', 0, 0)), decoded(part.section(u'=', 1)));
    return parameters;
}

QString formText(const event::Parameters &form)
{
    QByteArray text;
    for (const auto &[name, value] : form)
        text += (text.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    return QString::fromLatin1(text);
}

QString statusText(int status)
{
    switch (status) {
    case 101:
        return u"Switching Protocols"_s;
    case 200:
        return u"OK"_s;
    case 204:
        return u"No Content"_s;
    case 400:
        return u"Bad Request"_s;
    case 403:
        return u"Forbidden"_s;
    case 404:
        return u"Not Found"_s;
    case 405:
        return u"Method Not Allowed"_s;
    case 413:
        return u"Content Too Large"_s;
    case 500:
        return u"Internal Server Error"_s;
    case 503:
        return u"Service Unavailable"_s;
    default:
        return {};
    }
}

/// "https://bot.example.com", when the call's own TwiML names it: the gateway knows its public address also behind a
/// proxy that tells nothing.
QString publicOrigin(const CallCopy &call)
{
    static const QRegularExpression action(u"action=\"(https?://[^/\"]+)"_s);
    for (const event::Event &event : call.events) {
        const auto *request = std::get_if<HttpRequested>(&event.payload);
        if (!request)
            continue;
        if (const auto match = action.match(request->responseBody); match.hasMatch())
            return match.captured(1);
    }
    return {};
}

/// Where the request went. Behind a proxy the address that Twilio used stands in the forwarding headers, or in
/// `publicOrigin`.
QString originOf(const HttpRequested &request, const QString &publicOrigin)
{
    QString host = valueOf(request.requestHeaders, "X-Forwarded-Host"_L1);
    if (host.isEmpty())
        host = valueOf(request.requestHeaders, "Host"_L1);
    if (!host.isEmpty() && publicOrigin.section(u"://"_s, 1) == host)
        return publicOrigin;
    const bool isSecure = valueOf(request.requestHeaders, "X-Forwarded-Proto"_L1).startsWith("https"_L1);
    return (isSecure ? u"https://"_s : u"http://"_s) + (host.isEmpty() ? u"localhost"_s : host);
}

QJsonObject timings(double milliseconds)
{
    return { { u"blocked"_s, -1 },        { u"dns"_s, -1 },   { u"connect"_s, -1 }, { u"ssl"_s, -1 }, { u"send"_s, 0 },
             { u"wait"_s, milliseconds }, { u"receive"_s, 0 } };
}

QJsonObject requestOf(const HttpRequested &request, const QString &publicOrigin)
{
    const QString query = request.query.isEmpty() ? QString() : u'?' + request.query;
    QJsonObject object { { u"method"_s, request.method },
                         { u"url"_s, originOf(request, publicOrigin) + request.path + query },
                         { u"httpVersion"_s, u"HTTP/1.1"_s },
                         { u"cookies"_s, QJsonArray() },
                         { u"headers"_s, pairsOf(request.requestHeaders) },
                         { u"queryString"_s, pairsOf(parametersOf(request.query)) },
                         { u"headersSize"_s, -1 },
                         { u"bodySize"_s, -1 } };
    if (!request.form.empty()) {
        const QString type = valueOf(request.requestHeaders, "Content-Type"_L1);
        object[u"postData"_s]
            = QJsonObject { { u"mimeType"_s, type.isEmpty() ? u"application/x-www-form-urlencoded"_s : type },
                            { u"params"_s, pairsOf(request.form) },
                            { u"text"_s, formText(request.form) },
                            { u"comment"_s, u"Rebuilt from the parameters; their order may have been another."_s } };
    }
    return object;
}

QJsonObject responseOf(int status, const event::Parameters &headers, const QString &body, qint64 bytes)
{
    QJsonObject content { { u"size"_s, body.toUtf8().size() }, { u"mimeType"_s, valueOf(headers, "Content-Type"_L1) } };
    if (!body.isEmpty())
        content[u"text"_s] = body;
    return { { u"status"_s, status },
             { u"statusText"_s, statusText(status) },
             { u"httpVersion"_s, u"HTTP/1.1"_s },
             { u"cookies"_s, QJsonArray() },
             { u"headers"_s, pairsOf(headers) },
             { u"content"_s, content },
             { u"redirectURL"_s, valueOf(headers, "Location"_L1) },
             { u"headersSize"_s, -1 },
             { u"bodySize"_s, body.toUtf8().size() },
             { u"_transferSize"_s, bytes } };
}

QJsonObject entry(const base::CallSid &call, base::Utc begin, double milliseconds, const QJsonObject &request,
                  const QJsonObject &response)
{
    return { { u"pageref"_s, call.toString() },
             { u"startedDateTime"_s, harTime(begin) },
             { u"time"_s, milliseconds },
             { u"request"_s, request },
             { u"response"_s, response },
             { u"cache"_s, QJsonObject() },
             { u"timings"_s, timings(milliseconds) } };
}

/// Our own TwiML told Twilio where to go.
QString streamUrl(const CallCopy &call, std::size_t start)
{
    static const QRegularExpression wanted(u"\"(wss?://[^\"]+)\""_s);
    QString origin = u"http://localhost"_s;
    for (std::size_t i = start; i-- > 0;) {
        const auto *request = std::get_if<HttpRequested>(&call.events[i].payload);
        if (!request)
            continue;
        if (const auto match = wanted.match(request->responseBody); match.hasMatch())
            return match.captured(1).replace(u"&amp;"_s, u"&"_s);
        origin = originOf(*request, publicOrigin(call));
    }
    return u"ws"_s + origin.mid(4) + u"/ws/twilio-media"_s;
}

} // namespace

QString harTime(base::Utc utc)
{
    QByteArray text;
    event::appendTimestamp(text, utc, event::TimestampStyle::Rfc3339);
    return QString::fromLatin1(text);
}

std::vector<HarEntry> harEntries(const CallCopy &call)
{
    std::vector<HarEntry> all;
    for (std::size_t i = 0; i < call.events.size(); ++i) {
        const event::Event &event = call.events[i];
        if (const auto *request = std::get_if<HttpRequested>(&event.payload)) {
            const auto lasted = std::chrono::duration<double, std::milli>(request->milliseconds);
            all.push_back({ event.utc - std::chrono::duration_cast<base::Utc::duration>(lasted), i });
        } else if (std::holds_alternative<event::StreamStarted>(event.payload)) {
            all.push_back({ event.utc, i });
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const HarEntry &a, const HarEntry &b) { return a.begin < b.begin; });
    return all;
}

QJsonObject harWebhook(const CallCopy &call, const HarEntry &at)
{
    const auto &request = std::get<HttpRequested>(call.events[at.event].payload);
    QJsonObject object
        = entry(call.callSid, at.begin, request.milliseconds, requestOf(request, publicOrigin(call)),
                responseOf(request.status, request.responseHeaders, request.responseBody, request.responseBytes));
    object[u"connection"_s] = request.peer;
    object[u"comment"_s] = u"X-Twilio-Signature: %1"_s.arg(request.signature);
    return object;
}

QJsonObject harStream(const CallCopy &call, const HarEntry &at, std::chrono::milliseconds length, bool withSound)
{
    const QJsonObject request { { u"method"_s, u"GET"_s },
                                { u"url"_s, streamUrl(call, at.event) },
                                { u"httpVersion"_s, u"HTTP/1.1"_s },
                                { u"cookies"_s, QJsonArray() },
                                { u"headers"_s, QJsonArray() },
                                { u"queryString"_s, QJsonArray() },
                                { u"headersSize"_s, -1 },
                                { u"bodySize"_s, 0 } };
    QJsonObject object
        = entry(call.callSid, at.begin, static_cast<double>(length.count()), request, responseOf(101, {}, {}, 0));
    object[u"connection"_s] = call.events[at.event].streamSid.toString();
    object[u"_resourceType"_s] = u"websocket"_s;
    const QString sound = withSound ? u"The media messages are made of the recorded sound, which stands where it was "
                                      "heard and not where it was sent."_s
                                    : u"The media messages are left out."_s;
    object[u"comment"_s]
        = u"A media stream. Its messages are rebuilt from events, the headers of its upgrade are not known. "_s + sound;
    return object;
}

} // namespace callscope::store
