#include "core/config/settingsreader.h"

#include "core/config/chains.h"
#include "core/config/commandline.h"
#include "core/config/menureader.h"
#include "core/config/providerreader.h"
#include "core/config/suggestion.h"
#include "core/config/values.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace callscope::config {

namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;

constexpr char defaultFile[] = "callscope.toml";
constexpr char configVariable[] = "CALLSCOPE_CONFIG";
constexpr qint64 largestFile = 1024 * 1024; // a file beyond it is something else, given by mistake

Error wrong(const QString &place, const QString &reason, ErrorCode code = ErrorCode::InvalidInput)
{
    return { code, QStringLiteral("%1: %2").arg(place, reason) };
}

bool fits(std::optional<ValueKind> found, ValueKind wanted)
{
    return found == wanted || (wanted == ValueKind::Number && found == ValueKind::Integer)
        || (wanted == ValueKind::List && found == ValueKind::Text); // a list of one
}

QStringList namesOf(QString Setting::*name)
{
    QStringList names;
    for (const Setting &setting : allSettings())
        names.append(setting.*name);
    return names;
}

/// "twilio" and "menu": what stands before the dot of a key.
QStringList sections()
{
    QStringList names;
    for (const Setting &setting : allSettings()) {
        const QString section = setting.key.section(QLatin1Char('.'), 0, -2);
        if (!section.isEmpty() && !names.contains(section))
            names.append(section);
    }
    return names;
}

QString placeIn(const QString &file, int line)
{
    return file + QLatin1Char(':') + QString::number(line);
}

/// Puts the sources over each other, the weakest first.
class SettingsReader
{
public:
    Outcome readFile(const QString &path, const QString &shownName);
    Outcome readEnvironment(const QProcessEnvironment &environment);
    Outcome readFlags(const CommandLine &line);
    /// What no source alone can tell.
    Outcome checkTogether() const;

    LoadedSettings loaded {};

private:
    Outcome set(const Setting &setting, const QString &text, const QString &place);
    Outcome readValue(const TomlValue &value, const QString &file);
    Outcome readTables(const TomlFile &contents, const QString &file);
};

Outcome SettingsReader::set(const Setting &setting, const QString &text, const QString &place)
{
    const Outcome outcome = setting.read(loaded.settings, text);
    if (!outcome)
        return wrong(place, QStringLiteral("%1 %2").arg(setting.key, outcome.error().text));
    loaded.origins.insert(setting.key, place);
    return Done {};
}

Outcome SettingsReader::readFile(const QString &path, const QString &shownName)
{
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly)) {
        return wrong(shownName,
                     QStringLiteral("the settings file cannot be read; check --config, %1 and the file's permissions")
                         .arg(QLatin1String(configVariable)),
                     ErrorCode::NotFound);
    }
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return wrong(shownName, QStringLiteral("larger than 1 MiB, so it is no settings file"));
    const auto contents = readToml(bytes, shownName, sections());
    if (!contents)
        return contents.error();
    for (const TomlValue &value : contents->values) {
        if (const Outcome outcome = readValue(value, shownName); !outcome)
            return outcome;
    }
    return readTables(*contents, shownName);
}

Outcome SettingsReader::readValue(const TomlValue &value, const QString &file)
{
    const QString place = placeIn(file, value.line);
    const Setting *setting = settingForKey(value.key);
    if (!setting) {
        const QStringList known = namesOf(&Setting::key) << sections() << QLatin1String(menuEntryKey);
        return wrong(place,
                     QStringLiteral("unknown key %1%2").arg(quotedForPeople(value.key), didYouMean(value.key, known)));
    }
    if (!fits(value.kind, setting->kind))
        return wrong(place, QStringLiteral("%1 must be %2").arg(setting->key, kindName(setting->kind)));
    const QStringList parts = value.kind == ValueKind::List ? value.list : QStringList { value.text };
    const bool hasComma = setting->kind == ValueKind::List && parts.join(QString()).contains(QLatin1Char(','));
    if (hasComma)
        return wrong(place, QStringLiteral("%1 must not have a comma inside one text").arg(setting->key));
    return set(*setting, setting->kind == ValueKind::List ? parts.join(QLatin1Char(',')) : value.text, place);
}

