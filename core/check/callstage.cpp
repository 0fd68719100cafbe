#include "core/check/probe.h"
#include "core/check/stages.h"
#include "core/check/timeline.h"

#include <QCoreApplication>

#include <algorithm>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using simulate::CallReport;
using simulate::Fault;
using simulate::TurnRecord;
using std::chrono::milliseconds;

constexpr milliseconds inTime = 3s, atAll = 6s;
constexpr milliseconds bargeInAfter = 800ms;
constexpr milliseconds mostLead = 10s, muchLead = 3s, littleLead = 1s; ///< of sound that waits at Twilio
constexpr milliseconds yieldsWithin = 1s; ///< and what waits at Twilio
constexpr double mostGaps = 5, someGaps = 1; ///< a second of sound

using Judgement = std::optional<Finding>;

Finding noGo(const QString &fault, const Sentence &summary, QStringList evidence, std::vector<Sentence> causes)
{
    return { .verdict = Verdict::NoGo,
             .fault = fault,
             .summary = summary,
             .evidence = std::move(evidence),
             .causes = std::move(causes) };
}

QString seconds(milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000, 'f', 1);
}

bool isRefusedMessage(const Fault &fault)
{
    return fault.code == 31950 || fault.code == 31951;
}

Judgement judgeFaults(const CallReport &report)
{
    const auto refused = std::ranges::find_if(report.faults, isRefusedMessage, &simulate::FaultRecord::fault);
    if (refused != report.faults.end())
        return noGo(
            u"messages_refused"_s,
            { QT_TRANSLATE_NOOP("Check", "Twilio would not take a message of the server (%1): %2"),
              { QString::number(refused->fault.code), refused->fault.text } },
            timeline(report, refused->at),
            { { QT_TRANSLATE_NOOP("Check",
                                  "Send text frames with JSON, only media, mark and clear, each with the streamSid of "
                                  "this call's start and no other members; the payload is base64 of raw µ-law at 8 kHz "
                                  "without a header.") } });
    const auto error = std::ranges::find_if(report.faults, [](const simulate::FaultRecord &record) {
        return simulate::severityOf(record.fault.code) == simulate::Severity::Error;
    });
    if (error == report.faults.end())
        return std::nullopt;
    return noGo(
        u"call_broke"_s,
        { QT_TRANSLATE_NOOP("Check", "The call failed with Twilio's error %1: %2"),
          { QString::number(error->fault.code), error->fault.text } },
        timeline(report, error->at),
        { { QT_TRANSLATE_NOOP("Check",
                              "The handler of the stream raised an exception or closed the socket: read the server's "
                              "log at this moment, and compare the last message before it in the timeline.") } });
}

Judgement judgeOpening(const CallReport &report)
{
    const auto reached = [&](const QString &name) {
        return std::ranges::find(report.stages, name, &simulate::StageRecord::name) != report.stages.end();
    };
    if (!reached(u"start"_s))
        return noGo(
            u"call_no_stream"_s, { QT_TRANSLATE_NOOP("Check", "The call never got its media stream.") },
            timelineWithout(report, u"start"_s),
            { { QT_TRANSLATE_NOOP("Check",
                                  "The TwiML ended, or was answered otherwise, before the stream: compare it with the "
                                  "stage twiml.") } });
    const auto first = firstAudio(report);
    if (!first)
        return noGo(
            u"call_silent"_s, { QT_TRANSLATE_NOOP("Check", "The caller heard nothing at all.") },
            timelineWithout(report, u"first audio"_s),
            { { QT_TRANSLATE_NOOP("Check",
                                  "The stream is open and the server sends no sound: the voice failed or its key is "
                                  "missing, the sound is not µ-law at 8 kHz, or streamSid was not kept from "
                                  "start.") } });
    if (*first > atAll)
        return noGo(
            u"first_audio_late"_s,
            { QT_TRANSLATE_NOOP("Check", "The first sound came %1 s after the answer; 3 s is good, 6 s the most."),
              { seconds(*first) } },
            timeline(report, *report.answered + *first),
            { { QT_TRANSLATE_NOOP(
                "Check",
                "The greeting is made when the call is there: keep it ready, and open the connections "
                "to voice and model when the phone rings.") } });
    return std::nullopt;
}

