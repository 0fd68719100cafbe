#pragma once

#include "core/call/calltable.h"
#include "core/config/settings.h"
#include "core/event/eventstream.h"
#include "core/gateway/gatewaythreads.h"
#include "core/twilio/restclient.h"

#include <QObject>

namespace callscope::gateway {

/// Brings a caller whom nobody talks to any more to a recorded message: by redirecting the live call through Twilio's
/// REST API, and without that by ending the stream, after which Twilio asks stream_ended what comes next. Lives on the
/// gateway's main thread.
class Rescue : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        const config::Settings &settings;
        call::CallTable &calls;
        GatewayThreads &threads;
        twilio::RestClient *rest; ///< null: there are no credentials
        event::EventStream &events;
    };

    /// All must outlive it.
    explicit Rescue(const Parts &parts)
        : m_parts(parts)
    { }

    /// `cause` and `waited` are those of event::WatchdogActed. A call is helped once.
    void help(const base::CallSid &callSid, const QString &cause, std::chrono::milliseconds waited);
    /// Helps those whose stream did not come, or failed without Twilio asking what comes next.
    void tick();

private:
    struct Case
    {
        base::CallSid callSid;
        QString cause;
        std::chrono::milliseconds waited;
    };

    void redirect(const Case &help, const QByteArray &baseUrl);
    void endStream(const Case &help, const QString &whyNotRedirected);
    void tell(const Case &help, const char *step, const QString &detail = {});

    Parts m_parts;
};

} // namespace callscope::gateway