/// Each reader takes the tables of its own key; what stands under another key is a mistake.
Outcome SettingsReader::readTables(const TomlFile &contents, const QString &file)
{
    const QStringList known { QLatin1String(menuEntryKey), QLatin1String(providerKey), QLatin1String(toolKey) };
    for (const TomlTable &table : contents.tables) {
        if (!known.contains(table.key)) {
            return wrong(
                placeIn(file, table.line),
                QStringLiteral("unknown list of tables [[%1]]%2").arg(table.key, didYouMean(table.key, known)));
        }
        if (!loaded.origins.contains(table.key))
            loaded.origins.insert(table.key, placeIn(file, table.line));
    }
    auto menu = readMenu(contents.tables, file);
    if (!menu)
        return menu.error();
    auto providers = readProviders(contents.tables, file);
    if (!providers)
        return providers.error();
    auto tools = readTools(contents.tables, file);
    if (!tools)
        return tools.error();
    loaded.settings.menu.entries = *std::move(menu);
    loaded.settings.providers = *std::move(providers);
    loaded.settings.tools = *std::move(tools);
    return Done {};
}

Outcome SettingsReader::readEnvironment(const QProcessEnvironment &environment)
{
    for (const Setting &setting : allSettings()) {
        const QString text = environment.value(setting.environment);
        if (text.isEmpty())
            continue;
        const QString place = QStringLiteral("environment %1").arg(setting.environment);
        if (const Outcome outcome = set(setting, text, place); !outcome)
            return outcome;
    }
    if (const Outcome keys = takeKeys(loaded.settings.providers, environment); !keys)
        return keys;
    QStringList known = namesOf(&Setting::environment) << QLatin1String(configVariable);
    for (const ProviderSettings &provider : loaded.settings.providers)
        known.append(provider.keyEnvironment);
    QStringList names = environment.keys();
    names.sort();
    for (const QString &name : qAsConst(names)) {
        if (name.startsWith(QStringLiteral("CALLSCOPE_")) && !known.contains(name))
            return wrong(QStringLiteral("environment"),
                         QStringLiteral("unknown variable %1%2").arg(quotedForPeople(name), didYouMean(name, known)));
    }
    return Done {};
}

Outcome SettingsReader::readFlags(const CommandLine &line)
{
    for (const auto &[key, text] : line.values) {
        const Setting *setting = settingForKey(key);
        const QString place = QStringLiteral("flag --%1").arg(setting->flag());
        if (const Outcome outcome = set(*setting, text, place); !outcome)
            return outcome;
    }
    loaded.request = line.request;
    return Done {};
}

/// Of some limits one may not be above the other.
Outcome checkLimits(const LoadedSettings &loaded)
{
    const Limits &limits = loaded.settings.limits;
    const std::tuple<const char *, int, const char *, int> pairs[] = {
        { "frame_bytes", limits.frameBytes, "message_bytes", limits.messageBytes },
        { "request_line_bytes", limits.requestLineBytes, "head_bytes", limits.headBytes },
        { "drop_sound_bytes", limits.dropSoundBytes, "close_bytes", limits.closeBytes },
        { "memory_soft_percent", limits.memorySoft, "memory_hard_percent", limits.memoryHard },
    };
    for (const auto &[low, lowValue, high, highValue] : pairs) {
        if (lowValue <= highValue || highValue == 0)
            continue;
        const QString key = QStringLiteral("limits.") + QLatin1String(low);
        const QString other = QStringLiteral("limits.") + QLatin1String(high);
        return wrong(loaded.origin(loaded.origins.contains(key) ? key : other),
                     QStringLiteral("%1 is %2, above %3, %4; make it less, or that more")
                         .arg(key, QString::number(lowValue), other, QString::number(highValue)));
    }
    return Done {};
}

