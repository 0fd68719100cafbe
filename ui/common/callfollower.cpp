#include "ui/common/callfollower.h"

namespace callscope::ui {

CallFollower::CallFollower(const Session &session, const Selection &selection, Reaction reaction, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_selection(selection)
    , m_reaction(std::move(reaction))
{
    connect(&selection, &Selection::callChanged, this, &CallFollower::restart);
    connect(&session, &Session::eventsAppended, this, &CallFollower::follow);
    restart();
}

void CallFollower::restart()
{
    m_call = m_selection.call();
    m_reaction.restart(m_call);
    for (const EventId id : m_session.eventsOf(m_call))
        m_reaction.take(id, m_session.entry(id).event, m_session.timeOf(id));
    m_reaction.settled();
}

void CallFollower::follow(EventId first, EventId end)
{
    if (m_call.isEmpty())
        return;
    bool any = false;
    for (EventId id = first; id < end; ++id) {
        const Session::Entry &entry = m_session.entry(id);
        if (m_session.keyOf(entry) != m_call)
            continue;
        m_reaction.take(id, entry.event, m_session.timeOf(id));
        any = true;
    }
    if (any)
        m_reaction.settled();
}

} // namespace callscope::ui
