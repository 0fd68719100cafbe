#pragma once

#include "core/base/secret.h"
#include "core/check/stage.h"
#include "core/simulate/callscript.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace callscope::check {

/// Where the server under test has what; paths begin with a slash. Empty: it has no such route, and what needs it is
/// skipped.
struct Routes
{
    QByteArray incomingCall = QByteArrayLiteral("/webhook/incoming_call");
    QByteArray streamStatus = QByteArrayLiteral("/webhook/stream_status");
    QByteArray streamEnded = QByteArrayLiteral("/webhook/stream_ended");
    QByteArray callStatus = QByteArrayLiteral("/webhook/call_status");
    QByteArray health = QByteArrayLiteral("/healthz");
    QByteArray version = QByteArrayLiteral("/version");
    QByteArray media {}; ///< empty: where the TwiML points
};

/// What the caller says: the files, or the sentence in the voice of the options.
struct Speech
{
    QStringList files {};
    QString sentence = QStringLiteral("hello, can you hear me?"), language = QStringLiteral("en-US");
};

/// Everything a check is made from.
struct CheckOptions
{
    QByteArray baseUrl {}; ///< "https://bot.example.com", where the server is reached
    QByteArray publicBaseUrl {}; ///< what the server calls itself, when it is reached under another name; may be empty
    Routes routes {};
    base::Secret authToken {}; ///< empty: nothing is signed
    QByteArray accountSid {}; ///< empty: drawn
    QByteArray expectedDeployId {}; ///< empty: any
    std::vector<Stage> only {}; ///< empty: all
    Speech speech {};
    simulate::SayVoice voice {};
    std::vector<simulate::Utterance> utterances {}; ///< made of `speech` when a call is to be placed
    bool bargeIn = true; ///< the bot is expected to stop when the caller speaks
    bool callDuringHealth = true; ///< /healthz is asked during a call too
};

/// Points `options` at `url`, the server's address or the whole URL of its incoming-call webhook. Error InvalidInput.
[[nodiscard]] base::Outcome aimAt(CheckOptions &options, const QString &url);

} // namespace callscope::check
