#pragma once

#include "core/base/secret.h"
#include "core/config/endpoint.h"
#include "core/config/limits.h"
#include "core/config/providersettings.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

/// All that `callscope serve` can be told, as plain values; readers are in settingsreader.h.
namespace callscope::config {

enum class LogFormat { Text, Json };

struct MenuEntry
{
    QStringList phrases; ///< what the caller may say
    QString digits; ///< or press: each character alone is a choice
    QString reply;
};

struct MenuSettings
{
    QString notUnderstood; ///< said when speech fits no phrase; empty: a sentence in the language of the call
    std::vector<MenuEntry> entries;
};

/// How long a caller may hear nothing before something is done; 0: that step is never taken.
struct WatchdogTimes
{
    std::chrono::milliseconds stream { 8000 }; ///< from the answer to the incoming call to the stream's `start`
    std::chrono::milliseconds media { 3000 }; ///< an open stream without media
    std::chrono::milliseconds hold { 2500 }; ///< from the caller's last word to a phrase that bridges
    std::chrono::milliseconds giveUp { 6000 }; ///< and to the recording
};

struct Settings
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 5000;
    std::optional<Endpoint> admin; ///< where /metrics and /readyz are; none: on the port of the webhooks
    QString
        publicBaseUrl; ///< "https://bot.example.com"; empty: from the request's Host, for loopback and trusted peers
    QStringList otherBaseUrls; ///< further addresses of the same gateway: a request's Host may choose among them
    QString tlsCertificate, tlsKey; ///< PEM files; both empty: plain HTTP, behind a proxy
    QStringList trustedProxies; ///< addresses whose Host and X-Forwarded-* are believed

    QString deployId, buildTime;

    bool bargeIn = true;
    std::chrono::milliseconds endOfUtterance { 450 };
    double voiceRms = 210;

    QString twilioAccountSid;
    base::Secret twilioAuthToken;
    base::Secret twilioSecondaryAuthToken; ///< taken as well while the tokens are rotated
    QString twilioApiKey;
    base::Secret twilioApiSecret;
    QString twilioRestUrl = QStringLiteral("https://api.twilio.com");

    /// Chains: the first works until it fails, then the next takes over. Names of `providers` and of what is on board:
    /// "embedded" to hear and to speak, "loopback", "echo" and "menu" to answer.
    QStringList recognizers { QStringLiteral("embedded") };
    QStringList synthesizers { QStringLiteral("embedded") };
    QStringList agents { QStringLiteral("echo") };
    std::vector<ProviderSettings> providers;
    std::vector<ToolSettings> tools;
    ModelAgentSettings modelAgent {};
    QString hebrewLexicon; ///< a file of words and how they are said; empty: only the one on board

    QString language = QStringLiteral("en-US"); ///< of greeting and replies: "en-US", "he-IL"
    QString greeting; ///< empty: the language's own; "none": no greeting
    MenuSettings menu;

    int recognizerThreads = 0; ///< 0: one less than the cores, at least one
    QString recordsFolder = QStringLiteral("records"); ///< empty: nothing is recorded
    LogFormat logFormat = LogFormat::Text;
    int maximumCalls = 200;
    int threads = 0; ///< that calls are spread over; 0: one for each core
    std::chrono::milliseconds serviceTick { 2 }; ///< sockets of many calls are served together so often; 0: at once
    WatchdogTimes watchdog {};
    Limits limits {};
    std::chrono::seconds drain { 300 };
    bool preflight = false; ///< the gateway checks itself at start, and serves only when that is GO
};

} // namespace callscope::config
