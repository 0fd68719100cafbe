#include "ui/exports/exportrun.h"

#include <QFileInfo>
#include <QPromise>
#include <QtConcurrent>

namespace callscope::ui {

namespace {

using store::CallCopy;
using store::ExportPlan;

base::Result<CallCopy> copyOf(ExportSource source)
{
    if (source.recordingPath.isEmpty())
        return CallCopy { source.callSid, source.zero, std::move(source.events), {}, {} };
    auto recording = store::openRecording(source.recordingPath);
    if (!recording)
        return recording.error();
    store::Recording silent = *std::move(recording);
    silent.sounds.clear(); // the sound is at hand already
    return store::copyOf(silent, source.callSid);
}

base::Result<store::ExportReport> written(ExportSource source, std::vector<StreamSound> sounds, const ExportPlan &plan,
                                          const store::ExportProgress &progress)
{
    auto copy = copyOf(std::move(source));
    if (!copy)
        return copy.error();
    CallCopy call = *std::move(copy);
    for (StreamSound &sound : sounds)
        call.sounds.push_back({ sound.begin, std::move(sound.caller), std::move(sound.bot) });
    return store::exportCall(std::move(call), plan, progress);
}

QStringList existing(const QStringList &paths)
{
    QStringList found;
    for (const QString &path : paths) {
        if (QFileInfo::exists(path))
            found << path;
    }
    return found;
}

} // namespace

ExportRun::ExportRun(QObject *parent)
    : QObject(parent)
    , m_stop(std::make_shared<std::atomic_bool>(false))
{
    connect(&m_look, &QFutureWatcherBase::finished, this, [this] { Q_EMIT looked(m_look.result()); });
    connect(&m_writing, &QFutureWatcherBase::progressValueChanged, this, &ExportRun::progressed);
    connect(&m_writing, &QFutureWatcherBase::finished, this, &ExportRun::tell);
}

ExportRun::~ExportRun()
{
    stop();
}

void ExportRun::look(const QStringList &paths)
{
    m_look.setFuture(QtConcurrent::run(existing, paths));
}

void ExportRun::start(const ExportSource &source, const ExportPlan &plan,
                      const QFuture<std::vector<StreamSound>> &sound)
{
    m_source = source;
    m_plan = plan;
    m_stop = std::make_shared<std::atomic_bool>(false);
    m_sound = std::make_unique<QFutureWatcher<std::vector<StreamSound>>>();
    connect(m_sound.get(), &QFutureWatcherBase::finished, this, &ExportRun::write);
    m_sound->setFuture(sound);
}

void ExportRun::stop()
{
    *m_stop = true;
}

/// The sound is there, or there is none.
void ExportRun::write()
{
    auto sounds = m_sound->future().resultCount() > 0 ? m_sound->result() : std::vector<StreamSound>();
    m_sound.release()->deleteLater(); // it is in the middle of its signal; an hour of sound is not kept twice
    const auto work = [source = std::exchange(m_source, {}), sounds = std::move(sounds), plan = m_plan,
                       stop = m_stop](QPromise<Result> &promise) mutable {
        promise.setProgressRange(0, 1000);
        promise.addResult(written(std::move(source), std::move(sounds), plan, [&](double part) {
            promise.setProgressValue(static_cast<int>(part * 1000));
            return !*stop;
        }));
    };
    m_writing.setFuture(QtConcurrent::run(work));
}

void ExportRun::tell()
{
    const Result result = m_writing.result();
    if (result)
        Q_EMIT finished(*result);
    else if (*m_stop && result.error().code == base::ErrorCode::Refused)
        Q_EMIT stopped();
    else
        Q_EMIT failed(result.error());
}

} // namespace callscope::ui
