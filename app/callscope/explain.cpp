#include "app/callscope/explain.h"

#include "app/callscope/findcall.h"
#include "app/callscope/recordcommand.h"
#include "core/check/explanation.h"
#include "core/event/jsonform.h"
#include "core/event/textform.h"
#include "core/simulate/fault.h"

#include <QCommandLineParser>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <variant>

namespace callscope::app {

namespace {

using namespace Qt::StringLiterals;
using check::Explanation;
using check::VerdictSeverity;

constexpr int wentWell = 0, faultFound = 1, couldNot = 2;
constexpr char command[] = "explain";

struct Options
{
    QString call, recordsFolder;
    bool asJson = false;
};

struct Help
{
    QString text;
};

QString defaultFolder()
{
    const QString configured = qEnvironmentVariable("CALLSCOPE_RECORDS_FOLDER");
    return configured.isEmpty() ? u"records"_s : configured;
}

base::Result<std::variant<Options, Help>> readOptions(const QStringList &arguments)
{
    using Read = std::variant<Options, Help>;
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Says why a call failed, in one sentence, with the events that prove it. CALL may still run.\n"
        "Exit code: 0 it went well, or nothing is wrong so far; 1 a fault or a warning; 2 usage, or not to be judged."_s);
    parser.addOption({ u"json"_s, u"Prints one JSON object a call, for machines."_s });
    parser.addOption({ u"records-folder"_s,
                       u"Where CALL is looked up by its SID (CALLSCOPE_RECORDS_FOLDER, else records)."_s, u"DIR"_s,
                       defaultFolder() });
    parser.addOption({ { u"h"_s, u"help"_s }, u"Shows this."_s });
    parser.addPositionalArgument(
        u"CALL"_s,
        u"A call's folder, its events.jsonl, its SID, or the end of its SID as logs show it: CA…baf42c9a."_s);
    if (!parser.parse(QStringList { u"callscope explain"_s } + arguments))
        return wrongUsage(parser.errorText() + u" See callscope explain --help."_s);
    if (parser.isSet(u"help"_s))
        return Read { Help { helpText(command, parser) } };
    const QStringList calls = parser.positionalArguments();
    if (calls.size() != 1 || calls.first().isEmpty())
        return wrongUsage(u"explain takes one CALL, such as records/2026-01-15/CA…, and got %1."_s.arg(calls.size()));
    return Read { Options { calls.first(), parser.value(u"records-folder"_s), parser.isSet(u"json"_s) } };
}

void print(const QString &label, const check::Sentence &sentence)
{
    if (!sentence.isEmpty())
        std::printf("%s%s\n", qUtf8Printable(label), qUtf8Printable(harmless(sentence.english())));
}

void printText(const base::CallSid &callSid, const std::vector<event::Event> &events, const Explanation &explanation)
{
    std::printf("%s  %s (%s)\n", callSid.bytes().constData(), check::name(explanation.verdict),
                check::name(explanation.severity));
    print({}, explanation.headline);
    print(u"cause: "_s, explanation.cause);
    print(u"fix:   "_s, explanation.fix);
    if (explanation.twilioCode != 0)
        std::printf("Twilio %d: %s\n", explanation.twilioCode,
                    qUtf8Printable(simulate::meaningOf(explanation.twilioCode)));
    for (const check::CallVerdict verdict : explanation.also)
        std::printf("also:  %s\n", check::name(verdict));
    if (!explanation.isFinal && explanation.verdict != check::CallVerdict::StillRunning)
        std::printf("The call has not ended in these events: this is the verdict so far.\n");
    std::printf("proof:\n");
    for (const std::size_t place : explanation.evidence)
        std::printf("  #%llu %s\n", static_cast<unsigned long long>(events[place].sequence),
                    event::toTextLine(events[place]).constData());
}

void printJson(const base::CallSid &callSid, const std::vector<event::Event> &events, const Explanation &explanation)
{
    QJsonArray evidence, also;
    for (const std::size_t place : explanation.evidence)
        evidence.append(QJsonDocument::fromJson(event::toJsonLine(events[place])).object());
    for (const check::CallVerdict verdict : explanation.also)
        also.append(QLatin1String(check::name(verdict)));
    QJsonObject json { { u"call_sid"_s, callSid.toString() },
                       { u"verdict"_s, QLatin1String(check::name(explanation.verdict)) },
                       { u"severity"_s, QLatin1String(check::name(explanation.severity)) },
                       { u"final"_s, explanation.isFinal },
                       { u"headline"_s, explanation.headline.english() },
                       { u"cause"_s, explanation.cause.english() },
                       { u"fix"_s, explanation.fix.english() },
                       { u"also"_s, also },
                       { u"evidence"_s, evidence } };
    if (explanation.twilioCode != 0) {
        json.insert(u"twilio_code"_s, explanation.twilioCode);
        json.insert(u"twilio_meaning"_s, simulate::meaningOf(explanation.twilioCode));
    }
    std::printf("%s\n", QJsonDocument(json).toJson(QJsonDocument::Compact).constData());
}

int exitCodeOf(VerdictSeverity severity)
{
    switch (severity) {
    case VerdictSeverity::Fine:
    case VerdictSeverity::Running:
        return wentWell;
    case VerdictSeverity::Warning:
    case VerdictSeverity::Fault:
        return faultFound;
    case VerdictSeverity::Unknown:
        return couldNot;
    }
    Q_UNREACHABLE();
}

/// Taken apart in one go: a log may be of many thousand calls. A long one of a single call is not there twice.
QHash<base::CallSid, std::vector<event::Event>> takeByCall(std::vector<event::Event> &&events)
{
    QHash<base::CallSid, std::vector<event::Event>> byCall;
    const base::CallSid first = events.front().callSid;
    if (std::ranges::all_of(events, [&first](const event::Event &event) { return event.callSid == first; })) {
        byCall[first] = std::move(events);
        return byCall;
    }
    for (event::Event &event : events)
        byCall[event.callSid].push_back(std::move(event));
    return byCall;
}

int explainOne(const std::vector<event::Event> &events, const base::CallSid &callSid, bool asJson)
{
    const Explanation explanation = check::explain(events);
    if (asJson)
        printJson(callSid, events, explanation);
    else
        printText(callSid, events, explanation);
    return exitCodeOf(explanation.severity);
}

int run(const Options &options)
{
    const auto path = findCall(options.call, options.recordsFolder);
    if (!path)
        return refuse(command, path.error());
    auto opened = openCalls(command, *path);
    if (!opened)
        return refuse(command, opened.error());
    auto record = *std::move(opened);
    const auto byCall = takeByCall(std::move(record.recording.events));
    int worst = wentWell;
    for (const base::CallSid &callSid : record.calls) {
        if (callSid != record.calls.front() && !options.asJson)
            std::printf("\n");
        worst = std::max(worst, explainOne(*byCall.constFind(callSid), callSid, options.asJson));
    }
    return worst;
}

} // namespace

int explainCommand(const QStringList &arguments)
{
    const auto read = readOptions(arguments);
    if (!read)
        return refuse(command, read.error());
    if (const auto *help = std::get_if<Help>(&*read)) {
        std::printf("%s", qUtf8Printable(help->text));
        return wentWell;
    }
    return run(std::get<Options>(*read));
}

} // namespace callscope::app
