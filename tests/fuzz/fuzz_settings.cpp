#include "core/config/menureader.h"
#include "core/config/setting.h"
#include "core/config/settings.h"
#include "core/config/tomlfile.h"
#include "tests/fuzz/fuzz.h"

using namespace callscope;

/// callscope.toml: every value of it is offered to the setting that it names.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QStringList sections { QStringLiteral("twilio"), QStringLiteral("menu"), QStringLiteral("watchdog"),
                                 QStringLiteral("tls"), QStringLiteral("limits") };
    const auto file = config::readToml(fuzz::bytesOf(data, size), QStringLiteral("callscope.toml"), sections);
    if (!file)
        return 0;
    config::Settings settings;
    for (const config::TomlValue &value : file->values) {
        if (const config::Setting *setting = config::settingForKey(value.key))
            (void)setting->read(settings, value.text + value.list.join(u','));
    }
    for (const config::Setting &setting : config::allSettings()) {
        if (!setting.secret)
            (void)setting.text(settings);
    }
    (void)config::readMenu(file->tables, QStringLiteral("callscope.toml"));
    return 0;
}
