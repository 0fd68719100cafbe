#include "core/config/setting.h"

#include "core/config/limitsettings.h"
#include "core/config/providersettingslist.h"
#include "core/config/values.h"

#include <algorithm>
#include <array>

namespace callscope::config {

namespace {

using base::Done;
using base::Outcome;

QString booleanName(bool value)
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

Outcome readLogFormat(Settings &settings, const QString &text)
{
    const auto choice = readChoice(text, { QStringLiteral("text"), QStringLiteral("json") });
    if (!choice)
        return choice.error();
    settings.logFormat = std::array { LogFormat::Text, LogFormat::Json }[*choice];
    return Done {};
}

Outcome readAdmin(Settings &settings, const QString &text)
{
    if (!text.isEmpty())
        return take(readEndpoint(text), settings.admin);
    settings.admin.reset();
    return Done {};
}

Outcome readRecordsFolder(Settings &settings, const QString &text)
{
    settings.recordsFolder = text == QStringLiteral("none") ? QString() : text;
    return Done {};
}

QString shownFolder(const Settings &settings)
{
    return settings.recordsFolder.isEmpty() ? QStringLiteral("none") : settings.recordsFolder;
}

// Each table below is one section of the help; a setting that is in none of them does not exist.

std::vector<Setting> listenSettings()
{
    return {
        { QStringLiteral("host"), QStringLiteral("HOST"), QStringLiteral("ADDRESS"),
          QStringLiteral("Address to listen on; 0.0.0.0 or :: for all."), ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readAddress(text), s.host); },
          [](const Settings &s) { return s.host; } },
        { QStringLiteral("port"), QStringLiteral("PORT"), QStringLiteral("PORT"),
          QStringLiteral("Port to listen on; 0 takes any free one."), ValueKind::Integer, false,
          [](Settings &s, const QString &text) { return take(readInteger(text, 0, 65535), s.port); },
          [](const Settings &s) { return QString::number(s.port); } },
        { QStringLiteral("admin_address"), QStringLiteral("CALLSCOPE_ADMIN_ADDRESS"), QStringLiteral("ADDRESS:PORT"),
          QStringLiteral(
              "Where /metrics and /readyz are served, and nowhere else; empty: on the port of the webhooks."),
          ValueKind::Text, false, readAdmin, [](const Settings &s) { return s.admin ? s.admin->text() : QString(); } },
        { QStringLiteral("public_base_url"), QStringLiteral("PUBLIC_BASE_URL"), QStringLiteral("URL"),
          QStringLiteral("Where Twilio reaches this gateway, such as https://bot.example.com; empty: taken from the "
                         "request's Host when the peer is a loopback address or a trusted proxy."),
          ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readBaseUrl(text), s.publicBaseUrl); },
          [](const Settings &s) { return s.publicBaseUrl; } },
        { QStringLiteral("other_base_urls"), QStringLiteral("CALLSCOPE_OTHER_BASE_URLS"), QStringLiteral("URL,…"),
          QStringLiteral(
              "Further addresses under which Twilio reaches this gateway; a request's Host chooses among them "
              "and public_base_url, and nothing else is believed."),
          ValueKind::List, false,
          [](Settings &s, const QString &text) { return take(readBaseUrls(text), s.otherBaseUrls); },
          [](const Settings &s) { return s.otherBaseUrls.join(QLatin1Char(',')); } },
        { QStringLiteral("tls.certificate"), QStringLiteral("CALLSCOPE_TLS_CERTIFICATE"), QStringLiteral("FILE"),
          QStringLiteral("Certificate chain (PEM) for https and wss without a proxy; read anew on SIGHUP. Empty: plain "
                         "HTTP."),
          ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readLine(text), s.tlsCertificate); },
          [](const Settings &s) { return s.tlsCertificate; } },
        { QStringLiteral("tls.key"), QStringLiteral("CALLSCOPE_TLS_KEY"), QStringLiteral("FILE"),
          QStringLiteral("Its private key (PEM, without a passphrase)."), ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readLine(text), s.tlsKey); },
          [](const Settings &s) { return s.tlsKey; } },
        { QStringLiteral("trusted_proxies"), QStringLiteral("CALLSCOPE_TRUSTED_PROXIES"), QStringLiteral("ADDRESS,…"),
          QStringLiteral("Addresses of proxies whose Host and X-Forwarded-* headers are believed."), ValueKind::List,
          false, [](Settings &s, const QString &text) { return take(readAddresses(text), s.trustedProxies); },
          [](const Settings &s) { return s.trustedProxies.join(QLatin1Char(',')); } },
        { QStringLiteral("deploy_id"), QStringLiteral("DEPLOY_ID"), QStringLiteral("ID"),
          QStringLiteral("Name of this deployment, shown by /version."), ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readLine(text), s.deployId); },
          [](const Settings &s) { return s.deployId; } },
        { QStringLiteral("build_time"), QStringLiteral("BUILD_TIME"), QStringLiteral("TIME"),
          QStringLiteral("Build time shown by /version; empty: the build's own."), ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readLine(text), s.buildTime); },
          [](const Settings &s) { return s.buildTime; } },
    };
}

