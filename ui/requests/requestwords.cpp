#include "ui/requests/requestwords.h"

#include "ui/common/text.h"
#include "ui/common/twiliocodes.h"

#include <QStringList>

namespace callscope::ui {

using namespace Qt::StringLiterals;

QString RequestWords::verdict(Verdict verdict)
{
    switch (verdict) {
    case Verdict::None:
        break;
    case Verdict::Valid:
        return tr("✓ The signature is valid: the request came from Twilio with this account's auth token.");
    case Verdict::Wrong:
        return tr("✗ The signature is wrong: set the auth token to the account's primary token, and the public base "
                  "URL to exactly the address that stands in Twilio's settings.");
    case Verdict::Missing:
        return tr("✗ The signature is missing: the request did not come from Twilio, or a proxy removed the header "
                  "X-Twilio-Signature; let the proxy pass it on.");
    case Verdict::NotChecked:
        return tr("○ The signature was not checked, because the gateway has no auth token: set TWILIO_AUTH_TOKEN "
                  "before Twilio calls this gateway.");
    case Verdict::Unknown:
        return tr("? This recording holds a verdict that this version does not know.");
    }
    return {};
}

QString RequestWords::facts(const event::Event &event)
{
    QStringList parts;
    if (const auto *request = std::get_if<event::HttpRequested>(&event.payload)) {
        parts += tr("Status %1").arg(bidiIsolated(QString::number(request->status)));
        parts += tr("%1 ms").arg(bidiIsolated(QString::number(request->milliseconds, 'f', 1)));
        parts
            += tr("%1 in, %2 out")
                   .arg(bidiIsolated(byteText(request->requestBytes)), bidiIsolated(byteText(request->responseBytes)));
        if (!request->peer.isEmpty())
            parts += tr("from %1").arg(bidiIsolated(request->peer));
    }
    parts += bidiIsolated(clockText(event.utc, true));
    return parts.join(u"  ·  "_s);
}

QString RequestWords::codes(const std::vector<int> &codes)
{
    QString html;
    for (const int code : codes) {
        const auto known = explainedCode(code);
        if (!known)
            continue;
        const QString number = u"<a href=\"%1\">%2</a>"_s.arg(twilioPage(code), bidiIsolated(QString::number(code)));
        const QString sort = known->warning ? tr("△ Twilio warning %1") : tr("✗ Twilio error %1");
        html += u"<p style=\"margin:0 0 6px 0\"><b>%1 – %2</b><br/>%3<br/>%4</p>"_s.arg(
            sort.arg(number), known->meaning.toHtmlEscaped(), tr("Likely cause: %1").arg(known->cause.toHtmlEscaped()),
            tr("What to do: %1").arg(known->remedy.toHtmlEscaped()));
    }
    return html;
}

} // namespace callscope::ui