Judgement judgeReplies(const CallReport &report)
{
    for (const TurnRecord &turn : report.turns) {
        if (!turn.finished || !turn.expectsReply)
            continue;
        if (!turn.replyStart)
            return noGo(
                u"no_reply"_s, { QT_TRANSLATE_NOOP("Check", "The bot greets, hears the caller and gives no answer.") },
                timelineWithout(report, u"an answer to \"%1\""_s.arg(turn.said)),
                { { QT_TRANSLATE_NOOP("Check",
                                      "The turn dies between the caller's speech and the answer. Follow it in the "
                                      "server's log: is media decoded, does recognition give a final text (a language, "
                                      "a key, the sample rate 8000), does the agent answer, does the voice?") },
                  { QT_TRANSLATE_NOOP("Check",
                                      "The recognizer did not understand the speech of this check: try --audio FILE "
                                      "with a sentence that the bot knows.") } });
        if (turn.latency().value_or(0ms) > atAll)
            return noGo(
                u"reply_late"_s,
                { QT_TRANSLATE_NOOP("Check", "The answer came %1 s after the caller; 3 s is good, 6 s the most."),
                  { seconds(*turn.latency()) } },
                timeline(report, *report.answered + *turn.replyStart),
                { { QT_TRANSLATE_NOOP("Check",
                                      "Stream it: end the utterance early (450 ms of quiet), speak the first sentence "
                                      "while the model writes the next, and keep connections open.") } });
    }
    return std::nullopt;
}

Judgement judgePacing(const CallReport &report)
{
    const double heard = static_cast<double>(media::lengthOf(report.stream.soundReceived).count()) / 1000;
    const double gaps = heard > 1 ? report.stream.dryGaps / heard : 0;
    if (gaps > mostGaps)
        return noGo(
            u"pacing_gaps"_s,
            { QT_TRANSLATE_NOOP("Check", "The sound is chopped: %1 gaps in %2 s."),
              { QString::number(report.stream.dryGaps), QString::number(heard, 'f', 1) } },
            timeline(report),
            { { QT_TRANSLATE_NOOP("Check",
                                  "Frames are sent later than they are played: count them against an absolute clock "
                                  "and not by sleeping 20 ms after each, and keep 100 to 300 ms ahead.") } });
    if (report.stream.mostQueued > mostLead)
        return noGo(
            u"pacing_burst"_s,
            { QT_TRANSLATE_NOOP("Check", "%1 s of sound waited at Twilio: it is sent much faster than it is played."),
              { seconds(report.stream.mostQueued) } },
            timeline(report),
            { { QT_TRANSLATE_NOOP("Check",
                                  "Pace the output in real time with a lead of some hundred milliseconds: bursts "
                                  "precede broken streams (31924), and a late clear takes back nothing.") } });
    return std::nullopt;
}

bool yieldedInTime(const TurnRecord &turn, milliseconds queued)
{
    return !turn.bargedIn || (turn.yieldedAfter && *turn.yieldedAfter <= yieldsWithin + queued);
}

/// What is sent is so little ahead that to stop sending is nearly as good as `clear`. A bot that has come to its end
/// some time later has not stopped.
bool stopsWithoutClear(const CallReport &report)
{
    const milliseconds queued = report.stream.mostQueued;
    const bool yielded
        = std::ranges::all_of(report.turns, [queued](const TurnRecord &turn) { return yieldedInTime(turn, queued); });
    return report.stream.clears == 0 && yielded && queued < littleLead;
}

bool wasInterrupted(const CallReport &report)
{
    return std::ranges::find(report.turns, true, &TurnRecord::bargedIn) != report.turns.end();
}

/// When the first interruption that was passed over should have shown.
std::optional<milliseconds> whenToYield(const CallReport &report)
{
    const milliseconds queued = report.stream.mostQueued;
    const auto turn
        = std::ranges::find_if(report.turns, [queued](const TurnRecord &one) { return !yieldedInTime(one, queued); });
    if (turn == report.turns.end() || !report.answered)
        return std::nullopt;
    return *report.answered + turn->speechStart + yieldsWithin + queued;
}

Judgement judgeBargeIn(const CallReport &report)
{
    if (!wasInterrupted(report) || stopsWithoutClear(report))
        return std::nullopt;
    const bool stopped = std::ranges::all_of(
        report.turns, [](const TurnRecord &turn) { return !turn.bargedIn || turn.yieldedAfter.has_value(); });
    if (stopped && report.stream.clears > 0)
        return std::nullopt;
    return noGo(u"barge_in_ignored"_s,
                { QT_TRANSLATE_NOOP("Check", "The caller speaks into the bot's speech, and no clear comes.") },
                timelineWithout(report, u"clear"_s, whenToYield(report)),
                { { QT_TRANSLATE_NOOP(
                    "Check",
                    "When speech is detected while the bot speaks, send "
                    "{\"event\":\"clear\",\"streamSid\":…} and stop sending. For a bot that is not meant to be "
                    "interrupted: --no-barge-in.") } });
}

