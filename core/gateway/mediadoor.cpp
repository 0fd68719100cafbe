#include "core/gateway/mediadoor.h"

#include "core/gateway/publicorigin.h"
#include "core/twilio/paths.h"
#include "core/twilio/twiml.h"
#include "core/twilio/websockethead.h"

namespace callscope::gateway {

namespace {

constexpr int mostPresumptions = 20;

QString peerText(const net::HttpRequest &request)
{
    return QStringLiteral("%1:%2").arg(request.peer.toString()).arg(request.peerPort);
}

} // namespace

bool MediaDoor::accepts(const net::HttpRequest &head) const
{
    return head.path() == twilio::mediaPath && !refusal(head);
}

net::HttpResponse MediaDoor::refuse(const net::HttpRequest &request)
{
    const Refusal refused = refusal(request).value_or(
        Refusal { 400, QStringLiteral("this upgrade cannot be granted: it needs HTTP/1.1 and no body") });
    if (refused.status == 403)
        m_parts.events.publish(
            event::SignatureRejected { QString::fromUtf8(request.path()), request.peer.toString(), refused.reason });
    m_parts.events.publish(event::WebSocketRejected { peerText(request), QString::fromUtf8(request.path()),
                                                      refused.status, refused.reason },
                           presumedCall());
    net::HttpResponse response = net::HttpResponse::text(refused.status, refused.reason.toUtf8() + '\n');
    response.headers.insert(response.headers.end(), refused.headers.begin(), refused.headers.end());
    return response;
}

/// Whose upgrade it may have been that was refused: of the only call that awaits one. Anybody can be refused, so only a
/// few stand in its record.
base::CallSid MediaDoor::presumedCall()
{
    const base::CallSid only = m_parts.calls.onlyAwaited().value_or(base::CallSid());
    if (only != m_presumed) {
        m_presumed = only;
        m_presumptions = 0;
    }
    if (m_presumptions >= mostPresumptions)
        return {};
    ++m_presumptions;
    return only;
}

std::optional<MediaDoor::Refusal> MediaDoor::refusal(const net::HttpRequest &head) const
{
    const twilio::UpgradeVerdict verdict = twilio::checkUpgrade({ head.method, head.target, 11, head.headers });
    if (!verdict.isAccepted())
        return Refusal { verdict.status, verdict.reason, verdict.headers };
    const Access::Verdict access = m_parts.access.upgrade(head, publicBaseUrl(head, m_parts.settings));
    if (!access.allowed)
        return Refusal { 403, QStringLiteral("Forbidden: ") + access.reason };
    return std::nullopt;
}

QString MediaDoor::faultOf(const StreamArrival &arrival)
{
    const QString fault = startFault(arrival);
    if (!fault.isEmpty())
        m_parts.events.publish(
            event::WebSocketRejected { arrival.peer, QString::fromLatin1(twilio::mediaPath), 1008, fault },
            arrival.start.callSid, arrival.start.streamSid);
    return fault;
}

QString MediaDoor::startFault(const StreamArrival &arrival)
{
    const twilio::StartMessage &start = arrival.start;
    if (!m_parts.settings.twilioAccountSid.isEmpty()
        && start.accountSid.toString() != m_parts.settings.twilioAccountSid)
        return QStringLiteral("start names another account than the configured one");
    const std::optional<QString> token = start.parameter(QString::fromLatin1(twilio::tokenParameter));
    if (!token) {
        const bool free = arrival.isLocal && !m_parts.access.checksSignatures();
        return free ? QString() : QStringLiteral("start carries no stream token of ours");
    }
    switch (m_parts.tokens.redeem(start.callSid, token->toUtf8())) {
    case twilio::StreamTokens::Verdict::Valid:
        return {};
    case twilio::StreamTokens::Verdict::Unknown:
        return QStringLiteral("unknown stream token");
    case twilio::StreamTokens::Verdict::Expired:
        return QStringLiteral("expired stream token");
    case twilio::StreamTokens::Verdict::Used:
        return QStringLiteral("stream token was used before");
    case twilio::StreamTokens::Verdict::WrongCall:
        return QStringLiteral("stream token of another call");
    }
    Q_UNREACHABLE();
}

} // namespace callscope::gateway
