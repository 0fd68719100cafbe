#pragma once

#include "ui/common/selection.h"

#include <functional>

namespace callscope::ui {

/// Gives a page the events of the selected call: `restart` when another call is looked at (or none), then each of its
/// events once and in order, those that are there already and those that come; `settled` after each batch of them.
/// Lives on the GUI thread.
class CallFollower : public QObject
{
    Q_OBJECT

public:
    struct Reaction
    {
        std::function<void(const CallKey &call)> restart;
        std::function<void(EventId id, const event::Event &event, CallTime time)> take;
        std::function<void()> settled;
    };

    /// Both must outlive the follower. Calls `restart` at once.
    CallFollower(const Session &session, const Selection &selection, Reaction reaction, QObject *parent);

private:
    void restart();
    void follow(EventId first, EventId end);

    const Session &m_session;
    const Selection &m_selection;
    Reaction m_reaction;
    CallKey m_call {};
};

} // namespace callscope::ui
