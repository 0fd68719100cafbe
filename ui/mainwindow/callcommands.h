#pragma once

#include "ui/common/sources.h"

#include <QObject>

namespace callscope::ui {

/// Carries what a page asks of a call to the feed that the call came from. Lives on the GUI thread.
class CallCommands : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this.
    CallCommands(const Session &session, Sources &sources, QObject *parent);

    void say(const CallKey &call, const QString &text);
    void hangUp(const CallKey &call);
    void takeOver(const CallKey &call);
    void giveBack(const CallKey &call);
    void noteListening(const CallKey &call, bool listening);
    /// To the gateway of this desktop, also when the request was seen in a recording.
    void resend(const event::HttpRequested &request);

private:
    bool isConnected(const CallKey &call) const;

    const Session &m_session;
    Sources &m_sources;
    CallKey m_awaited {}; ///< is listened to before its stream is there
};

} // namespace callscope::ui
