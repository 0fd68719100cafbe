#include "ui/mainwindow/callcommands.h"

namespace callscope::ui {

CallCommands::CallCommands(const Session &session, Sources &sources, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_sources(sources)
{
    connect(&session, &Session::callsChanged, this, [this](const QList<CallKey> &keys) {
        if (!m_awaited.isEmpty() && keys.contains(m_awaited) && isConnected(m_awaited))
            noteListening(CallKey(m_awaited), true);
    });
}

bool CallCommands::isConnected(const CallKey &call) const
{
    const CallSummary *summary = m_session.call(call);
    return summary && summary->state == CallState::Connected;
}

void CallCommands::say(const CallKey &call, const QString &text)
{
    m_sources.feed(call.source)->say(call.callSid, text);
}

void CallCommands::hangUp(const CallKey &call)
{
    m_sources.feed(call.source)->hangUp(call.callSid);
}

void CallCommands::takeOver(const CallKey &call)
{
    m_sources.feed(call.source)->takeOver(call.callSid);
}

void CallCommands::giveBack(const CallKey &call)
{
    m_sources.feed(call.source)->giveBack(call.callSid);
}

void CallCommands::noteListening(const CallKey &call, bool listening)
{
    m_awaited = listening && !isConnected(call) ? call : CallKey {};
    if (isConnected(call))
        m_sources.feed(call.source)->noteListening(call.callSid, listening);
}

void CallCommands::resend(const event::HttpRequested &request)
{
    if (Feed *gateway = m_sources.live())
        gateway->resend(request);
}

} // namespace callscope::ui
