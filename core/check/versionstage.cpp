#include "core/check/probe.h"
#include "core/check/stages.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;

Finding otherDeploy(const QString &expected, const QString &got)
{
    Finding finding { .verdict = Verdict::NoGo, .fault = u"deploy_id_other"_s };
    finding.summary = got.isEmpty()
        ? Sentence { QT_TRANSLATE_NOOP("Check", "/version has no deploy_id; %1 was expected."), { expected } }
        : Sentence { QT_TRANSLATE_NOOP("Check", "The server is deploy %1, not %2."), { got, expected } };
    finding.causes.push_back({ QT_TRANSLATE_NOOP("Check",
                                                 "An older deploy still answers: the new one did not start, the load "
                                                 "balancer has not switched, or DEPLOY_ID was not set for it.") });
    return finding;
}

} // namespace

Finding checkVersion(Probe &probe)
{
    const QByteArray &path = probe.options().routes.version;
    if (path.isEmpty())
        return { .verdict = Verdict::Skipped,
                 .summary = { QT_TRANSLATE_NOOP("Check", "The server does not tell its version.") } };
    const ProbeRequest request { .method = "GET", .path = path, .signing = Signing::None };
    const net::HttpClient::Answer answer = probe.request(request);
    Finding finding { .verdict = Verdict::NoGo, .evidence = answerLines(probe, request, answer) };
    if (!answer || answer->status != 200) {
        finding.fault = u"version_status"_s;
        finding.summary = { QT_TRANSLATE_NOOP("Check", "%1 is not answered with 200."), { QString::fromUtf8(path) } };
        finding.causes = !answer    ? causesOfSilence(answer.error())
            : answer->status >= 500 ? causesOfServerError(probe.stack())
                                    : causesOfMissingRoute(probe.stack(), path, u"--version-path"_s);
        return finding;
    }
    const QJsonObject said = QJsonDocument::fromJson(answer->body).object();
    const QString deployId = said.value("deploy_id"_L1).toString(), version = said.value("version"_L1).toString();
    const QString expected = QString::fromUtf8(probe.options().expectedDeployId);
    if (!expected.isEmpty() && deployId != expected) {
        Finding other = otherDeploy(expected, deployId);
        other.evidence = finding.evidence;
        return other;
    }
    finding.verdict = Verdict::Go;
    finding.summary = deployId.isEmpty()
        ? Sentence { QT_TRANSLATE_NOOP("Check", "200, version \"%1\"."), { version } }
        : Sentence { QT_TRANSLATE_NOOP("Check", "200, version \"%1\", deploy id \"%2\"."), { version, deployId } };
    return finding;
}

} // namespace callscope::check
