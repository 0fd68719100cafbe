#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

/// Messages of Twilio Media Streams as values, both directions; see
/// https://www.twilio.com/docs/voice/media-streams/websocket-messages. Counters are read as strings or numbers.
namespace callscope::twilio {

struct ConnectedMessage
{
    QString protocol, version;
};

struct StartMessage
{
    std::optional<qint64> sequence;
    base::StreamSid streamSid;
    base::AccountSid accountSid;
    base::CallSid callSid;
    QStringList tracks;
    QString encoding;
    int sampleRate = 0, channels = 0;
    std::vector<std::pair<QString, QString>> parameters; ///< customParameters, sorted by name

    std::optional<QString> parameter(QStringView name) const;
};

struct MediaMessage
{
    std::optional<qint64> sequence, chunk;
    std::optional<std::chrono::milliseconds> timestamp; ///< presentation time since stream start
    QString track; ///< "inbound", "outbound"; empty from the gateway
    QByteArray mulaw;
    std::optional<base::StreamSid> streamSid {}; ///< as the message repeats it
};

struct MarkMessage
{
    std::optional<qint64> sequence;
    QByteArray name; ///< UTF-8
    std::optional<base::StreamSid> streamSid {};
};

struct DtmfMessage
{
    std::optional<qint64> sequence;
    QChar digit; ///< 0-9, *, #, A-D
    std::optional<base::StreamSid> streamSid {};
};

struct StopMessage
{
    std::optional<qint64> sequence;
    std::optional<base::StreamSid> streamSid {};
    base::AccountSid accountSid {};
    base::CallSid callSid {};
};

struct ClearMessage
{ };

/// An event name that we do not know: ignored, as Twilio may add some.
struct UnknownMessage
{
    QString event;
};

/// What a stream may send to the gateway.
using IncomingMessage
    = std::variant<ConnectedMessage, StartMessage, MediaMessage, MarkMessage, DtmfMessage, StopMessage, UnknownMessage>;

/// Parses one text message from Twilio. The error names the member that is wrong.
base::Result<IncomingMessage> parseIncoming(const QByteArray &utf8);

/// What the gateway sends, with exactly the members that Twilio accepts.
QByteArray mediaMessage(const base::StreamSid &streamSid, QByteArrayView mulaw);
/// The same into memory that is there.
void writeMediaMessage(QByteArray &into, const base::StreamSid &streamSid, QByteArrayView mulaw);
QByteArray markMessage(const base::StreamSid &streamSid, const QByteArray &name);
QByteArray clearMessage(const base::StreamSid &streamSid);

} // namespace callscope::twilio
