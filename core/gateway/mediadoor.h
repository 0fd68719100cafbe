#pragma once

#include "core/call/calltable.h"
#include "core/event/eventstream.h"
#include "core/gateway/access.h"
#include "core/gateway/streamlobby.h"
#include "core/twilio/streamtoken.h"

namespace callscope::gateway {

/// Who may come in as a media stream: checks each upgrade before Qt sees it, and later the stream's `start`, which has
/// to show a token of ours. Owns no stream; lives on the gateway's main thread.
class MediaDoor
{
public:
    struct Parts
    {
        const config::Settings &settings;
        const Access &access;
        twilio::StreamTokens &tokens;
        const call::CallTable &calls;
        event::EventStream &events;
    };

    /// All must outlive the door.
    explicit MediaDoor(const Parts &parts)
        : m_parts(parts)
    { }

    /// True for an upgrade of the media path that may come in.
    bool accepts(const net::HttpRequest &head) const;
    /// The answer to a request for the media path that was not accepted; it is published too.
    net::HttpResponse refuse(const net::HttpRequest &request);
    /// Why that stream is sent away, which is published too; empty: it may become a call. Burns its token.
    QString faultOf(const StreamArrival &arrival);

private:
    struct Refusal
    {
        int status;
        QString reason;
        net::Headers headers {};
    };

    std::optional<Refusal> refusal(const net::HttpRequest &head) const;
    base::CallSid presumedCall();
    QString startFault(const StreamArrival &arrival);

    Parts m_parts;
    base::CallSid m_presumed {};
    int m_presumptions = 0;
};

} // namespace callscope::gateway
