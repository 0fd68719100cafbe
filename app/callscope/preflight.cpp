#include "app/callscope/preflight.h"

namespace callscope::app {

using check::Stage;

check::CheckOptions preflightOptions(const config::Settings &settings, const QString &localUrl)
{
    check::CheckOptions options;
    options.baseUrl = localUrl.toUtf8();
    options.publicBaseUrl = settings.publicBaseUrl.toUtf8();
    options.authToken = settings.twilioAuthToken;
    options.accountSid = settings.twilioAccountSid.toUtf8();
    options.expectedDeployId = settings.deployId.toUtf8();
    options.callDuringHealth = false;
    options.only = { Stage::Port,        Stage::Health, Stage::Version,   Stage::StreamStatus,
                     Stage::StreamEnded, Stage::Twiml,  Stage::Signature, Stage::Handshake };
    return options;
}

} // namespace callscope::app
