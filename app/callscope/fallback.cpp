#include "app/callscope/fallback.h"

#include "core/config/settingsreader.h"
#include "core/twilio/twiml.h"

#include <QDir>

#include <cstdio>

namespace callscope::app {

namespace {

enum ExitCode { Printed = 0, BadConfiguration = 3 };

constexpr char help[] = R"(callscope fallback: print what callers hear when the gateway cannot be reached

Prints TwiML that apologises and records a message. Keep it where it is served without this gateway, such as a TwiML Bin,
and give its address to the number in Twilio's console as "primary handler fails". Without it Twilio hangs up on the callers
of a gateway that was killed.

Takes the settings of callscope serve: public_base_url has to be known, language is that of the apology.
Exit codes: 0 printed, 3 configuration.
)";

int refuse(const QString &text)
{
    std::fprintf(stderr, "callscope fallback: %s\n", qPrintable(text));
    return BadConfiguration;
}

} // namespace

int fallbackCommand(const QStringList &arguments)
{
    const auto loaded = config::loadSettings(arguments, QProcessEnvironment::systemEnvironment(), QDir::currentPath());
    if (!loaded)
        return refuse(loaded.error().text);
    if (loaded->request == config::Request::Help) {
        std::printf("%s", help);
        return Printed;
    }
    const config::Settings &settings = loaded->settings;
    if (settings.publicBaseUrl.isEmpty())
        return refuse(QStringLiteral("the public address is not known, and the recording is reported there: give "
                                     "--public-base-url https://bot.example.com or set PUBLIC_BASE_URL"));
    std::printf("%s\n", twilio::recordTwiml(settings.publicBaseUrl.toUtf8(), settings.language).constData());
    return Printed;
}

} // namespace callscope::app
