#include "core/check/incomingcall.h"
#include "core/check/refusal.h"
#include "core/check/stages.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QUrl>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;

constexpr int forbidden = 403;

bool isLoopback(const QByteArray &url)
{
    const QString host = QUrl::fromEncoded(url).host();
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

QString line(const QString &what, const IncomingCall &call)
{
    return call.answer ? u"%1: %2 %3"_s.arg(what).arg(call.answer->status).arg(QString::fromUtf8(call.answer->reason))
                       : u"%1: %2"_s.arg(what, call.answer.error().text);
}

bool isRefused(const IncomingCall &call)
{
    return call.answer && call.answer->status == forbidden;
}

/// Without a token nothing can be signed, so only that an unsigned one is let in can be seen.
Finding withoutToken(const Probe &probe, const IncomingCall &unsignedCall)
{
    Finding finding { .evidence = { line(u"unsigned webhook"_s, unsignedCall) } };
    finding.summary = { QT_TRANSLATE_NOOP("Check", "Unsigned webhooks are let in.") };
    finding.fault = u"unsigned_let_in"_s;
    finding.causes
        = { { QT_TRANSLATE_NOOP("Check",
                                "Anybody who finds the address can place calls into the bot. Give the server the "
                                "account's auth token, let it refuse what is not signed, and give the token here "
                                "too.") } };
    finding.verdict = isLoopback(probe.options().baseUrl) ? Verdict::Warning : Verdict::NoGo;
    return finding;
}

Finding letIn(const QString &who, const QStringList &evidence)
{
    Finding finding { .verdict = Verdict::NoGo, .fault = u"%1_let_in"_s.arg(who), .evidence = evidence };
    finding.summary = who == "unsigned"_L1
        ? Sentence { QT_TRANSLATE_NOOP("Check", "An unsigned webhook is not refused with 403.") }
        : Sentence { QT_TRANSLATE_NOOP("Check", "A wrongly signed webhook is not refused with 403.") };
    finding.causes
        = { { QT_TRANSLATE_NOOP("Check",
                                "The server does not check X-Twilio-Signature, or does so only in production: use the "
                                "RequestValidator of Twilio's library on every webhook, and answer 403.") } };
    return finding;
}

Finding statusCallbackRefused(const ProbeRequest &request, const Probe &probe, const net::HttpClient::Answer &answer)
{
    return { .verdict = Verdict::NoGo,
             .fault = u"stream_status_refused"_s,
             .summary = { QT_TRANSLATE_NOOP("Check", "The stream status callback refuses what is not signed.") },
             .evidence = answerLines(probe, request, answer),
             .causes
             = { { QT_TRANSLATE_NOOP("Check",
                                     "It must answer 204 always: a refused status callback stalls the stream for "
                                     "nothing. Take it out of the signature check.") } } };
}

} // namespace

Finding checkSignature(Probe &probe)
{
    const IncomingCall unsignedCall = ring(probe, Signing::None);
    if (probe.options().authToken.isEmpty())
        return isRefused(unsignedCall)
            ? Finding { .summary = { QT_TRANSLATE_NOOP("Check", "Unsigned webhooks are refused.") },
                        .evidence = { line(u"unsigned webhook"_s, unsignedCall) } }
            : withoutToken(probe, unsignedCall);
    QStringList evidence { line(u"unsigned webhook"_s, unsignedCall) };
    if (!isRefused(unsignedCall))
        return letIn(u"unsigned"_s, evidence);
    const IncomingCall wrong = ring(probe, Signing::Wrong);
    evidence += line(u"wrongly signed webhook"_s, wrong);
    if (!isRefused(wrong))
        return letIn(u"wrongly_signed"_s, evidence);
    if (!probe.options().routes.streamStatus.isEmpty()) {
        const ProbeRequest request { .path = probe.options().routes.streamStatus,
                                     .fields = { { "StreamEvent", "stream-started" } },
                                     .signing = Signing::None };
        const net::HttpClient::Answer answer = probe.request(request);
        if (answer && isRefusal(answer->status))
            return statusCallbackRefused(request, probe, answer);
        evidence += answer ? u"unsigned stream status callback: %1"_s.arg(answer->status) : answer.error().text;
    }
    return { .summary = { QT_TRANSLATE_NOOP("Check", "Unsigned and wrongly signed webhooks are refused with 403.") },
             .evidence = evidence };
}

} // namespace callscope::check
