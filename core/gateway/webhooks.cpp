#include "core/gateway/webhooks.h"

#include "core/gateway/publicorigin.h"
#include "core/twilio/paths.h"
#include "core/twilio/webhook.h"

namespace callscope::gateway {

namespace {

net::HttpResponse badRequest(const base::Error &error)
{
    return net::HttpResponse::text(400, error.text.toUtf8() + '\n');
}

QString seconds(const std::optional<std::chrono::seconds> &duration)
{
    return duration ? QString::number(duration->count()) : QString();
}

/// Twilio stalls a stream whose status callback is slow or fails, and must not keep an old answer.
net::HttpResponse neverStored()
{
    net::HttpResponse response = net::HttpResponse::noContent();
    response.headers.push_back({ "Cache-Control", "no-store, no-cache, must-revalidate, max-age=0" });
    response.headers.push_back({ "Pragma", "no-cache" });
    return response;
}

} // namespace

void Webhooks::addTo(net::Router &router)
{
    const std::vector<QByteArray> methods { "GET", "POST" };
    router.add(twilio::incomingCallPath, methods, onceOnly(&Webhooks::incomingCall));
    router.add(twilio::streamStatusPath, methods,
               [this](const net::HttpRequest &request) { return streamStatus(request); });
    // Asked with the same bytes after each stream of a call; what it answers follows from where the call stands.
    router.add(twilio::streamEndedPath, methods, guarded(&Webhooks::streamEnded));
    router.add(twilio::handleRecordingPath, methods, onceOnly(&Webhooks::handleRecording));
    router.add(twilio::callStatusPath, methods, onceOnly(&Webhooks::callStatus));
    router.add(twilio::recordingStatusPath, methods, onceOnly(&Webhooks::recordingStatus));
}

const Webhooks::Checked &Webhooks::checked(const net::HttpRequest &request)
{
    if (request == m_checked.request)
        return m_checked;
    net::FormFields fields = twilio::webhookFields(request);
    std::optional<QByteArray> baseUrl = publicBaseUrl(request, m_parts.settings);
    Access::Verdict verdict = m_parts.access.webhook(request, fields, baseUrl);
    m_checked = { request, std::move(fields), std::move(baseUrl), std::move(verdict) };
    return m_checked;
}

net::HttpHandler Webhooks::guarded(Handler handler)
{
    return [this, handler](const net::HttpRequest &request) {
        const Access::Verdict &verdict = checked(request).verdict;
        if (!verdict.allowed) {
            m_parts.events.publish(event::SignatureRejected { QString::fromUtf8(request.path()),
                                                              request.peer.toString(), verdict.reason });
            return net::HttpResponse::text(403, "Forbidden: " + verdict.reason.toUtf8() + '\n');
        }
        return (this->*handler)(request, checked(request).fields);
    };
}

net::HttpHandler Webhooks::onceOnly(Handler handler)
{
    return [this, served = guarded(handler)](const net::HttpRequest &request) {
        if (checked(request).verdict.signature != QLatin1String("valid"))
            return served(request);
        const ReplayGuard::Key key = ReplayGuard::keyOf(request);
        if (const auto known = m_replays.answerTo(key))
            return *known;
        net::HttpResponse answer = served(request);
        m_replays.keep(key, answer);
        return answer;
    };
}

net::HttpResponse Webhooks::incomingCall(const net::HttpRequest &request, const net::FormFields &fields)
{
    const auto incoming = twilio::parseIncomingCall(fields);
    if (!incoming)
        return badRequest(incoming.error());
    m_parts.events.publish(event::CallIncoming { incoming->from, incoming->to, incoming->direction, incoming->status,
                                                 incoming->accountSid.toString() },
                           incoming->callSid);
    const QString &language = m_parts.settings.language;
    const Admission admission = m_parts.admission();
    if (admission == Admission::AllBusy)
        return net::HttpResponse::xml(twilio::busyTwiml(language));
    const std::optional<QByteArray> baseUrl = checked(request).baseUrl;
    if (!baseUrl)
        return net::HttpResponse::text(500, "The public address is not known: set PUBLIC_BASE_URL.\n");
    m_parts.calls.announce(incoming->callSid, incoming->from, incoming->to, incoming->status, *baseUrl);
    if (admission == Admission::Closing) {
        m_parts.calls.sendToRecording(incoming->callSid);
        return net::HttpResponse::xml(twilio::recordTwiml(*baseUrl, language, twilio::RecordingReason::Closing));
    }
    m_parts.ring();
    const QByteArray token = m_parts.tokens.mint(incoming->callSid);
    return net::HttpResponse::xml(connectTwimlAt(*baseUrl).document(incoming->callSid, token));
}

/// Only the last one is kept: where no address is configured, each client can name another one.
const twilio::ConnectTwiml &Webhooks::connectTwimlAt(const QByteArray &baseUrl)
{
    if (!m_connectTwiml || m_lastBaseUrl != baseUrl) {
        m_connectTwiml.emplace(baseUrl, m_parts.settings.language);
        m_lastBaseUrl = baseUrl;
    }
    return *m_connectTwiml;
}

net::HttpResponse Webhooks::streamStatus(const net::HttpRequest &request)
{
    const auto update = twilio::parseStreamStatus(checked(request).fields);
    const bool isTwilio = checked(request).verdict.allowed;
    if (update) // without a signature it is told, but stands in no call's record
        m_parts.events.publish(
            event::StreamStatusReported { update->event, update->error, update->name, update->timestamp },
            isTwilio ? update->callSid : base::CallSid(), isTwilio ? update->streamSid : base::StreamSid());
    if (update && isTwilio && update->event == QLatin1String("stream-error"))
        m_parts.calls.streamFailed(update->callSid);
    return neverStored();
}

net::HttpResponse Webhooks::streamEnded(const net::HttpRequest &request, const net::FormFields &fields)
{
    const auto update = twilio::parseCallStatus(fields);
    if (!update) {
        tellMalformed(request, update.error());
        return net::HttpResponse::noContent();
    }
    m_parts.calls.reportStatus(update->callSid, update->status);
    if (m_parts.calls.isHungUp(update->callSid))
        return net::HttpResponse::xml(twilio::hangupTwiml());
    const std::optional<QByteArray> baseUrl = checked(request).baseUrl;
    if (const auto known = m_parts.calls.find(update->callSid);
        baseUrl && known && known->stream == call::CallEntry::Stream::Transferred)
        return transferred(*known, *baseUrl, net::formValue(fields, "DialCallStatus"));
    if (!baseUrl || !m_parts.calls.isStranded(update->callSid))
        return net::HttpResponse::noContent();
    m_parts.calls.sendToRecording(update->callSid);
    return net::HttpResponse::xml(twilio::recordTwiml(*baseUrl, m_parts.settings.language));
}

/// First the caller is connected; asked again when that is over, one who reached nobody is asked for a message.
net::HttpResponse Webhooks::transferred(const call::CallEntry &known, const QByteArray &baseUrl,
                                        const std::optional<QByteArray> &dialed)
{
    if (!dialed)
        return net::HttpResponse::xml(twilio::dialTwiml(baseUrl, known.transferTo));
    if (*dialed == "completed" || *dialed == "answered")
        return net::HttpResponse::xml(twilio::hangupTwiml());
    m_parts.calls.sendToRecording(known.callSid);
    return net::HttpResponse::xml(twilio::recordTwiml(baseUrl, m_parts.settings.language));
}

net::HttpResponse Webhooks::handleRecording(const net::HttpRequest &request, const net::FormFields &fields)
{
    const auto update = twilio::parseRecording(fields);
    if (update)
        m_parts.events.publish(event::FallbackRecorded { update->recordingSid.toString(), update->url,
                                                         seconds(update->duration), update->digits },
                               update->callSid);
    else
        tellMalformed(request, update.error());
    return net::HttpResponse::xml(twilio::thanksTwiml(m_parts.settings.language));
}

net::HttpResponse Webhooks::callStatus(const net::HttpRequest &request, const net::FormFields &fields)
{
    const auto update = twilio::parseCallStatus(fields);
    if (!update) {
        tellMalformed(request, update.error());
        return net::HttpResponse::noContent();
    }
    m_parts.calls.reportStatus(update->callSid, update->status);
    m_parts.events.publish(
        event::CallStatusReported { update->status, seconds(update->duration),
                                    update->sequence ? QString::number(*update->sequence) : QString(),
                                    update->errorCode },
        update->callSid);
    return net::HttpResponse::noContent();
}

net::HttpResponse Webhooks::recordingStatus(const net::HttpRequest &request, const net::FormFields &fields)
{
    const auto update = twilio::parseRecording(fields);
    if (update)
        m_parts.recordings.take(*update);
    else
        tellMalformed(request, update.error());
    return net::HttpResponse::noContent();
}

/// A callback that tells us something is answered as Twilio wants it all the same: an error there only makes Twilio
/// warn (15003), while the line in our log names what was wrong.
void Webhooks::tellMalformed(const net::HttpRequest &request, const base::Error &error)
{
    m_parts.events.publish(event::ProtocolErrorFound {
        0, error.text, QString::fromUtf8(request.path()) + QLatin1Char(' ') + error.detail });
}

} // namespace callscope::gateway
