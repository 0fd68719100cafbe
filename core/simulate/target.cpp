#include "core/simulate/target.h"

#include "core/twilio/paths.h"

#include <QUrl>

namespace callscope::simulate {

using namespace Qt::StringLiterals;

bool isDialable(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

base::Outcome aimAt(CallScript &script, const QString &url)
{
    const QUrl given(url, QUrl::StrictMode);
    if (!isDialable(given))
        return base::Error { base::ErrorCode::InvalidInput,
                             u"%1 is not an http or https URL; give one such as http://127.0.0.1:5000."_s.arg(url) };
    const bool bare = given.path().isEmpty() || given.path() == "/"_L1;
    const QUrl known = script.publicBaseUrl.isEmpty() ? given : QUrl::fromEncoded(script.publicBaseUrl);
    script.url = bare ? given.resolved(QUrl(QString::fromLatin1(twilio::incomingCallPath))).toEncoded() : url.toUtf8();
    script.statusCallback
        = bare ? known.resolved(QUrl(QString::fromLatin1(twilio::callStatusPath))).toEncoded() : QByteArray();
    return base::Done {};
}

} // namespace callscope::simulate