Outcome SettingsReader::checkTogether() const
{
    const Settings &settings = loaded.settings;
    if (settings.twilioApiKey.isEmpty() != settings.twilioApiSecret.isEmpty()) {
        const bool keyAlone = settings.twilioApiSecret.isEmpty();
        const QString there = keyAlone ? QStringLiteral("twilio.api_key") : QStringLiteral("twilio.api_secret");
        const QString missing = keyAlone ? QStringLiteral("TWILIO_API_SECRET") : QStringLiteral("TWILIO_API_KEY");
        return wrong(loaded.origin(there), QStringLiteral("%1 is of no use alone; set %2 as well").arg(there, missing));
    }
    if (!settings.twilioApiKey.isEmpty() && settings.twilioAccountSid.isEmpty()) {
        return wrong(loaded.origin(QStringLiteral("twilio.api_key")),
                     QStringLiteral("an API key needs its account; set TWILIO_ACCOUNT_SID as well"));
    }
    if (!settings.otherBaseUrls.isEmpty() && settings.publicBaseUrl.isEmpty()) {
        return wrong(loaded.origin(QStringLiteral("other_base_urls")),
                     QStringLiteral("other_base_urls stand beside a first one; set PUBLIC_BASE_URL as well"));
    }
    if (settings.tlsCertificate.isEmpty() != settings.tlsKey.isEmpty()) {
        const bool keyMissing = settings.tlsKey.isEmpty();
        const QString there = keyMissing ? QStringLiteral("tls.certificate") : QStringLiteral("tls.key");
        const QString missing = keyMissing ? QStringLiteral("tls.key") : QStringLiteral("tls.certificate");
        return wrong(loaded.origin(there), QStringLiteral("%1 is of no use alone; set %2 as well").arg(there, missing));
    }
    if (settings.preflight && !settings.tlsCertificate.isEmpty()) {
        return wrong(loaded.origin(QStringLiteral("preflight")),
                     QStringLiteral("preflight reaches the gateway at its local address, for which no certificate is "
                                    "good; leave it out and run callscope check https://… after the start"));
    }
    const WatchdogTimes &watchdog = settings.watchdog;
    if (watchdog.giveUp.count() > 0 && watchdog.hold >= watchdog.giveUp) {
        return wrong(loaded.origin(QStringLiteral("watchdog.hold_ms")),
                     QStringLiteral("watchdog.hold_ms is %1, so nobody is asked to hold on before watchdog.give_up_ms, "
                                    "%2; make it less, or 0")
                         .arg(watchdog.hold.count())
                         .arg(watchdog.giveUp.count()));
    }
    if (const Outcome limits = checkLimits(loaded); !limits)
        return limits;
    if (!settings.twilioSecondaryAuthToken.isEmpty() && settings.twilioAuthToken.isEmpty()) {
        return wrong(
            loaded.origin(QStringLiteral("twilio.secondary_auth_token")),
            QStringLiteral("twilio.secondary_auth_token stands beside a primary one; set TWILIO_AUTH_TOKEN as well"));
    }
    if (const auto fault = chainFault(settings))
        return wrong(loaded.origin(fault->key), fault->reason);
    return Done {};
}

/// The settings file as people named it; empty: none.
QString settingsFile(const CommandLine &line, const QProcessEnvironment &environment, const QDir &folder)
{
    if (!line.configFile.isEmpty())
        return line.configFile;
    const QString named = environment.value(QLatin1String(configVariable));
    if (!named.isEmpty())
        return named;
    return folder.exists(QLatin1String(defaultFile)) ? QString::fromLatin1(defaultFile) : QString();
}

} // namespace

base::Result<LoadedSettings> loadSettings(const QStringList &arguments, const QProcessEnvironment &environment,
                                          const QString &workingFolder)
{
    const auto line = readCommandLine(arguments);
    if (!line)
        return line.error();
    SettingsReader reader;
    reader.loaded.request = line->request;
    if (line->request == Request::Help)
        return reader.loaded;
    const QDir folder(workingFolder);
    const QString file = settingsFile(*line, environment, folder);
    if (!file.isEmpty()) {
        if (const Outcome outcome = reader.readFile(folder.absoluteFilePath(file), file); !outcome)
            return outcome.error();
    }
    if (const Outcome outcome = reader.readEnvironment(environment); !outcome)
        return outcome.error();
    if (const Outcome outcome = reader.readFlags(*line); !outcome)
        return outcome.error();
    if (const Outcome outcome = reader.checkTogether(); !outcome)
        return outcome.error();
    return std::move(reader.loaded);
}

} // namespace callscope::config
