#pragma once

#include "core/base/error.h"
#include "core/call/calltable.h"
#include "core/config/settings.h"
#include "core/event/eventstream.h"
#include "core/gateway/access.h"
#include "core/gateway/recordings.h"
#include "core/gateway/replayguard.h"
#include "core/net/form.h"
#include "core/net/router.h"
#include "core/twilio/streamtoken.h"
#include "core/twilio/twiml.h"

#include <functional>

namespace callscope::gateway {

/// Whether new calls are taken.
enum class Admission { Open, AllBusy, Closing };

/// Twilio's webhooks: each parses its parameters, notes them in the call table, publishes and answers. Lives on the
/// gateway's main thread; all it is given must outlive it.
class Webhooks
{
public:
    struct Parts
    {
        const config::Settings &settings;
        const Access &access;
        call::CallTable &calls;
        twilio::StreamTokens &tokens;
        event::EventStream &events;
        std::function<Admission()> admission;
        Recordings &recordings;
        const base::Clock &clock;
        std::function<void()> ring; ///< a call was answered: its stream is to come
    };

    /// What is known of a request on its way through here and into the log.
    struct Checked
    {
        net::HttpRequest request;
        net::FormFields fields;
        std::optional<QByteArray> baseUrl;
        Access::Verdict verdict;
    };

    explicit Webhooks(Parts parts)
        : m_parts(std::move(parts))
        , m_replays(m_parts.clock)
    { }

    /// Adds the routes; the router must not be used after this object is gone.
    void addTo(net::Router &router);
    /// Of the request that is served, or was served last, it is known already. Valid until the next call.
    const Checked &checked(const net::HttpRequest &request);

private:
    using Handler = net::HttpResponse (Webhooks::*)(const net::HttpRequest &, const net::FormFields &);

    /// Only for Twilio.
    net::HttpHandler guarded(Handler handler);
    /// And what comes again changes nothing.
    net::HttpHandler onceOnly(Handler handler);
    net::HttpResponse incomingCall(const net::HttpRequest &request, const net::FormFields &fields);
    net::HttpResponse streamStatus(const net::HttpRequest &request);
    net::HttpResponse streamEnded(const net::HttpRequest &request, const net::FormFields &fields);
    net::HttpResponse transferred(const call::CallEntry &known, const QByteArray &baseUrl,
                                  const std::optional<QByteArray> &dialed);
    net::HttpResponse handleRecording(const net::HttpRequest &request, const net::FormFields &fields);
    net::HttpResponse callStatus(const net::HttpRequest &request, const net::FormFields &fields);
    net::HttpResponse recordingStatus(const net::HttpRequest &request, const net::FormFields &fields);
    void tellMalformed(const net::HttpRequest &request, const base::Error &error);

    const twilio::ConnectTwiml &connectTwimlAt(const QByteArray &baseUrl);

    Parts m_parts;
    ReplayGuard m_replays;
    Checked m_checked {};
    QByteArray m_lastBaseUrl {};
    std::optional<twilio::ConnectTwiml> m_connectTwiml {}; ///< with the last base URL
};

} // namespace callscope::gateway
