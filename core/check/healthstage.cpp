#include "core/check/probe.h"
#include "core/check/stages.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int requests = 10;
constexpr std::chrono::milliseconds inTime = 1s, patience = 5s;
constexpr std::chrono::seconds callLength = 3s;

ProbeRequest healthRequest(const Probe &probe)
{
    return { .method = "GET", .path = probe.options().routes.health, .signing = Signing::None, .timeout = patience };
}

/// The round of requests as it went: the times of the good ones, and the first that was not good.
struct Round
{
    std::vector<std::chrono::milliseconds> times {};
    std::optional<net::HttpClient::Answer> bad {};
};

bool isGood(const net::HttpClient::Answer &answer)
{
    return answer && answer->status == 200 && answer->elapsed <= inTime;
}

bool ask(Probe &probe, Round &round)
{
    const net::HttpClient::Answer answer = probe.request(healthRequest(probe));
    if (!isGood(answer)) {
        round.bad = answer;
        return false;
    }
    round.times.push_back(inMilliseconds(answer->elapsed));
    return true;
}

QString timesLine(const QString &when, const std::vector<std::chrono::milliseconds> &times)
{
    QStringList texts;
    for (const auto time : times)
        texts += QString::number(time.count());
    return u"%1: %2 ms"_s.arg(when, texts.join(u", "_s));
}

Finding refused(const Probe &probe, const Round &round, bool duringCall)
{
    const net::HttpClient::Answer &answer = *round.bad;
    Finding finding { .verdict = Verdict::NoGo };
    finding.evidence = answerLines(probe, healthRequest(probe), answer);
    if (!round.times.empty())
        finding.evidence += timesLine(u"before it"_s, round.times);
    const QString path = QString::fromUtf8(probe.options().routes.health);
    if (answer && answer->status != 200) {
        finding.fault = u"health_status"_s;
        finding.summary = { QT_TRANSLATE_NOOP("Check", "%1 answered %2 in place of 200."),
                            { path, QString::number(answer->status) } };
        finding.causes = answer->status == 404 || answer->status == 405
            ? causesOfMissingRoute(probe.stack(), probe.options().routes.health, u"--health-path"_s)
            : causesOfServerError(probe.stack());
        return finding;
    }
    finding.fault = duringCall ? u"health_slow_in_call"_s : u"health_slow"_s;
    finding.summary = { duringCall ? QT_TRANSLATE_NOOP("Check", "%1 does not answer within a second while a call runs.")
                                   : QT_TRANSLATE_NOOP("Check", "%1 does not answer within a second."),
                        { path } };
    finding.causes = causesOfSlowness(probe.stack());
    return finding;
}

/// Asks again and again while a silent call runs. A call that does not come about is the later stages' matter.
Round askDuringCall(Probe &probe, bool &wasCalled)
{
    Round round;
    simulate::CallScript script = probe.script();
    script.duration = callLength;
    script.greetingPatience = callLength;
    bool asking = false;
    (void)probe.place({ script }, [&](simulate::SimulatedCall &call) {
        QObject::connect(&call, &simulate::SimulatedCall::stageReached, &call, [&](const simulate::StageRecord &stage) {
            if (stage.name != u"start"_s || std::exchange(asking, true))
                return;
            wasCalled = true;
            QTimer::singleShot(0, &call, [&] {
                while (static_cast<int>(round.times.size()) < requests && ask(probe, round)) { }
                call.hangUp(u"the health check was asked often enough"_s);
            });
        });
    });
    return round;
}

} // namespace

Finding checkHealth(Probe &probe)
{
    if (probe.options().routes.health.isEmpty())
        return { .verdict = Verdict::Skipped,
                 .summary = { QT_TRANSLATE_NOOP("Check", "The server has no health check.") } };
    Round alone;
    for (int i = 0; i < requests; ++i) {
        if (!ask(probe, alone))
            return refused(probe, alone, false);
    }
    Finding finding;
    finding.evidence = { timesLine(u"alone"_s, alone.times) };
    const auto slowest = *std::ranges::max_element(alone.times);
    finding.summary
        = { QT_TRANSLATE_NOOP("Check", "200, ten times, at most %1 ms."), { QString::number(slowest.count()) } };
    if (!probe.options().callDuringHealth)
        return finding;
    bool wasCalled = false;
    const Round during = askDuringCall(probe, wasCalled);
    if (during.bad)
        return refused(probe, during, true);
    if (!wasCalled) {
        finding.evidence += u"not asked during a call: no media stream came about (see the later stages)"_s;
        return finding;
    }
    finding.evidence += timesLine(u"during a call"_s, during.times);
    const auto slowestInCall = *std::ranges::max_element(during.times);
    finding.summary = { QT_TRANSLATE_NOOP("Check", "200, ten times, at most %1 ms; during a call at most %2 ms."),
                        { QString::number(slowest.count()), QString::number(slowestInCall.count()) } };
    return finding;
}

} // namespace callscope::check
