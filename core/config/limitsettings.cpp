#include "core/config/limitsettings.h"

#include "core/config/values.h"

namespace callscope::config {

namespace {

int number(int value)
{
    return value;
}

int number(std::chrono::milliseconds time)
{
    return static_cast<int>(time.count());
}

/// One limit. A reader is a plain function, so what it is about comes as template arguments.
template <auto member, int least, int most>
Setting limit(const char *name, const char *placeholder, const QString &meaning)
{
    using Value = std::remove_reference_t<decltype(std::declval<Limits &>().*member)>;
    return { QStringLiteral("limits.") + QLatin1String(name),
             QStringLiteral("CALLSCOPE_LIMITS_") + QString::fromLatin1(name).toUpper(),
             QString::fromLatin1(placeholder),
             meaning,
             ValueKind::Integer,
             false,
             [](Settings &s, const QString &text) -> base::Outcome {
                 const auto value = readInteger(text, least, most);
                 if (!value)
                     return value.error();
                 s.limits.*member = Value(*value);
                 return base::Done {};
             },
             [](const Settings &s) { return QString::number(number(s.limits.*member)); } };
}

std::vector<Setting> httpLimits()
{
    return {
        limit<&Limits::handshake, 100, 600000>(
            "handshake_ms", "MS", QStringLiteral("How long a TLS handshake may take; then the connection is closed.")),
        limit<&Limits::head, 100, 600000>("head_ms", "MS",
                                          QStringLiteral("How long the head of a request may take; then 408.")),
        limit<&Limits::body, 100, 600000>("body_ms", "MS",
                                          QStringLiteral("How long the body of a request may take; then 408.")),
        limit<&Limits::requestLineBytes, 256, 65536>(
            "request_line_bytes", "BYTES", QStringLiteral("Longest request line; a longer one is answered 414.")),
        limit<&Limits::headBytes, 1024, 1048576>(
            "head_bytes", "BYTES", QStringLiteral("Longest head of a request; a longer one is answered 431.")),
        limit<&Limits::headers, 8, 1000>("headers", "COUNT",
                                         QStringLiteral("Most headers of a request; more are answered 431.")),
        limit<&Limits::bodyBytes, 1024, 67108864>(
            "body_bytes", "BYTES", QStringLiteral("Longest body of a webhook; a longer one is answered 413.")),
        limit<&Limits::connections, 1, 100000>(
            "connections", "COUNT",
            QStringLiteral("Connections at the same time; more are answered 503 with Retry-After.")),
        limit<&Limits::fromOneAddress, 1, 100000>(
            "from_one_address", "COUNT", QStringLiteral("Of these from one address that is no trusted proxy.")),
        limit<&Limits::withoutWebSocket, 1, 100000>(
            "without_websocket", "COUNT",
            QStringLiteral("Of these without a WebSocket; one that only waits for a next request gives way first.")),
    };
}

std::vector<Setting> streamLimits()
{
    return {
        limit<&Limits::frameBytes, 1024, 16777216>(
            "frame_bytes", "BYTES", QStringLiteral("Longest WebSocket frame; a longer one ends the stream with 1009.")),
        limit<&Limits::messageBytes, 1024, 67108864>(
            "message_bytes", "BYTES",
            QStringLiteral("Longest WebSocket message, of all its frames; a longer one ends the stream with 1009.")),
        limit<&Limits::start, 100, 600000>("start_ms", "MS",
                                           QStringLiteral("How long a new stream may take to its start; then 1008.")),
        limit<&Limits::messagesPerSecond, 60, 100000>(
            "messages_per_second", "COUNT",
            QStringLiteral("Messages and fragments a second of one stream, Twilio sends 50; a pong counts as ten. More "
                           "end it with 1008.")),
        limit<&Limits::messageBurst, 60, 1000000>(
            "message_burst", "COUNT",
            QStringLiteral("How many of them may come at once, after a network that stood still.")),
        limit<&Limits::pongBytesPerSecond, 128, 1048576>(
            "pong_bytes_per_second", "BYTES",
            QStringLiteral("Bytes a second that answer the pings of one stream, after four times as many at once; "
                           "more end it with 1008.")),
        limit<&Limits::idle, 1000, 3600000>(
            "idle_ms", "MS", QStringLiteral("An open stream without any message for that long is ended with 1001.")),
        limit<&Limits::ping, 0, 600000>(
            "ping_ms", "MS",
            QStringLiteral("How often a stream is pinged; two pings without a pong mean a dead peer. 0: never.")),
        limit<&Limits::protocolErrors, 0, 1000000>(
            "protocol_errors", "COUNT", QStringLiteral("Protocol errors on one stream; more end it with 1008.")),
        limit<&Limits::dropSoundBytes, 1024, 67108864>(
            "drop_sound_bytes", "BYTES",
            QStringLiteral("While that much waits for a peer that reads slowly, the bot's sound to it is dropped.")),
        limit<&Limits::closeBytes, 1024, 268435456>(
            "close_bytes", "BYTES",
            QStringLiteral("When that much waits, the peer does not read and its connection is reset.")),
    };
}

std::vector<Setting> memoryLimits()
{
    return {
        limit<&Limits::memorySoft, 0, 100>(
            "memory_soft_percent", "PERCENT",
            QStringLiteral(
                "From that part of the control group's memory on new callers hear that all lines are busy; 0: never.")),
        limit<&Limits::memoryHard, 0, 100>(
            "memory_hard_percent", "PERCENT",
            QStringLiteral("From that part on new connections are answered 503; 0: never.")),
    };
}

} // namespace

std::vector<Setting> limitSettings()
{
    std::vector<Setting> all = httpLimits();
    for (const auto &section : { streamLimits(), memoryLimits() })
        all.insert(all.end(), section.begin(), section.end());
    return all;
}

} // namespace callscope::config