std::vector<Setting> conversationSettings()
{
    return {
        { QStringLiteral("barge_in"), QStringLiteral("BARGE_IN"), QStringLiteral("BOOL"),
          QStringLiteral("Whether a caller who speaks stops the bot."), ValueKind::Boolean, false,
          [](Settings &s, const QString &text) { return take(readBoolean(text), s.bargeIn); },
          [](const Settings &s) { return booleanName(s.bargeIn); } },
        { QStringLiteral("eou_ms"), QStringLiteral("EOU_MS"), QStringLiteral("MS"),
          QStringLiteral("Quiet that ends the caller's utterance, 100 to 5000 ms."), ValueKind::Integer, false,
          [](Settings &s, const QString &text) { return take(readInteger(text, 100, 5000), s.endOfUtterance); },
          [](const Settings &s) { return QString::number(s.endOfUtterance.count()); } },
        { QStringLiteral("vad_rms"), QStringLiteral("VAD_RMS"), QStringLiteral("RMS"),
          QStringLiteral(
              "Least level of speech, RMS on the 16-bit scale, 0 to 32767; a noisy line raises it by itself."),
          ValueKind::Number, false,
          [](Settings &s, const QString &text) { return take(readNumber(text, 0, 32767), s.voiceRms); },
          [](const Settings &s) { return QString::number(s.voiceRms); } },
        { QStringLiteral("language"), QStringLiteral("CALLSCOPE_LANGUAGE"), QStringLiteral("TAG"),
          QStringLiteral("Language of greeting and replies: en-US or he-IL. Embedded Hebrew says listed and pointed "
                         "words and figures right, guesses other words, and understands no Hebrew speech."),
          ValueKind::Text, false, [](Settings &s, const QString &text) { return take(readLanguage(text), s.language); },
          [](const Settings &s) { return s.language; } },
        { QStringLiteral("greeting"), QStringLiteral("CALLSCOPE_GREETING"), QStringLiteral("TEXT"),
          QStringLiteral("First sentence of the bot; empty: the language's own, none: no greeting."), ValueKind::Text,
          false, [](Settings &s, const QString &text) { return take(readLine(text), s.greeting); },
          [](const Settings &s) { return s.greeting; } },
        { QStringLiteral("menu.not_understood"), QStringLiteral("CALLSCOPE_MENU_NOT_UNDERSTOOD"),
          QStringLiteral("TEXT"),
          QStringLiteral("What the menu says when speech fits no phrase; empty: a sentence in the call's language."),
          ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readLine(text), s.menu.notUnderstood); },
          [](const Settings &s) { return s.menu.notUnderstood; } },
        { QStringLiteral("recognizer_threads"), QStringLiteral("CALLSCOPE_RECOGNIZER_THREADS"), QStringLiteral("COUNT"),
          QStringLiteral("Threads that recognise speech; 0: one less than the cores."), ValueKind::Integer, false,
          [](Settings &s, const QString &text) { return take(readInteger(text, 0, 256), s.recognizerThreads); },
          [](const Settings &s) { return QString::number(s.recognizerThreads); } },
    };
}

