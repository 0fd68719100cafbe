#include "core/check/incomingcall.h"
#include "core/check/refusal.h"
#include "core/check/stages.h"
#include "core/check/twimlrules.h"
#include "core/simulate/twimlreader.h"

#include <QCoreApplication>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;

Finding badStatus(const Probe &probe, const IncomingCall &call)
{
    const int status = call.answer->status;
    if (isRefusal(status))
        return refusedWebhook(probe, answerLines(probe, call.request, call.answer));
    Finding finding { .verdict = Verdict::NoGo,
                      .fault = u"incoming_call_status"_s,
                      .summary = { QT_TRANSLATE_NOOP("Check", "The incoming call is answered with %1 in place of 200."),
                                   { QString::number(status) } },
                      .evidence = answerLines(probe, call.request, call.answer) };
    finding.causes = status >= 500 ? causesOfServerError(probe.stack())
                                   : causesOfMissingRoute(probe.stack(), call.request.path, u"--incoming-path"_s);
    return finding;
}

bool isXml(const net::ClientResponse &response)
{
    const QByteArray type
        = response.header("Content-Type").value_or(QByteArray()).split(';').first().trimmed().toLower();
    return type == "text/xml" || type == "application/xml";
}

Finding judge(const Probe &probe, const IncomingCall &call)
{
    const net::ClientResponse &response = *call.answer;
    Finding finding { .verdict = Verdict::NoGo, .evidence = answerLines(probe, call.request, call.answer) };
    if (!isXml(response)) {
        finding.fault = u"twiml_content_type"_s;
        finding.summary = { QT_TRANSLATE_NOOP("Check", "The Content-Type is \"%1\", not text/xml."),
                            { QString::fromUtf8(response.header("Content-Type").value_or(QByteArray())) } };
        finding.causes
            = { { QT_TRANSLATE_NOOP("Check",
                                    "Twilio reports 12300, or reads the text aloud. Flask: `Response(xml, "
                                    "mimetype=\"text/xml\")`; Express: `res.type(\"text/xml\").send(xml)`; FastAPI: "
                                    "`Response(xml, media_type=\"text/xml\")`.") } };
        return finding;
    }
    if (const auto fault = twimlFault(response.body)) {
        finding.fault = fault->fault;
        finding.summary = fault->summary;
        finding.causes = { fault->cause };
        if (fault->line > 0)
            finding.evidence.prepend(
                documentLine(probe.masked(QString::fromUtf8(response.body)).toUtf8(), fault->line));
        return finding;
    }
    finding.verdict = Verdict::Go;
    finding.summary = { QT_TRANSLATE_NOOP("Check", "200 text/xml, the call is connected to %1."),
                        { QString::fromUtf8(streamUrlOf(response.body).value_or(QByteArray())) } };
    for (const simulate::Fault &warning : simulate::readTwiml(response.body).warnings) {
        finding.verdict = Verdict::Warning;
        finding.fault = u"twiml_warning"_s;
        finding.evidence += u"%1: %2"_s.arg(warning.code).arg(warning.text);
        finding.causes = { { QT_TRANSLATE_NOOP(
            "Check", "Twilio passes over what it does not know: check spelling and nesting.") } };
    }
    return finding;
}

} // namespace

Finding checkTwiml(Probe &probe)
{
    const IncomingCall call = ring(probe, Signing::Right);
    if (!call.answer)
        return { .verdict = Verdict::NoGo,
                 .fault = u"incoming_call_silent"_s,
                 .summary = { QT_TRANSLATE_NOOP("Check", "The incoming call gets no answer.") },
                 .evidence = answerLines(probe, call.request, call.answer),
                 .causes = causesOfSilence(call.answer.error()) };
    return call.answer->status == 200 ? judge(probe, call) : badStatus(probe, call);
}

} // namespace callscope::check
