#include "core/gateway/access.h"

#include "core/gateway/publicorigin.h"
#include "core/twilio/signature.h"

namespace callscope::gateway {

namespace {

Access::Verdict withoutToken(const net::HttpRequest &request)
{
    const QString notChecked = QStringLiteral("not checked");
    if (isLoopback(request.peer))
        return { true, notChecked, {} };
    return { false, notChecked,
             QStringLiteral("no auth token is configured, so only loopback peers are let in: set TWILIO_AUTH_TOKEN") };
}

Access::Verdict explain(twilio::SignatureVerdict verdict, const QByteArray &baseUrl)
{
    switch (verdict) {
    case twilio::SignatureVerdict::Valid:
        return { true, QStringLiteral("valid"), {} };
    case twilio::SignatureVerdict::Missing:
        return { false, QStringLiteral("missing"), QStringLiteral("the request has no X-Twilio-Signature header") };
    case twilio::SignatureVerdict::Wrong:
        return { false, QStringLiteral("wrong"),
                 QStringLiteral(
                     "X-Twilio-Signature does not match under %1: PUBLIC_BASE_URL has to be the address in "
                     "Twilio's settings, TWILIO_AUTH_TOKEN (or, during a rotation, TWILIO_SECONDARY_AUTH_TOKEN) a "
                     "token of the same account")
                     .arg(QString::fromUtf8(baseUrl)) };
    }
    Q_UNREACHABLE();
}

} // namespace

Access::Access(const config::Settings &settings)
{
    for (const base::Secret &token : { settings.twilioAuthToken, settings.twilioSecondaryAuthToken }) {
        if (!token.isEmpty())
            m_authTokens.push_back(token);
    }
}

Access::Verdict Access::webhook(const net::HttpRequest &request, const net::FormFields &fields,
                                const std::optional<QByteArray> &baseUrl) const
{
    if (const auto verdict = foregone(request, baseUrl))
        return *verdict;
    return explain(twilio::webhookSignature(request, fields, *baseUrl, m_authTokens), *baseUrl);
}

Access::Verdict Access::upgrade(const net::HttpRequest &request, const std::optional<QByteArray> &baseUrl) const
{
    if (const auto verdict = foregone(request, baseUrl))
        return *verdict;
    return explain(twilio::upgradeSignature(request, *baseUrl, m_authTokens), *baseUrl);
}

std::optional<Access::Verdict> Access::foregone(const net::HttpRequest &request,
                                                const std::optional<QByteArray> &baseUrl) const
{
    if (!checksSignatures())
        return withoutToken(request);
    if (baseUrl)
        return std::nullopt;
    return Verdict { false, QStringLiteral("wrong"),
                     QStringLiteral(
                         "the public address is not known, so no signature can be checked: set PUBLIC_BASE_URL, or "
                         "name the proxy in trusted_proxies") };
}

} // namespace callscope::gateway
