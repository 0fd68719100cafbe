#pragma once

#include "core/base/ids.h"
#include "core/event/event.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace callscope::ui {

/// The events that somebody wants to come back to. Kept in QSettings by CallSid and `seq`, so that a recording shows
/// what was marked while the call was live. Lives on the GUI thread.
class Bookmarks : public QObject
{
    Q_OBJECT

public:
    explicit Bookmarks(QObject *parent = nullptr);

    bool contains(const event::Event &event) const;
    /// Sets it, or takes it away. An event of no call cannot be marked: false.
    bool toggle(const event::Event &event);

Q_SIGNALS:
    void changed();

private:
    QSet<qulonglong> &of(const base::CallSid &call) const;
    void keep(const base::CallSid &call) const;

    mutable QHash<base::CallSid, QSet<qulonglong>> m_read {}; ///< of the calls that were asked about
};

} // namespace callscope::ui
