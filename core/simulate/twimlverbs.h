#pragma once

#include "core/simulate/fault.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

/// The TwiML verbs that a simulated call can follow, with Twilio's defaults (https://www.twilio.com/docs/voice/twiml).
namespace callscope::simulate {

enum class HttpMethod { Get, Post };

struct Say
{
    QString text;
    QString language = QStringLiteral("en-US");
    int loop = 1; ///< 0 was written for "again and again"; it stands here as 1000
};

struct Play
{
    QString url;
    int loop = 1;
};

struct Pause
{
    std::chrono::seconds length { 1 };
};

struct Record
{
    QString action {}; ///< empty: the current document's URL
    HttpMethod method = HttpMethod::Post;
    std::chrono::seconds timeout { 5 }; ///< of silence; 0 is off
    QString finishOnKey = QStringLiteral("1234567890*#");
    std::chrono::seconds maxLength { 3600 };
    bool playBeep = true;
    QString statusCallback {};
    HttpMethod statusCallbackMethod = HttpMethod::Post;
    QStringList statusCallbackEvents { QStringLiteral("completed") };
};

struct Redirect
{
    QString url; ///< empty: the current document's URL
    HttpMethod method = HttpMethod::Post;
};

struct Hangup
{ };

struct Reject
{
    bool busy = false;
};

struct StreamNoun
{
    QString url {}, name {};
    QString track = QStringLiteral("inbound_track");
    QString statusCallback {};
    HttpMethod statusCallbackMethod = HttpMethod::Post;
    std::vector<std::pair<QString, QString>> parameters {};
};

struct ConnectStream
{
    StreamNoun stream {};
    QString action {}; ///< empty: the next verb follows
    HttpMethod method = HttpMethod::Post;
};

struct StartStream
{
    StreamNoun stream {};
};

struct StopStream
{
    QString name;
};

using Verb = std::variant<Say, Play, Pause, Record, Redirect, Hangup, Reject, ConnectStream, StartStream, StopStream>;

/// "Connect/Stream", "Say": for reports.
QString verbName(const Verb &verb);

/// Why Twilio would not open this stream, looked at when the verb runs: 31941 track, 31922 scheme, 31923 URL, 31920
/// query.
std::optional<Fault> streamFault(const StreamNoun &stream, bool underConnect);

} // namespace callscope::simulate
