#pragma once

#include "core/event/fieldtypes.h"

/// What Twilio's webhooks, and others, ask over HTTP. See payloads.h.
namespace callscope::event {

struct HttpRequested
{
    static constexpr char name[] = "HTTP_REQUEST";
    QString method, path, peer;
    int status = 0;
    double milliseconds = 0;
    qint64 requestBytes = 0, responseBytes = 0;
    QString signature; ///< "valid", "wrong", "missing", "not checked"
    /// Of a webhook: what was asked and answered, without credentials, tokens and more than 16 KiB of body. `form` are
    /// the parameters of the body; those of the query stand in `query` as they came.
    QString query;
    Parameters requestHeaders, form, responseHeaders;
    QString responseBody;
    static void summary(auto &self, auto &&visit)
    {
        visit("method", self.method), visit("path", self.path), visit("status", self.status);
        visit("ms", self.milliseconds), visit("peer", self.peer), visit("request_bytes", self.requestBytes);
        visit("response_bytes", self.responseBytes), visit("signature", self.signature);
    }
    static void details(auto &self, auto &&visit)
    {
        visit("query", self.query), visit("request_headers", self.requestHeaders), visit("form", self.form);
        visit("response_headers", self.responseHeaders), visit("response_body", self.responseBody);
    }
    static void fields(auto &self, auto &&visit) { summary(self, visit), details(self, visit); }
};

struct StreamStatusReported
{
    static constexpr char name[] = "STREAM_STATUS";
    QString streamEvent, streamError, streamName, timestamp;
    static void fields(auto &self, auto &&visit)
    {
        visit("stream_event", self.streamEvent), visit("stream_error", self.streamError);
        visit("stream_name", self.streamName), visit("timestamp", self.timestamp);
    }
};

struct SignatureRejected
{
    static constexpr char name[] = "SIGNATURE_REJECTED";
    QString path, peer, reason;
    static void fields(auto &self, auto &&visit)
    {
        visit("path", self.path), visit("peer", self.peer), visit("reason", self.reason);
    }
};

} // namespace callscope::event
