#include "core/simulate/runreport.h"

#include "core/simulate/reportnumbers.h"

#include <QJsonArray>

#include <algorithm>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;

DelayTally sumOf(const std::vector<CallReport> &calls, DelayTally CallReport::*part)
{
    DelayTally sum;
    for (const CallReport &call : calls)
        sum.add(call.*part);
    return sum;
}

std::vector<std::chrono::nanoseconds> latencies(const std::vector<CallReport> &calls)
{
    std::vector<std::chrono::nanoseconds> all;
    for (const CallReport &call : calls) {
        for (const TurnRecord &turn : call.turns) {
            if (const auto latency = turn.latency())
                all.push_back(*latency);
        }
    }
    return all;
}

/// Those that overlap, too, which have no latency.
qsizetype answeredTurns(const std::vector<CallReport> &calls)
{
    qsizetype answered = 0;
    for (const CallReport &call : calls)
        answered += std::ranges::count_if(call.turns, [](const TurnRecord &turn) { return bool(turn.replyStart); });
    return answered;
}

qsizetype goodCalls(const std::vector<CallReport> &calls)
{
    return std::ranges::count_if(calls, &CallReport::isGood);
}

double cpuMicroseconds(const RunReport &run)
{
    return inMilliseconds(run.cpuPerFrame() * 1000);
}

QString framesText(const RunReport &run)
{
    const StreamCounts stream = run.stream();
    QString text = u"frames: %1 sent, %2 lost before the gateway, %3 received\n"_s.arg(stream.mediaSent)
                       .arg(stream.mediaLost)
                       .arg(stream.mediaReceived);
    text += u"our own frames late: %1\n"_s.arg(percentilesText(run.lateness()));
    if (const DelayTally roundTrips = run.roundTrips(); roundTrips.size() > 0)
        text += u"round trip of %1 frames that came back: %2\n"_s.arg(roundTrips.size())
                    .arg(percentilesText(roundTrips));
    return text + u"our CPU for each call and 20 ms: %1 µs\n"_s.arg(cpuMicroseconds(run), 0, 'f', 1);
}

struct SharedProblem
{
    QString text;
    qsizetype calls = 0;
    std::size_t first = 0;
};

std::vector<SharedProblem> problemsIn(const std::vector<CallReport> &calls)
{
    std::vector<SharedProblem> problems;
    for (std::size_t number = 0; number < calls.size(); ++number) {
        for (const QString &text : calls[number].problems) {
            const auto known = std::ranges::find(problems, text, &SharedProblem::text);
            if (known == problems.end())
                problems.push_back({ text, 1, number });
            else
                ++known->calls;
        }
    }
    return problems;
}

QString problemLine(const SharedProblem &problem, std::size_t calls)
{
    const QString line = u"not a good call: %1 (call %2 of %3"_s.arg(problem.text).arg(problem.first + 1).arg(calls);
    return problem.calls == 1 ? line + u")\n"_s : line + u", and %1 more)\n"_s.arg(problem.calls - 1);
}

} // namespace

bool RunReport::isGood() const
{
    return std::ranges::all_of(calls, &CallReport::isGood);
}

StreamCounts RunReport::stream() const
{
    StreamCounts sum;
    for (const CallReport &call : calls)
        sum += call.stream;
    return sum;
}

DelayTally RunReport::lateness() const
{
    return sumOf(calls, &CallReport::lateness);
}

DelayTally RunReport::roundTrips() const
{
    return sumOf(calls, &CallReport::roundTrips);
}

std::chrono::nanoseconds RunReport::cpuPerFrame() const
{
    const auto frames = static_cast<qint64>(lateness().size());
    return frames == 0 ? std::chrono::nanoseconds(0) : std::chrono::nanoseconds(cpu / frames);
}

QJsonObject toJson(const RunReport &run)
{
    const auto turnTimes = latencies(run.calls);
    const DelayTally lateness = run.lateness(), roundTrips = run.roundTrips();
    const StreamCounts stream = run.stream();
    QJsonArray calls;
    for (const CallReport &call : run.calls)
        calls += QJsonObject { { u"call_sid"_s, call.identity.call.toString() },
                               { u"good"_s, call.isGood() },
                               { u"ending"_s, call.ending },
                               { u"problems"_s, QJsonArray::fromStringList(call.problems) } };
    return { { u"calls"_s, static_cast<qint64>(run.calls.size()) },
             { u"good"_s, static_cast<qint64>(goodCalls(run.calls)) },
             { u"turns_answered"_s, static_cast<qint64>(answeredTurns(run.calls)) },
             { u"latency_p50_ms"_s, inMilliseconds(percentile(turnTimes, 50)) },
             { u"latency_p95_ms"_s, inMilliseconds(percentile(turnTimes, 95)) },
             { u"latency_max_ms"_s, inMilliseconds(percentile(turnTimes, 100)) },
             { u"media_sent"_s, stream.mediaSent },
             { u"media_lost"_s, stream.mediaLost },
             { u"media_received"_s, stream.mediaReceived },
             { u"lateness_p50_ms"_s, inMilliseconds(lateness.percentile(50)) },
             { u"lateness_p99_ms"_s, inMilliseconds(lateness.percentile(99)) },
             { u"lateness_max_ms"_s, inMilliseconds(lateness.percentile(100)) },
             { u"round_trip"_s, roundTrips.size() > 0 ? percentilesJson(roundTrips) : QJsonValue(QJsonValue::Null) },
             { u"cpu_us_per_frame"_s, cpuMicroseconds(run) },
             { u"each"_s, calls } };
}

QString summary(const RunReport &run)
{
    const auto turnTimes = latencies(run.calls);
    QString text = u"%1 of %2 calls were good; %3 turns answered, latency p50 %4 ms, p95 %5 ms, max %6 ms\n"_s
                       .arg(goodCalls(run.calls))
                       .arg(run.calls.size())
                       .arg(answeredTurns(run.calls))
                       .arg(millisecondText(percentile(turnTimes, 50)), millisecondText(percentile(turnTimes, 95)),
                            millisecondText(percentile(turnTimes, 100)));
    text += framesText(run);
    for (const SharedProblem &problem : problemsIn(run.calls))
        text += problemLine(problem, run.calls.size());
    return text;
}

} // namespace callscope::simulate
