#include "core/simulate/callreport.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;

double inMilliseconds(std::chrono::nanoseconds time)
{
    return std::round(std::chrono::duration<double, std::milli>(time).count() * 1000) / 1000;
}

QJsonValue optionalMs(const std::optional<milliseconds> &time)
{
    return time ? QJsonValue(static_cast<qint64>(time->count())) : QJsonValue(QJsonValue::Null);
}

qint64 ms(milliseconds time)
{
    return time.count();
}

template <typename T>
QJsonArray arrayOf(const std::vector<T> &records, QJsonObject (*form)(const T &))
{
    QJsonArray array;
    for (const T &record : records)
        array += form(record);
    return array;
}

QJsonObject stageJson(const StageRecord &stage)
{
    return { { u"name"_s, stage.name },
             { u"ok"_s, stage.ok },
             { u"at_ms"_s, ms(stage.at) },
             { u"took_ms"_s, ms(stage.took) },
             { u"text"_s, stage.text } };
}

QJsonObject turnJson(const TurnRecord &turn)
{
    return { { u"said"_s, turn.said },
             { u"finished"_s, turn.finished },
             { u"speech_start_ms"_s, ms(turn.speechStart) },
             { u"speech_end_ms"_s, ms(turn.speechEnd) },
             { u"reply_start_ms"_s, optionalMs(turn.replyStart) },
             { u"latency_ms"_s, optionalMs(turn.latency()) },
             { u"overlaps"_s, turn.overlaps() },
             { u"reply_expected"_s, turn.expectsReply },
             { u"reply_length_ms"_s, ms(turn.replyLength) },
             { u"barged_in"_s, turn.bargedIn },
             { u"yielded_after_ms"_s, optionalMs(turn.yieldedAfter) } };
}

QJsonObject markJson(const MarkRecord &mark)
{
    return { { u"name"_s, mark.name },
             { u"received_ms"_s, ms(mark.received) },
             { u"echoed_ms"_s, optionalMs(mark.echoed) },
             { u"flushed"_s, mark.flushed } };
}

QJsonObject faultJson(const FaultRecord &record)
{
    const bool warning = severityOf(record.fault.code) == Severity::Warning;
    return { { u"at_ms"_s, ms(record.at) },
             { u"code"_s, record.fault.code },
             { u"level"_s, warning ? u"warning"_s : u"error"_s },
             { u"text"_s, record.fault.text },
             { u"meaning"_s, meaningOf(record.fault.code) } };
}

QJsonObject eventJson(const EventRecord &event)
{
    return { { u"at_ms"_s, ms(event.at) }, { u"what"_s, event.what }, { u"text"_s, event.text } };
}

QJsonObject streamJson(const CallReport &report)
{
    const StreamCounts &counts = report.stream;
    return { { u"media_sent"_s, counts.mediaSent },
             { u"media_lost"_s, counts.mediaLost },
             { u"media_received"_s, counts.mediaReceived },
             { u"sound_received_ms"_s, ms(media::lengthOf(counts.soundReceived)) },
             { u"clears"_s, counts.clears },
             { u"pings"_s, counts.pings },
             { u"most_queued_ms"_s, qint64(counts.mostQueued.count()) },
             { u"dry_gaps"_s, counts.dryGaps },
             { u"digits"_s, counts.digits },
             { u"lateness_p50_ms"_s, inMilliseconds(percentile(report.lateness, 50)) },
             { u"lateness_p99_ms"_s, inMilliseconds(percentile(report.lateness, 99)) } };
}

std::vector<std::chrono::nanoseconds> latencies(const std::vector<CallReport> &reports)
{
    std::vector<std::chrono::nanoseconds> all;
    for (const CallReport &report : reports) {
        for (const TurnRecord &turn : report.turns) {
            if (const auto latency = turn.latency())
                all.push_back(*latency);
        }
    }
    return all;
}

std::vector<std::chrono::nanoseconds> allLateness(const std::vector<CallReport> &reports)
{
    std::vector<std::chrono::nanoseconds> all;
    for (const CallReport &report : reports)
        all.insert(all.end(), report.lateness.begin(), report.lateness.end());
    return all;
}

QString millisecondText(std::chrono::nanoseconds time)
{
    return QString::number(inMilliseconds(time), 'f', std::chrono::abs(time) < std::chrono::milliseconds(10) ? 1 : 0);
}

QString answerText(const TurnRecord &turn)
{
    if (!turn.replyStart)
        return u"no answer"_s;
    const QString length = u", %1 ms of sound"_s.arg(turn.replyLength.count());
    if (turn.overlaps())
        return u"answered %1 ms before the caller had ended"_s.arg((turn.speechEnd - *turn.replyStart).count())
            + length;
    return u"answered after %1 ms"_s.arg(turn.latency()->count()) + length;
}

/// Those that overlap, too, which have no latency.
qsizetype answeredTurns(const std::vector<CallReport> &reports)
{
    qsizetype answered = 0;
    for (const CallReport &report : reports)
        answered += std::ranges::count_if(report.turns, [](const TurnRecord &turn) { return bool(turn.replyStart); });
    return answered;
}

