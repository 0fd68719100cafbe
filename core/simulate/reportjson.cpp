#include "core/simulate/callreport.h"
#include "core/simulate/reportnumbers.h"

#include <QJsonArray>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;

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
             { u"lateness_p50_ms"_s, inMilliseconds(report.lateness.percentile(50)) },
             { u"lateness_p99_ms"_s, inMilliseconds(report.lateness.percentile(99)) },
             { u"lateness_max_ms"_s, inMilliseconds(report.lateness.percentile(100)) },
             { u"round_trip"_s,
               report.roundTrips.size() > 0 ? percentilesJson(report.roundTrips) : QJsonValue(QJsonValue::Null) } };
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
    text += u"  stream: %1 frames sent, %2 messages and %3 ms of sound received, %4 marks, %5 clears; "
            "frames late p50 %6 ms, p99 %7 ms\n"_s.arg(counts.mediaSent)
                .arg(counts.mediaReceived)
                .arg(media::lengthOf(counts.soundReceived).count())
                .arg(report.marks.size())
                .arg(counts.clears)
                .arg(millisecondText(report.lateness.percentile(50)), millisecondText(report.lateness.percentile(99)));
    if (report.isGood())
        return text + u"good call\n"_s;
    for (const QString &problem : report.problems)
        text += u"not a good call: %1\n"_s.arg(problem);
    return text;
}

} // namespace callscope::simulate
