#include "core/check/probe.h"
#include "core/check/refusal.h"
#include "core/check/stages.h"

#include <QCoreApplication>
#include <QDateTime>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype largeBody = 1024 * 1024;
constexpr int noContent = 204;

ProbeRequest streamStatus(const Probe &probe, const simulate::CallIdentity &caller)
{
    return { .path = probe.options().routes.streamStatus,
             .fields = { { "AccountSid", caller.account.bytes() },
                         { "CallSid", caller.call.bytes() },
                         { "StreamSid", "MZ" + caller.call.bytes().mid(2) },
                         { "StreamName", "check" },
                         { "StreamEvent", "stream-started" },
                         { "Timestamp", QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() } } };
}

/// The same route with a body that Twilio would not send; a name for the evidence.
struct OddBody
{
    const char *name;
    QByteArray contentType, body;
};

std::vector<OddBody> oddBodies()
{
    QByteArray every;
    for (int byte = 0; byte < 256; ++byte)
        every += static_cast<char>(byte);
    return { { "JSON", "application/json", R"({"StreamEvent":"stream-stopped"})" },
             { "an empty body", "application/x-www-form-urlencoded", {} },
             { "a binary body", "application/octet-stream", every },
             { "a body of 1 MiB", "application/x-www-form-urlencoded", "StreamError=" + QByteArray(largeBody, 'x') } };
}

Finding wrongStatus(const Probe &probe, const ProbeRequest &request, const net::HttpClient::Answer &answer,
                    const QString &option)
{
    Finding finding { .verdict = Verdict::NoGo, .evidence = answerLines(probe, request, answer) };
    const QString path = QString::fromUtf8(request.path);
    if (!answer) {
        finding.summary = { QT_TRANSLATE_NOOP("Check", "%1 gave no answer."), { path } };
        finding.causes = causesOfSilence(answer.error());
        return finding;
    }
    finding.summary
        = { QT_TRANSLATE_NOOP("Check", "%1 answered %2 in place of 204."), { path, QString::number(answer->status) } };
    if (answer->status >= 500)
        finding.causes = causesOfServerError(probe.stack());
    else if (answer->status == 404 || answer->status == 405)
        finding.causes = causesOfMissingRoute(probe.stack(), request.path, option);
    else if (isRefusal(answer->status))
        finding.causes
            = { { QT_TRANSLATE_NOOP("Check",
                                    "The callback was refused: it must answer 204 whatever it is sent, or it "
                                    "checks a signature made with another auth token (--auth-token).") } };
    else
        finding.causes = { { QT_TRANSLATE_NOOP("Check",
                                               "Twilio expects no instructions here: answer 204 without a body "
                                               "(Flask: `return \"\", 204`; Express: `res.sendStatus(204)`; FastAPI: "
                                               "`Response(status_code=204)`).") } };
    return finding;
}

std::optional<Finding> withOddBodies(Probe &probe, QStringList &evidence, bool &refusedLarge)
{
    for (const OddBody &odd : oddBodies()) {
        ProbeRequest request { .path = probe.options().routes.streamStatus,
                               .contentType = odd.contentType,
                               .body = odd.body };
        const net::HttpClient::Answer answer = probe.request(request);
        const bool tooLarge = odd.body.size() > largeBody;
        if (!answer && tooLarge) { // closed while the body came; a proxy's limit may do so
            refusedLarge = true;
            evidence += u"%1: %2"_s.arg(QLatin1String(odd.name), answer.error().text);
            continue;
        }
        if (answer && answer->status < 500) {
            evidence += u"%1: %2 %3"_s.arg(QLatin1String(odd.name))
                            .arg(answer->status)
                            .arg(QString::fromUtf8(answer->reason));
            continue;
        }
        Finding finding = wrongStatus(probe, request, answer, u"--stream-status-path"_s);
        finding.fault = u"stream_status_fails_on_body"_s;
        finding.summary
            = { QT_TRANSLATE_NOOP("Check", "The stream status callback fails on %1."), { QLatin1String(odd.name) } };
        finding.evidence = evidence + finding.evidence;
        return finding;
    }
    return std::nullopt;
}

} // namespace

Finding checkStreamStatus(Probe &probe)
{
    if (probe.options().routes.streamStatus.isEmpty())
        return { .verdict = Verdict::Skipped,
                 .summary = { QT_TRANSLATE_NOOP("Check", "The server has no stream status callback.") } };
    const simulate::CallIdentity caller = probe.newCaller();
    const ProbeRequest request = streamStatus(probe, caller);
    const net::HttpClient::Answer answer = probe.request(request);
    probe.hangUp(caller); // no call that goes on for ever in the server's list
    if (!answer || answer->status != noContent) {
        Finding finding = wrongStatus(probe, request, answer, u"--stream-status-path"_s);
        finding.fault = u"stream_status_status"_s;
        return finding;
    }
    Finding finding { .evidence = answerLines(probe, request, answer) };
    if (!answer->header("Cache-Control").value_or(QByteArray()).toLower().contains("no-store")) {
        finding.verdict = Verdict::NoGo;
        finding.fault = u"stream_status_cacheable"_s;
        finding.summary = { QT_TRANSLATE_NOOP(
            "Check", "The stream status callback answers 204, but without Cache-Control: no-store.") };
        finding.causes
            = { { QT_TRANSLATE_NOOP("Check",
                                    "A cache on the way may answer in place of the server. Send Cache-Control: "
                                    "no-store, no-cache, must-revalidate, max-age=0.") } };
        return finding;
    }
    bool refusedLarge = false;
    if (const auto failed = withOddBodies(probe, finding.evidence, refusedLarge))
        return *failed;
    finding.summary = { QT_TRANSLATE_NOOP("Check", "204 with no-store; no body makes it fail.") };
    if (refusedLarge) {
        finding.verdict = Verdict::Warning;
        finding.fault = u"stream_status_cuts_large_body"_s;
        finding.summary
            = { QT_TRANSLATE_NOOP("Check", "204 with no-store; a body of 1 MiB is cut off without an answer.") };
    }
    return finding;
}

Finding checkStreamEnded(Probe &probe)
{
    if (probe.options().routes.streamEnded.isEmpty())
        return { .verdict = Verdict::Skipped,
                 .summary = { QT_TRANSLATE_NOOP("Check", "The server has no callback at the end of the stream.") } };
    const simulate::CallIdentity caller = probe.newCaller();
    const ProbeRequest request { .path = probe.options().routes.streamEnded,
                                 .fields = simulate::voiceFields(caller, "completed") };
    const net::HttpClient::Answer answer = probe.request(request);
    probe.hangUp(caller);
    if (answer && isRefusal(answer->status))
        return refusedWebhook(probe, answerLines(probe, request, answer));
    if (!answer || answer->status != noContent) {
        Finding finding = wrongStatus(probe, request, answer, u"--stream-ended-path"_s);
        finding.fault = u"stream_ended_status"_s;
        return finding;
    }
    return { .summary = { QT_TRANSLATE_NOOP("Check", "204.") }, .evidence = answerLines(probe, request, answer) };
}

} // namespace callscope::check
