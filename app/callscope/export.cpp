#include "app/callscope/export.h"

#include "app/callscope/recordcommand.h"
#include "core/store/callexport.h"

#include <QCommandLineParser>
#include <QDir>

#include <cstdio>
#include <variant>

namespace callscope::app {

namespace {

using namespace Qt::StringLiterals;
using store::ExportPlan;
using Sound = store::ExportPlan::Sound;

constexpr int written = 0;
constexpr char command[] = "export";

struct Options
{
    QString path;
    ExportPlan plan {};
    bool needsSound = false; ///< sound was asked for by name
};

struct Help
{
    QString text;
};

void addOptions(QCommandLineParser &parser)
{
    const auto add = [&](const char *name, const char *text) {
        parser.addOption({ QString::fromUtf8(name), QString::fromUtf8(text) });
    };
    parser.addOption({ u"to"_s, u"Where the files go; it is made when it is not there."_s, u"FOLDER"_s });
    add("jsonl", "The events as they were recorded; opens again.");
    add("wav", "The sound of all streams on the call's time axis: caller left, bot right.");
    add("mono", "The sound as two files, caller and bot.");
    add("har", "Webhooks and stream messages, for a browser's developer tools.");
    add("labels", "What was said, marks and errors, as a label track for Audacity.");
    parser.addOption({ u"redact"_s,
                       u"What to leave out: numbers, parameters, sound and text, with commas between. "
                       "SIDs and times stay."_s,
                       u"WHAT[,WHAT…]"_s });
    parser.addOption({ { u"h"_s, u"help"_s }, u"Shows this."_s });
    parser.addPositionalArgument(u"PATH"_s,
                                 u"A call's folder, its events.jsonl or audio.wav, or any JSON Lines log."_s);
}

base::Result<store::Redaction> readRedaction(const QString &list)
{
    store::Redaction redaction;
    const QStringList parts = list.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString what = part.trimmed();
        if (what == "numbers"_L1)
            redaction.numbers = true;
        else if (what == "parameters"_L1)
            redaction.parameters = true;
        else if (what == "sound"_L1)
            redaction.sound = true;
        else if (what == "text"_L1)
            redaction.text = true;
        else
            return wrongUsage(
                u"--redact %1: give numbers, parameters, sound or text, with commas between."_s.arg(what));
    }
    return redaction;
}

/// All sorts of files unless some are named.
ExportPlan readSorts(const QCommandLineParser &parser)
{
    ExportPlan plan;
    const bool isStereo = parser.isSet(u"wav"_s), isMono = parser.isSet(u"mono"_s);
    const bool isNamed
        = isStereo || isMono || parser.isSet(u"jsonl"_s) || parser.isSet(u"har"_s) || parser.isSet(u"labels"_s);
    if (!isNamed)
        return plan;
    plan.events = parser.isSet(u"jsonl"_s);
    plan.har = parser.isSet(u"har"_s);
    plan.labels = parser.isSet(u"labels"_s);
    plan.sound = isStereo ? Sound::Stereo : isMono ? Sound::TwoFiles : Sound::None;
    return plan;
}

base::Result<Options> read(const QCommandLineParser &parser)
{
    const QStringList paths = parser.positionalArguments();
    if (paths.size() != 1)
        return wrongUsage(u"export takes one PATH, such as records/2026-01-15/CA…, and got %1."_s.arg(paths.size()));
    Options options { paths.first(), readSorts(parser), parser.isSet(u"wav"_s) || parser.isSet(u"mono"_s) };
    if (parser.value(u"to"_s).isEmpty())
        return wrongUsage(u"Say where the files go: add --to FOLDER."_s);
    options.plan.folder = QDir::cleanPath(QDir(parser.value(u"to"_s)).absolutePath());
    if (parser.isSet(u"wav"_s) && parser.isSet(u"mono"_s))
        return wrongUsage(u"--wav and --mono are two forms of the same sound; give one of them."_s);
    const auto redaction = readRedaction(parser.value(u"redact"_s));
    if (!redaction)
        return redaction.error();
    options.plan.redaction = *redaction;
    if (redaction->sound && options.needsSound)
        return wrongUsage(u"--redact sound leaves no sound to write; leave it out, or leave out --wav and --mono."_s);
    return options;
}

base::Result<std::variant<Options, Help>> readOptions(const QStringList &arguments)
{
    using Read = std::variant<Options, Help>;
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Writes each call of a record to files named after its day and its SID; files of the same name are replaced.\n"
        "Exit code: 0 written, 2 usage or could not."_s);
    addOptions(parser);
    if (!parser.parse(QStringList { u"callscope export"_s } + arguments))
        return wrongUsage(parser.errorText() + u" See callscope export --help."_s);
    if (parser.isSet(u"help"_s))
        return Read { Help { helpText(command, parser) } };
    const auto options = read(parser);
    return options ? base::Result<std::variant<Options, Help>>(Read { *options }) : options.error();
}

base::Outcome exportOne(const store::Recording &recording, const base::CallSid &callSid, const Options &options)
{
    auto copy = store::copyOf(recording, callSid);
    if (!copy)
        return copy.error();
    store::CallCopy call = *std::move(copy);
    if (options.needsSound && call.sounds.empty())
        return base::Error { base::ErrorCode::NotFound,
                             u"There is no sound of call %1 in %2; leave out --wav and --mono."_s.arg(
                                 callSid.toString(), options.path) };
    ExportPlan plan = options.plan;
    plan.name = store::exportName(callSid, call.events.front().utc);
    const auto report = store::exportCall(std::move(call), plan);
    if (!report)
        return report.error();
    for (const QString &file : report->files)
        std::printf("%s\n", qUtf8Printable(file));
    if (report->lacksSound)
        tell(command, u"note: there is no sound of call %1, so no WAV was written"_s.arg(callSid.toString()));
    return base::Done {};
}

int run(const Options &options)
{
    const auto opened = openCalls(command, options.path);
    if (!opened)
        return refuse(command, opened.error());
    for (const base::CallSid &callSid : opened->calls) {
        if (const base::Outcome outcome = exportOne(opened->recording, callSid, options); !outcome)
            return refuse(command, outcome.error());
    }
    return written;
}

} // namespace

int exportCommand(const QStringList &arguments)
{
    const auto read = readOptions(arguments);
    if (!read)
        return refuse(command, read.error());
    if (const auto *help = std::get_if<Help>(&*read)) {
        std::printf("%s", qUtf8Printable(help->text));
        return written;
    }
    return run(std::get<Options>(*read));
}

} // namespace callscope::app
