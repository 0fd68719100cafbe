#include "core/store/callexport.h"

#include "core/store/harexport.h"
#include "core/store/jsonlinesexport.h"
#include "core/store/labelexport.h"
#include "core/store/recordfolder.h"
#include "core/store/soundexport.h"

#include <QDir>
#include <QSaveFile>

#include <memory>

namespace callscope::store {

namespace {

using namespace Qt::StringLiterals;
using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;

using Write = std::function<Outcome(QIODevice &device, const ExportProgress &progress)>;

struct PlannedFile
{
    QString path;
    double share = 1; ///< of the work, against the others
    bool isSound = false;
    Write write;
};

std::vector<PlannedFile> filesOf(const ExportPlan &plan, const CallCopy &call)
{
    std::vector<PlannedFile> files;
    const auto add = [&](QLatin1StringView ending, double share, bool isSound, Write write) {
        files.push_back({ QDir(plan.folder).filePath(plan.name + ending), share, isSound, std::move(write) });
    };
    const auto addSound = [&](QLatin1StringView ending, SoundLanes lanes) {
        add(ending, 10, true, [&call, lanes](QIODevice &device, const ExportProgress &progress) {
            return writeSound(call, lanes, device, progress);
        });
    };
    if (plan.events)
        add(".jsonl"_L1, 1, false,
            [&call](QIODevice &device, const ExportProgress &) { return writeJsonLines(call, device); });
    if (plan.writesSound() && plan.sound == ExportPlan::Sound::Stereo)
        addSound(".wav"_L1, SoundLanes::Both);
    if (plan.writesSound() && plan.sound == ExportPlan::Sound::TwoFiles) {
        addSound("-caller.wav"_L1, SoundLanes::Caller);
        addSound("-bot.wav"_L1, SoundLanes::Bot);
    }
    if (plan.har)
        add(".har"_L1, 20, false,
            [&call, sound = plan.writesSound()](QIODevice &device, const ExportProgress &progress) {
                return writeHar(call, sound, device, progress);
            });
    if (plan.labels)
        add(".txt"_L1, 1, false,
            [&call](QIODevice &device, const ExportProgress &) { return writeLabels(call, device); });
    return files;
}

Outcome check(const ExportPlan &plan, const CallCopy &call, bool isEmpty)
{
    const bool isName = !plan.name.isEmpty() && !plan.name.contains(u'/') && !plan.name.contains(QChar(u'\0'));
    if (!isName)
        return Error { ErrorCode::InvalidInput,
                       u"\"%1\" is no name for files; give one without a slash."_s.arg(plan.name) };
    if (isEmpty)
        return Error { ErrorCode::InvalidInput, u"Nothing is to be written; choose at least one sort of file."_s };
    if (call.events.empty())
        return Error { ErrorCode::InvalidInput, u"The call has no events any more; open its record."_s };
    if (!QDir().mkpath(plan.folder))
        return Error { ErrorCode::Io,
                       u"The folder %1 cannot be made; choose another one with rights."_s.arg(plan.folder) };
    return Done {};
}

/// Opens, writes and leaves the file to be committed.
Outcome writeOne(const PlannedFile &planned, QSaveFile &file, const ExportProgress &progress)
{
    // A file of its own is put in the place of an old one, with the rights that a record has.
    if (!file.open(QIODevice::WriteOnly))
        return exportUnwritable(file);
    file.setPermissions(filePermissions);
    return planned.write(file, progress);
}

} // namespace

QString exportName(const base::CallSid &callSid, base::Utc firstEvent)
{
    const std::chrono::year_month_day day { std::chrono::floor<std::chrono::days>(firstEvent) };
    return u"%1-%2-%3-%4"_s.arg(static_cast<int>(day.year()), 4, 10, QChar(u'0'))
        .arg(static_cast<unsigned>(day.month()), 2, 10, QChar(u'0'))
        .arg(static_cast<unsigned>(day.day()), 2, 10, QChar(u'0'))
        .arg(callSid.toString().right(8));
}

QStringList plannedFiles(const ExportPlan &plan)
{
    const CallCopy nothing;
    QStringList paths;
    for (const PlannedFile &file : filesOf(plan, nothing))
        paths << file.path;
    return paths;
}

base::Result<ExportReport> exportCall(CallCopy call, const ExportPlan &plan, const ExportProgress &progress)
{
    call = redacted(std::move(call), plan.redaction);
    std::vector<PlannedFile> files = filesOf(plan, call);
    if (const Outcome checked = check(plan, call, files.empty()); !checked)
        return checked.error();
    ExportReport report;
    if (call.sounds.empty())
        report.lacksSound = std::erase_if(files, [](const PlannedFile &file) { return file.isSound; }) > 0;

    double whole = 0, done = 0;
    for (const PlannedFile &file : files)
        whole += file.share;
    std::vector<std::unique_ptr<QSaveFile>> written;
    for (const PlannedFile &file : files) {
        const auto tell = [&](double part) { return !progress || progress((done + part * file.share) / whole); };
        written.push_back(std::make_unique<QSaveFile>(file.path));
        if (!tell(0))
            return exportStopped();
        if (const Outcome outcome = writeOne(file, *written.back(), tell); !outcome)
            return outcome.error();
        done += file.share;
    }
    for (const auto &file : written) {
        if (!file->commit())
            return exportUnwritable(*file);
        report.files << file->fileName();
    }
    return report;
}

} // namespace callscope::store
