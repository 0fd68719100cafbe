#pragma once

#include "core/event/jsonform.h"
#include "core/media/mulaw.h"
#include "core/store/callcopy.h"

#include <QFile>

/// A made-up call of one or two streams with a bit of everything, for tests of records and exports.
namespace callscope::tests {

inline const base::CallSid madeSid = *base::CallSid::parse("CA0123456789abcdef0123456789abcdef");
inline const base::StreamSid madeStream = *base::StreamSid::parse("MZ00000000000000000000000000000001");
inline const base::StreamSid madeSecondStream = *base::StreamSid::parse("MZ00000000000000000000000000000002");
inline const QString madeAccount = QStringLiteral("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e");

/// Writes events down one after the other; time stands still in between unless told.
class CallMaker
{
public:
    explicit CallMaker(base::CallSid callSid = madeSid)
        : m_callSid(std::move(callSid))
    { }

    CallMaker &at(std::chrono::milliseconds time)
    {
        m_time = time;
        return *this;
    }
    CallMaker &on(const base::StreamSid &stream)
    {
        m_stream = stream;
        return *this;
    }
    CallMaker &add(event::Payload payload)
    {
        using namespace std::chrono;
        m_events.push_back({ ++m_sequence, base::Utc(seconds(1768469400) + m_time + microseconds(123)),
                             base::Monotonic(hours(1) + m_time + microseconds(123)), m_callSid, m_stream,
                             std::move(payload) });
        return *this;
    }
    const std::vector<event::Event> &events() const { return m_events; }

private:
    base::CallSid m_callSid;
    base::StreamSid m_stream {};
    std::chrono::milliseconds m_time { 0 };
    quint64 m_sequence = 0;
    std::vector<event::Event> m_events {};
};

/// What µ-law can carry, different at each place, never 0.
inline media::Samples madeSound(std::size_t length, int seed)
{
    media::Samples samples(length);
    for (std::size_t i = 0; i < length; ++i)
        samples[i] = static_cast<media::Sample>(500 + (static_cast<int>(i) * 7 + seed) % 8000);
    return media::decodeMuLaw(media::encodeMuLaw(samples));
}

inline event::HttpRequested madeWebhook()
{
    event::HttpRequested request;
    request.method = QStringLiteral("POST");
    request.path = QStringLiteral("/webhook/incoming_call");
    request.peer = QStringLiteral("127.0.0.1:40986");
    request.status = 200;
    request.milliseconds = 2.5;
    request.requestBytes = 776;
    request.responseBytes = 538;
    request.signature = QStringLiteral("valid");
    request.query = QStringLiteral("tenant=acme-secret&n=%2B972501234567");
    request.requestHeaders = { { QStringLiteral("Content-Type"), QStringLiteral("application/x-www-form-urlencoded") },
                               { QStringLiteral("Host"), QStringLiteral("voice.example.com") },
                               { QStringLiteral("X-Forwarded-Proto"), QStringLiteral("https") },
                               { QStringLiteral("X-Tenant-Key"), QStringLiteral("header-secret-99") } };
    request.form = { { QStringLiteral("CallSid"), madeSid.toString() },
                     { QStringLiteral("CallerCity"), QStringLiteral("Rosh Pinna") },
                     { QStringLiteral("From"), QStringLiteral("+972501234567") },
                     { QStringLiteral("To"), QStringLiteral("+97237654321") } };
    request.responseHeaders = { { QStringLiteral("Content-Type"), QStringLiteral("text/xml") } };
    request.responseBody
        = QStringLiteral("<Response><Connect><Stream url=\"wss://voice.example.com/ws/twilio-media\">"
                         "<Parameter name=\"who\" value=\"Dana Secret\"/></Stream></Connect></Response>");
    return request;
}

/// Ten seconds: the first stream runs from 1 s to 5 s and the second one from 6 s to 8 s. Sound of the first: from its
/// start on, 4 s; of the second: 2 s.
inline store::CallCopy madeCall()
{
    using namespace event;
    using namespace std::chrono_literals;
    using std::chrono::milliseconds;
    CallMaker call;
    call.add(CallIncoming { QStringLiteral("+972501234567"), QStringLiteral("+97237654321"), QStringLiteral("inbound"),
                            QStringLiteral("ringing"), madeAccount });
    call.at(3ms).add(madeWebhook());
    call.at(1000ms)
        .on(madeStream)
        .add(StreamStarted { madeAccount,
                             QStringLiteral("audio/x-mulaw"),
                             8000,
                             1,
                             { QStringLiteral("inbound") },
                             { { QStringLiteral("who"), QStringLiteral("Dana Secret") } } });
    call.at(1020ms).add(MediaReceived { 1, 1, 20ms, 900 });
    call.add(AgentReplied { 1, {}, QStringLiteral("Hello Dana Secret.\tHow are you?"), QStringLiteral("en-US") });
    call.at(1100ms).add(ReplyLeft { 1, {}, {}, {}, {}, {}, {}, {}, {}, {} });
    call.add(SpeechSynthesized { 1, 1, 800ms, QStringLiteral("Hello Dana Secret.") });
    call.add(SpeechSynthesized { 1, 2, 700ms, QStringLiteral("How\tare you?") });
    call.at(1890ms).add(MarkSent { QStringLiteral("t1s1") });
    call.at(1930ms).add(MarkReceived { QStringLiteral("t1s1"), true, 1, 800ms, {} });
    call.at(2200ms).add(SpeechStarted { 1, 1100ms, 1900, 210 });
    call.at(2250ms).add(PartialRecognized { 1, QStringLiteral("call me at"), QStringLiteral("en-US") });
    call.at(2300ms).add(BargedIn { 1, 1200ms, 300ms, QStringLiteral("Hello Dana Secret. How") });
    call.add(ClearSent { 300ms });
    call.at(2320ms).add(MarkReceived { QStringLiteral("t1s2"), false, 1, {}, {} });
    call.at(3500ms).add(SpeechEnded { 1, 2400ms, 1300ms, 210 });
    call.at(3550ms).add(
        FinalRecognized { 1, QStringLiteral("call me at 050-765 43 21"), QStringLiteral("en-US"), 0.9, 50ms, {} });
    call.at(3600ms).add(DigitPressed { QStringLiteral("7") });
    call.at(3700ms).add(MediaGapFound { 2600ms, 60ms, QStringLiteral("missing") });
    call.at(4000ms).add(
        ProtocolErrorFound { 1, QStringLiteral("The message is no JSON."), QStringLiteral("payload-excerpt-secret") });
    call.at(5000ms).add(StreamStopped { 4000ms });
    call.add(WebSocketClosed { 1000, {}, QStringLiteral("peer") });
    call.at(6000ms)
        .on(madeSecondStream)
        .add(
            StreamStarted { madeAccount, QStringLiteral("audio/x-mulaw"), 8000, 1, { QStringLiteral("inbound") }, {} });
    call.at(6020ms).add(MediaReceived { 1, 1, 20ms, 900 });
    call.at(8000ms).add(WebSocketClosed { 1006, QStringLiteral("gone"), QStringLiteral("peer") });
    call.at(9000ms).on({}).add(FallbackRecorded { QStringLiteral("RE0123456789abcdef0123456789abcdef"),
                                                  QStringLiteral("https://api.example.com/2010-04-01/Recordings/RE1"),
                                                  QStringLiteral("4"), QStringLiteral("12#") });
    call.at(10000ms).add(CallEnded { QStringLiteral("completed"), 10000ms, 1 });

    store::CallCopy copy { madeSid, call.events().front().monotonic, call.events(), {}, {} };
    copy.sounds.push_back({ copy.zero + 1000ms, madeSound(4 * 8000, 1), madeSound(4 * 8000, 2) });
    copy.sounds.push_back({ copy.zero + 6000ms, madeSound(2 * 8000, 3), media::Samples(2 * 8000) });
    return copy;
}

inline QByteArray linesOf(const std::vector<event::Event> &events)
{
    QByteArray lines;
    for (const event::Event &event : events)
        lines += event::toJsonLine(event) + '\n';
    return lines;
}

inline QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be opened)");
}

inline void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test cannot write %s", qPrintable(path));
}

} // namespace callscope::tests
