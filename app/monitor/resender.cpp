#include "app/monitor/resender.h"

#include "core/net/form.h"
#include "core/twilio/signature.h"

#include <algorithm>
#include <array>

namespace callscope::app {

namespace {

constexpr std::chrono::seconds patience { 15 };
/// What stands for a secret in what was captured; it is not what was sent.
const QString masked = QStringLiteral("***"), cutMark = QStringLiteral("…(+");

/// Headers that belong to the first sending and not to what was asked.
bool isOfTheFirstSending(const QString &name)
{
    static constexpr std::array<QLatin1String, 12> names {
        QLatin1String("host"),
        QLatin1String("content-length"),
        QLatin1String("connection"),
        QLatin1String("accept-encoding"),
        QLatin1String("authorization"),
        QLatin1String("x-twilio-signature"),
        QLatin1String("content-type"),
        QLatin1String("x-callscope-resent"),
        QLatin1String("forwarded"),
        QLatin1String("x-forwarded-host"),
        QLatin1String("x-forwarded-proto"),
        QLatin1String("x-forwarded-for"),
    };
    return std::any_of(names.begin(), names.end(),
                       [&](QLatin1String one) { return name.compare(one, Qt::CaseInsensitive) == 0; });
}

/// What was kept is not what was sent.
bool isCut(const event::HttpRequested &request)
{
    return std::any_of(request.form.begin(), request.form.end(), [](const auto &field) {
        return field.second == masked || field.first.startsWith(cutMark) || field.second.contains(cutMark);
    });
}

} // namespace

Resender::Resender(const QString &gatewayUrl, const QString &publicBaseUrl, base::Secret authToken, QObject *parent)
    : QObject(parent)
    , m_gatewayUrl(gatewayUrl.toUtf8())
    , m_publicBaseUrl(publicBaseUrl.isEmpty() ? m_gatewayUrl : publicBaseUrl.toUtf8())
    , m_authToken(std::move(authToken))
{ }

void Resender::resend(const event::HttpRequested &request)
{
    if (isCut(request)) {
        Q_EMIT failed(
            { base::ErrorCode::InvalidInput,
              QStringLiteral("This request cannot be sent again: what was kept of its form was cut or masked.") });
        return;
    }
    QByteArray target = request.path.toUtf8();
    if (!request.query.isEmpty())
        target += '?' + request.query.toUtf8();
    net::FormFields form;
    for (const auto &[name, value] : request.form)
        form.push_back({ name.toUtf8(), value.toUtf8() });

    net::Headers headers;
    for (const auto &[name, value] : request.requestHeaders) {
        if (!isOfTheFirstSending(name) && !value.contains(masked))
            headers.push_back({ name.toUtf8(), value.toUtf8() });
    }
    headers.push_back({ "Content-Type", "application/x-www-form-urlencoded; charset=UTF-8" });
    headers.push_back({ "X-Callscope-Resent", "1" });
    if (!m_authToken.isEmpty())
        headers.push_back({ "X-Twilio-Signature", twilio::signature(m_authToken, m_publicBaseUrl + target, form) });

    m_client
        .request(request.method.toLatin1(), QUrl::fromEncoded(m_gatewayUrl + target), headers, net::encodeForm(form),
                 patience)
        .then(this, [this](const net::HttpClient::Answer &answer) {
            if (!answer)
                Q_EMIT failed(answer.error());
        });
}

} // namespace callscope::app
