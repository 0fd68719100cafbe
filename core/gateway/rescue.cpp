#include "core/gateway/rescue.h"

#include "core/twilio/twiml.h"

#include <QTimer>

namespace callscope::gateway {

namespace {

/// Twilio ends the stream itself when the call is redirected; after that long it is ended from here.
constexpr std::chrono::seconds streamEndsWithin { 3 };
constexpr quint16 internalError = 1011;

} // namespace

void Rescue::tick()
{
    for (const call::CallTable::Stranded &stranded : m_parts.calls.stranded(m_parts.settings.watchdog.stream))
        help(stranded.callSid, stranded.cause, stranded.waited);
}

void Rescue::help(const base::CallSid &callSid, const QString &cause, std::chrono::milliseconds waited)
{
    if (!m_parts.calls.noteHelp(callSid))
        return;
    const Case help { callSid, cause, waited };
    const QByteArray known = m_parts.calls.find(callSid)->publicBaseUrl;
    const QByteArray baseUrl = known.isEmpty() ? m_parts.settings.publicBaseUrl.toUtf8() : known;
    if (!m_parts.rest)
        endStream(help,
                  QStringLiteral("the call cannot be redirected: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, or an "
                                 "API key and its secret"));
    else if (baseUrl.isEmpty())
        endStream(help,
                  QStringLiteral("the call cannot be redirected: its public address is not known, set "
                                 "PUBLIC_BASE_URL"));
    else
        redirect(help, baseUrl);
}

void Rescue::redirect(const Case &help, const QByteArray &baseUrl)
{
    const QByteArray twiml = twilio::recordTwiml(baseUrl, m_parts.settings.language);
    m_parts.rest->redirect(help.callSid, twiml).then(this, [this, help](const base::Outcome &outcome) {
        if (!outcome)
            return endStream(help, outcome.error().text + QLatin1Char(' ') + outcome.error().detail);
        m_parts.calls.sendToRecording(help.callSid);
        tell(help, "redirect");
        QTimer::singleShot(streamEndsWithin, this, [this, callSid = help.callSid] {
            m_parts.threads.close(callSid, 1000, QStringLiteral("redirected to a recording"));
        });
    });
}

void Rescue::endStream(const Case &help, const QString &whyNotRedirected)
{
    tell(help, m_parts.threads.isStreaming(help.callSid) ? "close" : "none", whyNotRedirected.trimmed());
    m_parts.threads.close(help.callSid, internalError, QStringLiteral("watchdog: ") + help.cause);
}

void Rescue::tell(const Case &help, const char *step, const QString &detail)
{
    m_parts.events.publish(event::WatchdogActed { QString::fromLatin1(step), help.cause, help.waited, detail },
                           help.callSid);
}

} // namespace callscope::gateway
