#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/simulate/streamfailure.h"
#include "core/simulate/utterance.h"

#include <QByteArray>
#include <QByteArrayList>

#include <functional>
#include <optional>

namespace callscope::simulate {

/// The voice of `Say`: text and BCP 47 language to raw µ-law at 8 kHz. Called on the call's thread.
using SayVoice = std::function<base::Result<QByteArray>(const QString &text, const QString &language)>;

/// Where a recording is kept: gives back its public URL, without an extension as Twilio does.
using RecordingShelf
    = std::function<QByteArray(const base::AccountSid &, const base::RecordingSid &, const media::Samples &)>;

struct Echo
{
    double decibels = -15; ///< of the echo against what the ear hears
    std::chrono::milliseconds delay { 200 };
};

/// What the line does to the sound, and Twilio to the messages.
struct LineConditions
{
    std::optional<Echo> echo {};
    double noiseRms = 0; ///< of white noise on the caller's side, on the 16-bit scale
    std::chrono::milliseconds jitter { 0 }; ///< each message is late by 0 to that much; the order stays
    double lossPercent = 0; ///< of media messages, lost inside Twilio: the counters go on
};

/// Everything one simulated call is made from.
struct CallScript
{
    QByteArray url {}; ///< of the incoming-call webhook
    QByteArray publicBaseUrl {}; ///< what the gateway calls itself when it is not reached under that name; may be empty
    QByteArray statusCallback {}; ///< call status; empty: none
    QByteArray fallbackTwiml {}; ///< what the number's "primary handler fails" URL gives, from elsewhere than the
                                 ///< gateway; empty: the number has none
    QByteArray from = QByteArrayLiteral("+972501234567"), to = QByteArrayLiteral("+97237654321");
    QByteArray accountSid {}; ///< empty: drawn
    base::Secret authToken {}; ///< empty: nothing is signed
    QByteArrayList subprotocols {}; ///< offered on the media stream; Twilio offers none

    std::vector<Utterance> utterances {};
    bool live = false; ///< the caller says what SimulatedCall::speak is given, and none of the utterances or keys
    bool repeats = false; ///< the caller begins anew when all was said, until `duration`
    QString keys {}; ///< pressed after the greeting, before the first utterance; `w` waits half a second
    std::optional<std::chrono::milliseconds> bargeIn {}; ///< speak that long after the bot began, not after it ended
    LineConditions line {};
    StreamFailure failure = StreamFailure::None;
    SayVoice voice {}; ///< without it `Say` is a tone as long as the text would take

    RecordingShelf shelf {}; ///< without it recordings get Twilio's own address, where nobody has them

    std::optional<std::chrono::milliseconds> duration {}; ///< the caller hangs up then at the latest
    bool staysOnLine = false; ///< the caller listens on until `duration`, also when all was said
    std::chrono::milliseconds maximum { std::chrono::minutes(10) };
    std::chrono::milliseconds botQuiet { 700 }; ///< the bot has finished after that much quiet
    std::chrono::milliseconds greetingPatience { 6000 }; ///< the caller speaks then, greeted or not
    std::chrono::milliseconds replyPatience { 10000 }; ///< then an utterance counts as not answered
    std::chrono::milliseconds webhookCeiling { 15000 }; ///< Twilio's own limit
    bool repliesExpected = true; ///< a good call answers each utterance
    bool keepHeard = false; ///< the report carries what the ear got
    quint32 seed = 1; ///< of noise, jitter and loss, so that they can be repeated; SIDs are always new
};

} // namespace callscope::simulate
