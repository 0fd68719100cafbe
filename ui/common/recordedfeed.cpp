#include "ui/common/recordedfeed.h"

#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

namespace callscope::ui {

namespace {

/// So many events are told at once: some milliseconds of the GUI thread.
constexpr std::size_t eventsAtOnce = 4'000;

/// A call's folder has a long name that says nothing to people; its day and the end of the SID do.
QString shownName(const QString &path)
{
    const QFileInfo file(path);
    return file.fileName() == QLatin1String("events.jsonl") || file.suffix() == QLatin1String("wav")
        ? file.dir().dirName()
        : file.fileName();
}

} // namespace

RecordedFeed::RecordedFeed(const QString &path, QObject *parent)
    : Feed(parent)
{
    m_status.name = shownName(path);
    m_status.url = QFileInfo(path).absoluteFilePath();
}

void RecordedFeed::start()
{
    QtConcurrent::run(read, m_status.url).then(this, [this](const SharedRecording &opened) { take(opened); });
}

RecordedFeed::SharedRecording RecordedFeed::read(const QString &path)
{
    base::Result<store::Recording> opened = store::openRecording(path);
    if (!opened)
        return opened.error();
    return std::make_shared<store::Recording>(*std::move(opened));
}

void RecordedFeed::take(const SharedRecording &opened)
{
    if (!opened) {
        m_status.state = FeedStatus::State::Failed;
        m_status.error = opened.error();
        Q_EMIT statusChanged();
        return;
    }
    m_status.state = FeedStatus::State::Recorded;
    m_status.url = (*opened)->path;
    m_status.warnings = (*opened)->remarks;
    Q_EMIT statusChanged();
    tellFrom(*opened, 0);
}

void RecordedFeed::tellFrom(const std::shared_ptr<store::Recording> &recording, std::size_t first)
{
    FeedBatch batch;
    const std::vector<event::Event> &events = recording->events;
    const std::size_t end = std::min(events.size(), first + eventsAtOnce);
    const auto at = [&](std::size_t index) { return events.begin() + static_cast<std::ptrdiff_t>(index); };
    batch.events.assign(at(first), at(end));
    if (end == events.size()) {
        for (const store::RecordedSound &sound : recording->sounds)
            batch.files.push_back({ sound.callSid, sound.begin, sound.path });
    }
    Q_EMIT batchArrived(std::make_shared<const FeedBatch>(std::move(batch)));
    if (end < events.size())
        QMetaObject::invokeMethod(
            this, [this, recording, end] { tellFrom(recording, end); }, Qt::QueuedConnection);
}

} // namespace callscope::ui
