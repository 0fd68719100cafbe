#pragma once

#include "core/base/ids.h"

#include <QByteArray>
#include <QString>

/// TwiML documents, each one line and byte-stable. `baseUrl` is the public address, "https://bot.example.com"; slashes
/// at its end and doubled slashes in its path do no harm. `language` is "he-IL" or "en-US"; others are spoken to in
/// English.
namespace callscope::twilio {

/// Names of our <Parameter>s, as they come back in `start.customParameters`.
inline constexpr char callSidParameter[] = "call_sid";
inline constexpr char tokenParameter[] = "stream_token";

/// `path` under the base: "https://bot.example.com/webhook/stream_ended".
QByteArray publicUrl(QByteArrayView baseUrl, QByteArrayView path);
/// The media socket's address: always wss, as Twilio takes nothing else (31922).
QByteArray streamUrl(QByteArrayView baseUrl);

/// The answer to an incoming call: talk with the gateway over a media stream. Where Twilio cannot connect that, the
/// verbs behind it apologise and record. All but two values of it are the same for all calls, and written once.
class ConnectTwiml
{
public:
    ConnectTwiml(QByteArrayView baseUrl, const QString &language);

    QByteArray document(const base::CallSid &callSid, QByteArrayView token) const;

private:
    QByteArray m_beforeCallSid {}, m_beforeToken {}, m_rest {};
};

/// The same for one call.
QByteArray connectTwiml(QByteArrayView baseUrl, const base::CallSid &callSid, QByteArrayView token,
                        const QString &language);
/// Why a caller is asked for a message.
enum class RecordingReason {
    Fault,
    Closing, ///< no new calls are taken: the gateway goes away
};
/// Apologises and records. URLs are absolute, so that it can also go inline through the REST API (15004).
QByteArray recordTwiml(QByteArrayView baseUrl, const QString &language,
                       RecordingReason reason = RecordingReason::Fault);
/// The answer when the recording is done: thanks and hang-up.
QByteArray thanksTwiml(const QString &language);
/// Connects the caller with `target`, an E.164 number or a SIP address, for which 20 s of ringing are enough. What
/// became of it is told to stream_ended, with DialCallStatus.
QByteArray dialTwiml(QByteArrayView baseUrl, const QString &target);
/// The answer when there is nothing more to do than to end the call.
QByteArray hangupTwiml();
/// The answer when no more calls can be taken: says so and hangs up.
QByteArray busyTwiml(const QString &language);

} // namespace callscope::twilio