std::vector<Setting> twilioSettings()
{
    return {
        { QStringLiteral("twilio.account_sid"), QStringLiteral("TWILIO_ACCOUNT_SID"), QStringLiteral("SID"),
          QStringLiteral("Twilio account, AC and 32 hexadecimal digits."), ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readSid<'A', 'C'>(text), s.twilioAccountSid); },
          [](const Settings &s) { return s.twilioAccountSid; } },
        { QStringLiteral("twilio.auth_token"), QStringLiteral("TWILIO_AUTH_TOKEN"), QStringLiteral("SECRET"),
          QStringLiteral("Checks Twilio's signatures; without it only loopback peers are served."), ValueKind::Text,
          true, [](Settings &s, const QString &text) { return take(readSecret(text), s.twilioAuthToken); }, nullptr,
          [](const Settings &s) { return !s.twilioAuthToken.isEmpty(); } },
        { QStringLiteral("twilio.secondary_auth_token"), QStringLiteral("TWILIO_SECONDARY_AUTH_TOKEN"),
          QStringLiteral("SECRET"),
          QStringLiteral("Signatures with this token are taken as well, while the account's tokens are rotated."),
          ValueKind::Text, true,
          [](Settings &s, const QString &text) { return take(readSecret(text), s.twilioSecondaryAuthToken); }, nullptr,
          [](const Settings &s) { return !s.twilioSecondaryAuthToken.isEmpty(); } },
        { QStringLiteral("twilio.api_key"), QStringLiteral("TWILIO_API_KEY"), QStringLiteral("SID"),
          QStringLiteral("API key for calls to Twilio, SK and 32 hexadecimal digits."), ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readSid<'S', 'K'>(text), s.twilioApiKey); },
          [](const Settings &s) { return s.twilioApiKey; } },
        { QStringLiteral("twilio.api_secret"), QStringLiteral("TWILIO_API_SECRET"), QStringLiteral("SECRET"),
          QStringLiteral("Secret of that API key."), ValueKind::Text, true,
          [](Settings &s, const QString &text) { return take(readSecret(text), s.twilioApiSecret); }, nullptr,
          [](const Settings &s) { return !s.twilioApiSecret.isEmpty(); } },
        { QStringLiteral("twilio.rest_url"), QStringLiteral("TWILIO_REST_URL"), QStringLiteral("URL"),
          QStringLiteral("Twilio's REST API; of a region: https://api.dublin.ie1.twilio.com."), ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readBaseUrl(text), s.twilioRestUrl); },
          [](const Settings &s) { return s.twilioRestUrl; } },
    };
}

