#include "core/check/probe.h"
#include "core/check/speechspurts.h"
#include "core/check/stages.h"
#include "core/check/timeline.h"

#include <QCoreApplication>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using simulate::CallReport;
using std::chrono::milliseconds;

constexpr std::chrono::seconds callLength = 20s;
constexpr simulate::Echo echo { -15, 200ms };
constexpr milliseconds sentencePause = 500ms; ///< shorter ones part no sentences
constexpr milliseconds restful = 2500ms; ///< a bot that has finished is quiet for that long
constexpr std::size_t fewestRestless = 4; ///< spurts of a bot that answers itself

QString seconds(milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000, 'f', 1);
}

QString spurtLine(const SpeechSpurt &spurt)
{
    return u"%1 s to %2 s after the answer: the bot speaks"_s.arg(seconds(spurt.begin), seconds(spurt.end));
}

struct Repeat
{
    std::size_t first = 0, again = 0;
};

std::optional<Repeat> repeatIn(const std::vector<SpeechSpurt> &spurts)
{
    for (std::size_t again = 1; again < spurts.size(); ++again) {
        for (std::size_t first = 0; first < again; ++first) {
            if (soundAlike(spurts[first], spurts[again]))
                return Repeat { first, again };
        }
    }
    return std::nullopt;
}

/// After the caller's last word the bot begins again and again and never comes to rest.
bool neverRests(const std::vector<SpeechSpurt> &spurts, milliseconds callerEnded)
{
    std::size_t restless = 0;
    milliseconds quietSince = callerEnded;
    for (const SpeechSpurt &spurt : spurts) {
        if (spurt.begin < callerEnded)
            continue;
        if (restless > 0 && spurt.begin - quietSince >= restful)
            return false;
        ++restless;
        quietSince = spurt.end;
    }
    return restless >= fewestRestless && callLength - quietSince < restful;
}

milliseconds callerEnd(const CallReport &report)
{
    return report.turns.empty() ? milliseconds(0) : report.turns.back().speechEnd;
}

const Sentence hearsItself { QT_TRANSLATE_NOOP(
    "Check",
    "The bot hears itself: the line brings its own voice back, weaker and later. Pass "
    "over what comes in while it speaks and for half a second after, or compare it with "
    "what was sent, before it goes to recognition.") };
const Sentence answersTwice { QT_TRANSLATE_NOOP(
    "Check",
    "An utterance is answered twice, or a timer speaks into the silence: answer each "
    "final text once, by its number, and only after new speech.") };

/// One of the two calls, and what it can show.
struct Trial
{
    QString text;
    bool hasEcho = false;
};

Finding loops(const Trial &trial, const QString &fault, const Sentence &summary, QStringList evidence)
{
    Finding finding { .verdict = Verdict::NoGo, .fault = fault, .summary = summary, .evidence = std::move(evidence) };
    if (trial.hasEcho)
        finding.causes.push_back(hearsItself);
    finding.causes.push_back(answersTwice);
    return finding;
}

QStringList linesOf(const Trial &trial, const CallReport &report, const std::vector<SpeechSpurt> &spurts)
{
    QStringList lines { trial.text };
    for (const SpeechSpurt &spurt : spurts)
        lines += spurtLine(spurt);
    for (const simulate::TurnRecord &turn : report.turns)
        lines += u"the caller spoke from %1 s to %2 s"_s.arg(seconds(turn.speechStart), seconds(turn.speechEnd));
    return lines;
}

std::optional<Finding> judge(const Trial &trial, const CallReport &report)
{
    const std::vector<SpeechSpurt> spurts = speechSpurts(report.heard, sentencePause);
    QStringList lines = linesOf(trial, report, spurts);
    if (trial.hasEcho && neverRests(spurts, callerEnd(report)))
        return loops(trial, u"never_rests"_s,
                     { QT_TRANSLATE_NOOP("Check", "The bot answers its own echo without an end.") }, lines);
    if (const auto repeat = repeatIn(spurts)) {
        lines += u"the same words: at %1 s and again at %2 s"_s.arg(seconds(spurts[repeat->first].begin),
                                                                    seconds(spurts[repeat->again].begin));
        return loops(trial, u"repeats_itself"_s,
                     { QT_TRANSLATE_NOOP("Check", "The bot says the same again without new speech.") }, lines);
    }
    if (report.unpromptedTurns > 0)
        return loops(trial, u"speaks_unprompted"_s,
                     { QT_TRANSLATE_NOOP("Check", "The bot speaks although nobody has said anything (%1 times)."),
                       { QString::number(report.unpromptedTurns) } },
                     lines);
    return std::nullopt;
}

} // namespace

Finding checkNoLoop(Probe &probe)
{
    simulate::CallScript silent = probe.script();
    silent.duration = callLength;
    simulate::CallScript echoing = silent;
    echoing.line.echo = echo;
    echoing.utterances = { probe.options().utterances.front() };
    echoing.staysOnLine = true;
    const std::vector<CallReport> reports = probe.place({ silent, echoing });
    if (const auto finding = judge({ u"a caller who says nothing for 20 s:"_s }, reports[0]))
        return *finding;
    const Trial echoed { u"a caller who speaks once, on a line with an echo of -15 dB after 200 ms:"_s, true };
    if (const auto finding = judge(echoed, reports[1]))
        return *finding;
    Finding finding { .summary = { QT_TRANSLATE_NOOP(
                          "Check", "No word without speech and none repeated, in silence and with an echo.") } };
    for (const SpeechSpurt &spurt : speechSpurts(reports[1].heard, sentencePause))
        finding.evidence += spurtLine(spurt);
    return finding;
}

} // namespace callscope::check
