#include "core/check/probe.h"
#include "core/check/speechspurts.h"
#include "core/check/stages.h"
#include "core/check/timeline.h"

#include <QCoreApplication>
#include <QTimer>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using simulate::CallReport;
using std::chrono::milliseconds;

constexpr milliseconds cutAfter = 1500ms; ///< of open stream
constexpr milliseconds heardWithin = 3s, recordedWithin = 6s;
constexpr milliseconds beepLength = 500ms, wordLength = 600ms;
constexpr std::chrono::seconds callLength = 20s;

/// A short word: the caller leaves a message of one.
media::Samples shortWord(const simulate::Utterance &utterance)
{
    const auto begin = utterance.samples.begin() + utterance.speechBegin;
    const std::int64_t length = std::min(utterance.speechEnd - utterance.speechBegin,
                                         static_cast<std::int64_t>(media::samplesIn(wordLength)));
    return { begin, begin + length };
}

/// When an event of that kind came first, since `since`.
std::optional<milliseconds> eventAfter(const CallReport &report, const QString &what, milliseconds since,
                                       const QString &part = {})
{
    for (const simulate::EventRecord &event : report.events) {
        if (event.at >= since && event.what == what && event.text.contains(part))
            return event.at;
    }
    return std::nullopt;
}

/// The caller hears the stream break, and says a word when the recording's beep is over.
void attend(simulate::SimulatedCall &call, const simulate::Utterance &utterance)
{
    QObject::connect(&call, &simulate::SimulatedCall::stageReached, &call, [&call](const simulate::StageRecord &stage) {
        if (stage.name == u"start"_s)
            QTimer::singleShot(cutAfter, &call, [&call] { call.cutStream(); });
    });
    QObject::connect(&call, &simulate::SimulatedCall::noted, &call,
                     [&call, word = shortWord(utterance)](const simulate::EventRecord &event) {
                         if (event.what == u"verb"_s && event.text == u"Record"_s)
                             QTimer::singleShot(beepLength, &call, [&call, word] { call.speak(word); });
                     });
}

std::optional<milliseconds> heardAfter(const CallReport &report, milliseconds cut)
{
    const milliseconds from = cut - *report.answered;
    for (const SpeechSpurt &spurt : speechSpurts(report.heard, 100ms)) {
        if (spurt.begin >= from)
            return spurt.begin - from;
    }
    return std::nullopt;
}

std::optional<milliseconds> webhookAfterRecording(const CallReport &report, milliseconds cut)
{
    for (const simulate::EventRecord &event : report.events) {
        if (event.what != u"record action"_s || event.at < cut)
            continue;
        const auto answered = eventAfter(report, u"http"_s, event.at, event.text);
        return answered ? std::optional(*answered - cut) : std::nullopt;
    }
    return std::nullopt;
}

Finding lost(const QString &fault, const Sentence &summary, QStringList evidence)
{
    return { .verdict = Verdict::NoGo,
             .fault = fault,
             .summary = summary,
             .evidence = std::move(evidence),
             .causes
             = { { QT_TRANSLATE_NOOP("Check",
                                     "When a stream breaks, Twilio goes on behind <Connect>: put <Say> and <Record "
                                     "action=…> there, or answer the action of <Connect> with them, and answer at "
                                     "once.") },
                 { QT_TRANSLATE_NOOP("Check",
                                     "The apology is long, or the recording waits long for silence: a short sentence "
                                     "and <Record timeout=\"2\"> bring the message in within 6 s.") } } };
}

Finding judge(const CallReport &report)
{
    const auto cut = eventAfter(report, u"cut"_s, 0ms);
    if (!cut)
        return { .verdict = Verdict::NoGo,
                 .fault = u"fallback_no_stream"_s,
                 .summary = { QT_TRANSLATE_NOOP("Check", "The call had no media stream that could have been cut.") },
                 .evidence = timelineWithout(report, u"start"_s) };
    const auto heard = heardAfter(report, *cut);
    const auto recorded = webhookAfterRecording(report, *cut);
    const auto ms = [](milliseconds time) { return QString::number(time.count()); };
    if (!heard)
        return lost(u"fallback_silent"_s,
                    { QT_TRANSLATE_NOOP("Check", "The stream was cut, and the caller heard nothing more.") },
                    timelineWithout(report, u"something to hear"_s));
    if (*heard > heardWithin)
        return lost(u"fallback_late"_s,
                    { QT_TRANSLATE_NOOP("Check", "The caller heard nothing for %1 ms after the cut; 3 s is the most."),
                      { ms(*heard) } },
                    timeline(report));
    if (!recorded)
        return lost(u"fallback_no_recording"_s,
                    { QT_TRANSLATE_NOOP("Check", "The caller heard something after %1 ms, but could leave no message."),
                      { ms(*heard) } },
                    timelineWithout(report, u"the webhook of a recording"_s));
    if (*recorded > recordedWithin)
        return lost(u"fallback_recording_late"_s,
                    { QT_TRANSLATE_NOOP("Check", "The recording's webhook ran %1 ms after the cut; 6 s is the most."),
                      { ms(*recorded) } },
                    timeline(report));
    return { .summary = { QT_TRANSLATE_NOOP("Check", "Heard %1 ms after the cut, recorded after %2 ms."),
                          { ms(*heard), ms(*recorded) } },
             .evidence = timeline(report) };
}

} // namespace

Finding checkFallback(Probe &probe)
{
    simulate::CallScript script = probe.script();
    script.live = true;
    script.duration = callLength;
    const auto reports = probe.place(
        { script }, [&](simulate::SimulatedCall &call) { attend(call, probe.options().utterances.front()); });
    return judge(reports.front());
}

} // namespace callscope::check