/// One step of the watchdog. A reader is a plain function, so the time it is about comes as a template argument.
template <std::chrono::milliseconds WatchdogTimes::*time>
Setting watchdogSetting(const char *name, const char *variable, const QString &meaning)
{
    return { QStringLiteral("watchdog.") + QLatin1String(name),
             QStringLiteral("CALLSCOPE_WATCHDOG_") + QLatin1String(variable),
             QStringLiteral("MS"),
             meaning,
             ValueKind::Integer,
             false,
             [](Settings &s, const QString &text) { return take(readInteger(text, 0, 600'000), s.watchdog.*time); },
             [](const Settings &s) { return QString::number((s.watchdog.*time).count()); } };
}

std::vector<Setting> watchdogSettings()
{
    return {
        watchdogSetting<&WatchdogTimes::stream>(
            "stream_ms", "STREAM_MS",
            QStringLiteral("A call whose media stream has not started that long after the webhook was answered is "
                           "redirected to a recording, 0 to 600000 ms; 0: never.")),
        watchdogSetting<&WatchdogTimes::media>(
            "media_ms", "MEDIA_MS",
            QStringLiteral("An open stream without media for that long is given up and its caller asked for a message; "
                           "0: never.")),
        watchdogSetting<&WatchdogTimes::hold>(
            "hold_ms", "HOLD_MS",
            QStringLiteral("A caller who hears no answer for that long is asked to hold on; 0: never.")),
        watchdogSetting<&WatchdogTimes::giveUp>(
            "give_up_ms", "GIVE_UP_MS",
            QStringLiteral("A caller who hears no answer for that long is asked for a message; 0: never.")),
    };
}

std::vector<Setting> operationSettings()
{
    return {
        { QStringLiteral("records_folder"), QStringLiteral("CALLSCOPE_RECORDS_FOLDER"), QStringLiteral("FOLDER"),
          QStringLiteral("Where each call leaves its events and sound; none: nothing is recorded."), ValueKind::Text,
          false, readRecordsFolder, shownFolder },
        { QStringLiteral("log_format"), QStringLiteral("CALLSCOPE_LOG_FORMAT"), QStringLiteral("FORM"),
          QStringLiteral("Events on standard output: text for people or json (JSON Lines) for machines."),
          ValueKind::Text, false, readLogFormat,
          [](const Settings &s) {
              return s.logFormat == LogFormat::Json ? QStringLiteral("json") : QStringLiteral("text");
          } },
        { QStringLiteral("maximum_calls"), QStringLiteral("CALLSCOPE_MAXIMUM_CALLS"), QStringLiteral("COUNT"),
          QStringLiteral("Calls at the same time, 1 to 100000; further callers hear that all lines are busy."),
          ValueKind::Integer, false,
          [](Settings &s, const QString &text) { return take(readInteger(text, 1, 100000), s.maximumCalls); },
          [](const Settings &s) { return QString::number(s.maximumCalls); } },
        { QStringLiteral("threads"), QStringLiteral("CALLSCOPE_THREADS"), QStringLiteral("COUNT"),
          QStringLiteral("Threads that calls are spread over, 0 to 256; 0: one for each core."), ValueKind::Integer,
          false, [](Settings &s, const QString &text) { return take(readInteger(text, 0, 256), s.threads); },
          [](const Settings &s) { return QString::number(s.threads); } },
        { QStringLiteral("service_tick_ms"), QStringLiteral("CALLSCOPE_SERVICE_TICK_MS"), QStringLiteral("MS"),
          QStringLiteral("How often the sockets of a crowd of callers are served, 0 to 20 ms: a longer time shares the "
                         "work of more "
                         "of them and makes sound that much later; 0: each when it is ready."),
          ValueKind::Integer, false,
          [](Settings &s, const QString &text) { return take(readInteger(text, 0, 20), s.serviceTick); },
          [](const Settings &s) { return QString::number(s.serviceTick.count()); } },
        { QStringLiteral("drain_s"), QStringLiteral("CALLSCOPE_DRAIN_S"), QStringLiteral("SECONDS"),
          QStringLiteral("How long running calls may go on after SIGTERM, 0 to 86400 s."), ValueKind::Integer, false,
          [](Settings &s, const QString &text) { return take(readInteger(text, 0, 86400), s.drain); },
          [](const Settings &s) { return QString::number(s.drain.count()); } },
        { QStringLiteral("preflight"), QStringLiteral("CALLSCOPE_PREFLIGHT"), QStringLiteral("BOOL"),
          QStringLiteral(
              "Checks the gateway itself at start (callscope check, the stages without a call) and refuses to "
              "serve on NO-GO."),
          ValueKind::Boolean, false,
          [](Settings &s, const QString &text) { return take(readBoolean(text), s.preflight); },
          [](const Settings &s) { return booleanName(s.preflight); } },
    };
}

std::vector<Setting> joined()
{
    std::vector<Setting> all;
    for (const auto &section : { listenSettings(), conversationSettings(), providerSettings(), twilioSettings(),
                                 watchdogSettings(), operationSettings(), limitSettings() })
        all.insert(all.end(), section.begin(), section.end());
    return all;
}

} // namespace

QString kindName(ValueKind kind)
{
    switch (kind) {
    case ValueKind::Text:
        return QStringLiteral("text in quotes");
    case ValueKind::Integer:
        return QStringLiteral("a whole number without quotes");
    case ValueKind::Number:
        return QStringLiteral("a number without quotes");
    case ValueKind::Boolean:
        return QStringLiteral("true or false without quotes");
    case ValueKind::List:
        return QStringLiteral("a list of texts such as [\"a\", \"b\"]");
    }
    Q_UNREACHABLE();
}

QString Setting::flagName() const
{
    QString name = key;
    return name.replace(QLatin1Char('_'), QLatin1Char('-')).replace(QLatin1Char('.'), QLatin1Char('-'));
}

std::span<const Setting> allSettings()
{
    static const std::vector<Setting> settings = joined();
    return settings;
}

const Setting *settingForKey(const QString &key)
{
    const auto all = allSettings();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Setting &setting) { return setting.key == key; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace callscope::config
