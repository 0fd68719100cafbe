#pragma once

#include "ui/common/feed.h"
#include "ui/common/session.h"

#include <memory>
#include <vector>

namespace callscope::ui {

/// Where the session's calls come from, by the number of the source. Owns the feeds; lives on the GUI thread.
class Sources : public QObject
{
    Q_OBJECT

public:
    /// `session` must outlive this.
    explicit Sources(Session &session, QObject *parent = nullptr);
    ~Sources() override;

    /// Takes the feed and starts it once all that listens to `feedAdded` is connected. Gives back its number.
    int add(std::unique_ptr<Feed> feed);
    /// A recording: a call's folder or one of its files. The same one is not opened twice.
    int open(const QString &path);

    Feed *feed(int source) const { return m_feeds.at(static_cast<std::size_t>(source)).get(); }
    /// The gateway's, or null when the desktop runs without one.
    Feed *live() const;

Q_SIGNALS:
    void feedAdded(int source, callscope::ui::Feed *feed);
    /// Something that was asked of a source did not work out, or a source as a whole did not.
    void failed(int source, const callscope::base::Error &error);
    void statusChanged(int source);

private:
    void follow(int source, Feed *feed);

    Session &m_session;
    std::vector<std::unique_ptr<Feed>> m_feeds {};
};

} // namespace callscope::ui
