#pragma once

#include "core/base/secret.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <vector>

/// All that `callscope serve` can be told, as plain values; readers are in settingsreader.h.
namespace callscope::config {

enum class AgentKind { Loopback, Echo, Menu };
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

struct Settings
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 5000;
    QString
        publicBaseUrl; ///< "https://bot.example.com"; empty: from the request's Host, for loopback and trusted peers
    QStringList trustedProxies; ///< addresses whose Host and X-Forwarded-* are believed

    QString deployId, buildTime;

    bool bargeIn = true;
    std::chrono::milliseconds endOfUtterance { 450 };
    double voiceRms = 210;

    QString twilioAccountSid;
    base::Secret twilioAuthToken;
    QString twilioApiKey;
    base::Secret twilioApiSecret;

    AgentKind agent = AgentKind::Echo;
    QString language = QStringLiteral("en-US"); ///< of greeting and replies: "en-US", "he-IL"
    QString greeting; ///< empty: the language's own; "none": no greeting
    MenuSettings menu;

    int recognizerThreads = 0; ///< 0: one less than the cores, at least one
    QString recordsFolder = QStringLiteral("records"); ///< empty: nothing is recorded
    LogFormat logFormat = LogFormat::Text;
    int maximumCalls = 200;
    std::chrono::seconds drain { 300 };
    bool preflight = false; ///< the gateway checks itself at start, and serves only when that is GO
};

} // namespace callscope::config
