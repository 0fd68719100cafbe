#include "ui/mainwindow/callcommands.h"

namespace callscope::ui {

CallCommands::CallCommands(const Session &session, Sources &sources, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_sources(sources)
{ }

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
    // The end of the call has ended the listening too.
    const CallSummary *summary = m_session.call(call);
    if (summary && summary->state == CallState::Connected)
        m_sources.feed(call.source)->noteListening(call.callSid, listening);
}

void CallCommands::resend(const event::HttpRequested &request)
{
    if (Feed *gateway = m_sources.live())
        gateway->resend(request);
}

} // namespace callscope::ui