/// The first complaint about the call that was led, then about the one that was interrupted.
Judgement judge(const CallReport &plain, const CallReport *interrupted)
{
    for (const auto &rule : { judgeFaults, judgeOpening, judgeReplies, judgePacing }) {
        if (auto finding = rule(plain))
            return finding;
    }
    if (!interrupted)
        return std::nullopt;
    for (const auto &rule : { judgeFaults, judgeBargeIn }) {
        if (auto finding = rule(*interrupted))
            return finding;
    }
    return std::nullopt;
}

std::optional<milliseconds> slowestReply(const CallReport &report)
{
    std::optional<milliseconds> slowest;
    for (const TurnRecord &turn : report.turns)
        slowest = std::max(slowest, turn.latency());
    return slowest;
}

void warn(Finding &finding, const QString &fault, const Sentence &text)
{
    finding.verdict = Verdict::Warning;
    finding.fault = finding.fault.isEmpty() ? fault : finding.fault;
    finding.causes.push_back(text);
}

void addWarnings(Finding &finding, const CallReport &plain, const CallReport *interrupted)
{
    if (*firstAudio(plain) > inTime)
        warn(finding, u"first_audio_slow"_s,
             { QT_TRANSLATE_NOOP("Check", "The first sound took %1 s; callers expect it within 3 s."),
               { seconds(*firstAudio(plain)) } });
    if (const auto slowest = slowestReply(plain); slowest && *slowest > inTime)
        warn(finding, u"reply_slow"_s,
             { QT_TRANSLATE_NOOP("Check", "An answer took %1 s; callers expect it within 3 s."),
               { seconds(*slowest) } });
    if (plain.stream.mostQueued > muchLead)
        warn(finding, u"pacing_ahead"_s,
             { QT_TRANSLATE_NOOP("Check", "Up to %1 s of sound waited at Twilio: interruptions depend on clear alone."),
               { seconds(plain.stream.mostQueued) } });
    const double heard = static_cast<double>(media::lengthOf(plain.stream.soundReceived).count()) / 1000;
    if (heard > 1 && plain.stream.dryGaps / heard > someGaps)
        warn(finding, u"pacing_some_gaps"_s,
             { QT_TRANSLATE_NOOP("Check", "The sound ran dry %1 times: keep a little more ahead."),
               { QString::number(plain.stream.dryGaps) } });
    if (interrupted && !wasInterrupted(*interrupted))
        warn(finding, u"never_interrupted"_s,
             { QT_TRANSLATE_NOOP("Check",
                                 "The bot never spoke long enough to be interrupted; barge-in is not proven.") });
    else if (interrupted && stopsWithoutClear(*interrupted))
        warn(finding, u"barge_in_without_clear"_s,
             { QT_TRANSLATE_NOOP(
                 "Check",
                 "The bot stops when it is interrupted, but sends no clear: what waits at Twilio is still "
                 "heard.") });
    for (const simulate::FaultRecord &record : plain.faults)
        warn(finding, u"twilio_warning"_s,
             { QT_TRANSLATE_NOOP("Check", "Twilio would warn (%1): %2"),
               { QString::number(record.fault.code), record.fault.text } });
}

} // namespace

Finding checkCall(Probe &probe)
{
    simulate::CallScript script = probe.script();
    script.utterances = { probe.options().utterances.front() };
    std::vector<simulate::CallScript> scripts { script };
    if (probe.options().bargeIn) {
        simulate::CallScript interrupting = script;
        interrupting.utterances = { script.utterances.front(), script.utterances.front() };
        interrupting.bargeIn = bargeInAfter;
        scripts.push_back(interrupting);
    }
    const std::vector<CallReport> reports = probe.place(scripts);
    const CallReport *interrupted = reports.size() > 1 ? &reports[1] : nullptr;
    if (auto finding = judge(reports[0], interrupted))
        return *finding;
    Finding finding { .evidence = timeline(reports[0]) };
    const auto slowest = slowestReply(reports[0]);
    finding.summary = slowest
        ? Sentence { QT_TRANSLATE_NOOP("Check", "First sound after %1 s, answer %2 s after the caller."),
                     { seconds(*firstAudio(reports[0])), seconds(*slowest) } }
        : Sentence { QT_TRANSLATE_NOOP("Check", "First sound after %1 s, answered while the caller spoke."),
                     { seconds(*firstAudio(reports[0])) } };
    addWarnings(finding, reports[0], interrupted);
    return finding;
}

} // namespace callscope::check
