#include "core/check/checkoptions.h"

#include "core/simulate/target.h"

#include <QUrl>

namespace callscope::check {

base::Outcome aimAt(CheckOptions &options, const QString &url)
{
    const QUrl given(url, QUrl::StrictMode);
    if (!simulate::isDialable(given))
        return base::Error {
            base::ErrorCode::InvalidInput,
            QStringLiteral("%1 is not an http or https URL; give one such as http://127.0.0.1:5000.").arg(url)
        };
    const QString path = given.path(QUrl::FullyEncoded);
    if (!path.isEmpty() && path != QLatin1String("/")) {
        options.routes.incomingCall = path.toLatin1();
        options.routes.callStatus.clear(); // not Callscope's own routes
    }
    options.baseUrl = given.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo)
                          .toEncoded();
    return base::Done {};
}

} // namespace callscope::check
