#include "ui/common/sources.h"

#include "ui/common/recordedfeed.h"

#include <QDir>

#include <algorithm>

namespace callscope::ui {

namespace {

/// The folder of a call's record for all the ways to name it; any other log is itself. Asks no disk.
QString folderOf(const QString &path)
{
    const QString whole = QDir::cleanPath(QDir(path).absolutePath());
    const QString name = whole.section(u'/', -1);
    const bool isSound = name.startsWith(QLatin1String("audio")) && name.endsWith(QLatin1String(".wav"));
    return isSound || name == QLatin1String("events.jsonl") ? whole.section(u'/', 0, -2) : whole;
}

} // namespace

Sources::Sources(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{ }

Sources::~Sources() = default;

int Sources::add(std::unique_ptr<Feed> feed)
{
    const int source = m_session.addSource(feed->status().name, !feed->isLive());
    m_feeds.push_back(std::move(feed));
    Feed *added = m_feeds.back().get();
    follow(source, added);
    Q_EMIT feedAdded(source, added);
    added->start();
    return source;
}

void Sources::follow(int source, Feed *feed)
{
    connect(feed, &Feed::batchArrived, this,
            [this, source](const FeedBatchPtr &batch) { m_session.append(source, batch->events); });
    connect(feed, &Feed::refused, this, [this, source](const base::Error &error) { Q_EMIT failed(source, error); });
    connect(feed, &Feed::statusChanged, this, [this, source, feed] {
        Q_EMIT statusChanged(source);
        if (const FeedStatus status = feed->status(); status.error)
            Q_EMIT failed(source, *status.error);
    });
}

int Sources::open(const QString &path)
{
    const QString wanted = folderOf(path);
    const auto same = std::find_if(m_feeds.begin(), m_feeds.end(), [&](const std::unique_ptr<Feed> &one) {
        return !one->isLive() && one->status().state != FeedStatus::State::Failed
            && folderOf(one->status().url) == wanted;
    });
    if (same != m_feeds.end())
        return static_cast<int>(same - m_feeds.begin());
    return add(std::make_unique<RecordedFeed>(path));
}

Feed *Sources::live() const
{
    const auto found
        = std::find_if(m_feeds.begin(), m_feeds.end(), [](const std::unique_ptr<Feed> &one) { return one->isLive(); });
    return found == m_feeds.end() ? nullptr : found->get();
}

} // namespace callscope::ui
