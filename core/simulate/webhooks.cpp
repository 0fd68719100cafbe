#include "core/simulate/webhooks.h"

#include "core/simulate/twimlanswer.h"
#include "core/twilio/signature.h"

#include <QNetworkCookie>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>
#include <QUuid>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;

constexpr int maxRedirects = 10;

int faultCode(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return 11202;
    case QNetworkReply::TimeoutError:
        return 11201;
    case QNetworkReply::HostNotFoundError:
        return 11210;
    case QNetworkReply::SslHandshakeFailedError:
        return 11220;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return 11206;
    default:
        return 11205;
    }
}

std::optional<Fault> faultOf(const QByteArray &url, QNetworkReply *reply, int status, std::chrono::milliseconds ceiling)
{
    const QString where = QString::fromUtf8(url);
    if (reply->error() == QNetworkReply::OperationCanceledError)
        return Fault { 11200, u"%1 gave no whole answer within %2 s"_s.arg(where).arg(double(ceiling.count()) / 1000) };
    if (status != 0 && (status < 200 || status > 299)) {
        const QString reason = reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
        return Fault { 11200, u"%1 answered %2 %3"_s.arg(where).arg(status).arg(reason) };
    }
    if (reply->error() != QNetworkReply::NoError)
        return Fault { faultCode(reply->error()), u"%1: %2"_s.arg(where, reply->errorString()) };
    return std::nullopt;
}

} // namespace

net::FormFields voiceFields(const CallIdentity &identity, const QByteArray &status)
{
    net::FormFields fields { { "ApiVersion", "2010-04-01" },
                             { "AccountSid", identity.account.bytes() },
                             { "CallSid", identity.call.bytes() },
                             { "CallStatus", status },
                             { "Direction", "inbound" },
                             { "From", identity.from },
                             { "Caller", identity.from },
                             { "To", identity.to },
                             { "Called", identity.to } };
    for (const char *party : { "From", "Caller", "To", "Called" }) {
        for (const char *part : { "City", "State", "Zip", "Country" })
            fields.emplace_back(QByteArray(party) + part, QByteArray());
    }
    return fields;
}

Webhooks::Webhooks(Settings settings, Exchange &exchange, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_clock(clock)
    , m_exchange(exchange)
{ }

void Webhooks::request(const QByteArray &url, HttpMethod method, const net::FormFields &fields, const Callback &done)
{
    const QByteArray token = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    ++m_pending;
    send({ url, method, fields, done, m_clock.monotonic(), token });
}

void Webhooks::notify(const QByteArray &url, HttpMethod method, const net::FormFields &fields)
{
    request(url, method, fields, [this](const WebhookAnswer &answer) {
        if (const auto fault = statusCallbackFault(answer))
            Q_EMIT warned(*fault);
    });
}

void Webhooks::send(const Pending &pending)
{
    const QByteArray form = net::encodeForm(pending.fields);
    const bool post = pending.method == HttpMethod::Post;
    QByteArray url = pending.url;
    if (!post && !form.isEmpty())
        url += (url.contains('?') ? '&' : '?') + form;
    const Destination destination = m_settings.addresses.destination(url);
    QNetworkRequest request(destination.connectTo);
    request.setRawHeader("Host", destination.host);
    request.setRawHeader("User-Agent", "TwilioProxy/1.1");
    request.setRawHeader("Accept", "*/*");
    request.setRawHeader("I-Twilio-Idempotency-Token", pending.idempotencyToken);
    request.setRawHeader("X-Home-Region", "us1");
    if (!m_settings.authToken.isEmpty()) {
        const net::FormFields signedFields = post ? pending.fields : net::FormFields {};
        request.setRawHeader("X-Twilio-Signature",
                             twilio::signature(m_settings.authToken, destination.signedUrl, signedFields));
    }
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    addCookies(request);
    if (post)
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded; charset=UTF-8"_s);
    QNetworkReply *reply = m_exchange.send(
        [&](QNetworkAccessManager &network) { return post ? network.post(request, form) : network.get(request); });
    reply->setParent(this);
    auto *ceiling = new QTimer(reply);
    ceiling->setSingleShot(true);
    connect(ceiling, &QTimer::timeout, reply, &QNetworkReply::abort);
    ceiling->start(m_settings.ceiling);
    connect(reply, &QNetworkReply::finished, this, [this, pending, reply] { finish(pending, reply); });
}

/// Not those of other calls through the same network.
void Webhooks::addCookies(QNetworkRequest &request) const
{
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    const QList<QNetworkCookie> cookies = m_cookies.cookiesForUrl(request.url());
    if (!cookies.isEmpty())
        request.setHeader(QNetworkRequest::CookieHeader, QVariant::fromValue(cookies));
}

void Webhooks::keepCookies(const QNetworkReply &reply)
{
    const auto cookies = reply.header(QNetworkRequest::SetCookieHeader).value<QList<QNetworkCookie>>();
    if (!cookies.isEmpty())
        m_cookies.setCookiesFromUrl(cookies, reply.url());
}

bool Webhooks::follow(const Pending &pending, QNetworkReply *reply)
{
    const QByteArray location = reply->rawHeader("Location");
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status < 301 || status > 308 || location.isEmpty() || pending.redirects >= maxRedirects)
        return false;
    Pending next = pending;
    next.url = resolvedUrl(pending.url, QString::fromUtf8(location));
    next.method = status == 307 || status == 308 ? pending.method : HttpMethod::Get;
    ++next.redirects;
    send(next);
    return true;
}

void Webhooks::finish(const Pending &pending, QNetworkReply *reply)
{
    reply->deleteLater();
    keepCookies(*reply);
    if (follow(pending, reply))
        return;
    WebhookAnswer answer { pending.url };
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.contentType = reply->rawHeader("Content-Type");
    answer.body = reply->readAll();
    answer.took = m_clock.monotonic() - pending.begun;
    answer.fault = faultOf(pending.url, reply, answer.status, m_settings.ceiling);
    if (pending.redirects >= maxRedirects && answer.fault)
        answer.fault->code = 11215;
    pending.done(answer);
    --m_pending;
    Q_EMIT answered(answer);
}

} // namespace callscope::simulate