QString turnLine(const TurnRecord &turn)
{
    QString line = u"  turn %1: "_s.arg(turn.said) + answerText(turn);
    if (turn.yieldedAfter)
        line += u", bot silent %1 ms after the caller began"_s.arg(turn.yieldedAfter->count());
    return line + u'\n';
}

} // namespace

QJsonObject toJson(const CallReport &report)
{
    return { { u"call_sid"_s, report.identity.call.toString() },
             { u"account_sid"_s, report.identity.account.toString() },
             { u"from"_s, QString::fromUtf8(report.identity.from) },
             { u"to"_s, QString::fromUtf8(report.identity.to) },
             { u"url"_s, QString::fromUtf8(report.url) },
             { u"good"_s, report.isGood() },
             { u"problems"_s, QJsonArray::fromStringList(report.problems) },
             { u"ending"_s, report.ending },
             { u"answered_ms"_s, optionalMs(report.answered) },
             { u"length_ms"_s, ms(report.length) },
             { u"bot_heard"_s, report.botHeard },
             { u"stages"_s, arrayOf(report.stages, stageJson) },
             { u"turns"_s, arrayOf(report.turns, turnJson) },
             { u"unprompted_turns"_s, report.unpromptedTurns },
             { u"marks"_s, arrayOf(report.marks, markJson) },
             { u"errors"_s, arrayOf(report.faults, faultJson) },
             { u"stream"_s, streamJson(report) },
             { u"events"_s, arrayOf(report.events, eventJson) } };
}

QJsonObject toJson(const std::vector<CallReport> &reports)
{
    const auto turnTimes = latencies(reports);
    const auto frameTimes = allLateness(reports);
    QJsonArray calls;
    for (const CallReport &report : reports)
        calls += QJsonObject { { u"call_sid"_s, report.identity.call.toString() },
                               { u"good"_s, report.isGood() },
                               { u"ending"_s, report.ending },
                               { u"problems"_s, QJsonArray::fromStringList(report.problems) } };
    return { { u"calls"_s, static_cast<qint64>(reports.size()) },
             { u"good"_s, static_cast<qint64>(std::ranges::count_if(reports, &CallReport::isGood)) },
             { u"turns_answered"_s, static_cast<qint64>(answeredTurns(reports)) },
             { u"latency_p50_ms"_s, inMilliseconds(percentile(turnTimes, 50)) },
             { u"latency_p95_ms"_s, inMilliseconds(percentile(turnTimes, 95)) },
             { u"latency_max_ms"_s, inMilliseconds(percentile(turnTimes, 100)) },
             { u"lateness_p50_ms"_s, inMilliseconds(percentile(frameTimes, 50)) },
             { u"lateness_p99_ms"_s, inMilliseconds(percentile(frameTimes, 99)) },
             { u"each"_s, calls } };
}

QString summary(const CallReport &report)
{
    QString text = u"call %1: %2, %3 s\n"_s.arg(report.identity.call.toString(), report.ending)
                       .arg(double(report.length.count()) / 1000, 0, 'f', 1);
    for (const StageRecord &stage : report.stages)
        text += u"  %1 %2: %3 ms, %4\n"_s.arg(stage.ok ? u"ok  "_s : u"FAIL"_s, stage.name)
                    .arg(stage.took.count())
                    .arg(stage.text);
    for (const TurnRecord &turn : report.turns)
        text += turnLine(turn);
    const StreamCounts &counts = report.stream;
    text
        += u"  stream: %1 frames sent, %2 messages and %3 ms of sound received, %4 marks, %5 clears; "
           "frames late p50 %6 ms, p99 %7 ms\n"_s.arg(counts.mediaSent)
               .arg(counts.mediaReceived)
               .arg(media::lengthOf(counts.soundReceived).count())
               .arg(report.marks.size())
               .arg(counts.clears)
               .arg(millisecondText(percentile(report.lateness, 50)), millisecondText(percentile(report.lateness, 99)));
    if (report.isGood())
        return text + u"good call\n"_s;
    for (const QString &problem : report.problems)
        text += u"not a good call: %1\n"_s.arg(problem);
    return text;
}

QString summary(const std::vector<CallReport> &reports)
{
    const auto turnTimes = latencies(reports);
    const auto frameTimes = allLateness(reports);
    const auto good = std::ranges::count_if(reports, &CallReport::isGood);
    QString text = u"%1 of %2 calls were good; %3 turns answered, latency p50 %4 ms, p95 %5 ms, max %6 ms; "
                   "our frames late p50 %7 ms, p99 %8 ms\n"_s.arg(good)
                       .arg(reports.size())
                       .arg(answeredTurns(reports))
                       .arg(millisecondText(percentile(turnTimes, 50)), millisecondText(percentile(turnTimes, 95)),
                            millisecondText(percentile(turnTimes, 100)), millisecondText(percentile(frameTimes, 50)),
                            millisecondText(percentile(frameTimes, 99)));
    for (std::size_t i = 0; i < reports.size(); ++i) {
        for (const QString &problem : reports[i].problems)
            text += u"not a good call: %1 (call %2 of %3)\n"_s.arg(problem).arg(i + 1).arg(reports.size());
    }
    return text;
}

} // namespace callscope::simulate
