#include "core/check/explanationrules.h"

#include <QRegularExpression>
#include <QtGlobal>

#include <algorithm>

namespace callscope::check {

namespace {

using namespace std::chrono_literals;
using Found = std::optional<Explanation>;

constexpr Milliseconds socketPatience = 10s; ///< Twilio opens the socket within a second or two
constexpr Milliseconds mediaPatience = 2s; ///< Twilio sends 50 frames a second from the start on
constexpr int lowestCloseCode = 1000; ///< below it, WS_REJECTED has the status of an HTTP answer
constexpr int inOrder = 1000, noCloseCode = 1005, vanished = 1006;

/// What Twilio's debugger shows for the close of a stream that ran.
int twilioCodeOf(const event::WebSocketClosed &closed)
{
    if (closed.closedBy == QLatin1String("gateway"))
        return 31921;
    return closed.code == vanished ? 31903 : 31924;
}

/// 319xx in the free text of a stream-error; 0: it names none.
int twilioCodeIn(const QString &streamError)
{
    static const QRegularExpression number(QStringLiteral("\\b319\\d\\d\\b"));
    return number.match(streamError).captured().toInt();
}

/// A stream-error is free text. Without WS_REJECTED the request reached nobody here, unless the text speaks of an
/// answer: another server, or a proxy, refused it.
bool tellsOfHandshake(const QString &streamError)
{
    return twilioCodeIn(streamError) == 31920 || streamError.contains(QLatin1String("handshake"), Qt::CaseInsensitive)
        || streamError.contains(QLatin1String("upgrade"), Qt::CaseInsensitive);
}

QString errorText(const CallFacts &facts)
{
    return facts.streamError ? as<event::StreamStatusReported>(facts.streamError).streamError : QString();
}

Explanation unopened(const CallFacts &facts)
{
    Explanation found { CallVerdict::NoSocket, VerdictSeverity::Fault };
    found.evidence
        = proof(facts, { facts.incoming, facts.webhook, facts.streamError, facts.ended ? facts.ended : facts.last() });
    found.twilioCode = twilioCodeIn(errorText(facts));
    return found;
}

void blameWebhook(Explanation &found, const event::HttpRequested &webhook)
{
    found.headline = { QT_TRANSLATE_NOOP("Verdict", "No media socket: %1 answered %2, which Twilio cannot use."),
                       { webhook.path, QString::number(webhook.status) } };
    found.cause
        = { QT_TRANSLATE_NOOP("Verdict", "The webhook failed, so Twilio never got the TwiML that opens the stream.") };
    found.fix = { QT_TRANSLATE_NOOP("Verdict",
                                    "Read the answer's body in this call's requests; with 500, set PUBLIC_BASE_URL.") };
}

void blameTwiml(Explanation &found, const event::HttpRequested &webhook)
{
    found.headline = { QT_TRANSLATE_NOOP("Verdict", "No media socket: %1 answered %2, but its TwiML has no <Stream>."),
                       { webhook.path, QString::number(webhook.status) } };
    found.cause = { QT_TRANSLATE_NOOP(
        "Verdict", "The gateway took no more calls: it was draining, or all its calls were taken.") };
    found.fix = { QT_TRANSLATE_NOOP("Verdict", "Let another gateway take calls meanwhile, or raise maximum_calls.") };
}

void blameWay(Explanation &found, const CallFacts &facts)
{
    const QString waited = inSeconds(between(facts.events.data(), facts.ended ? facts.ended : facts.last()));
    if (facts.streamError) {
        found.headline = { QT_TRANSLATE_NOOP("Verdict", "No media socket reached the gateway; Twilio reports: %1."),
                           { errorText(facts) } };
    } else if (facts.webhook) {
        const auto &webhook = as<event::HttpRequested>(facts.webhook);
        found.headline = { QT_TRANSLATE_NOOP("Verdict", "No media socket within %3 s: %1 answered %2 with a <Stream>."),
                           { webhook.path, QString::number(webhook.status), waited } };
    } else {
        found.headline = { QT_TRANSLATE_NOOP("Verdict", "No media socket came within %1 s of the call."), { waited } };
    }
    found.cause = { QT_TRANSLATE_NOOP(
        "Verdict", "Twilio could not reach the stream's address, or the caller hung up before it was opened.") };
    found.fix = { QT_TRANSLATE_NOOP(
        "Verdict",
        "Check that PUBLIC_BASE_URL is public, has TLS on port 443, and passes WebSockets to this gateway.") };
}

} // namespace

Found beginMissing(const CallFacts &facts)
{
    if (facts.incoming || facts.webhook || facts.started || facts.closed || facts.refused || facts.streamError)
        return std::nullopt;
    Explanation found { CallVerdict::Unknown, VerdictSeverity::Unknown };
    found.headline = { QT_TRANSLATE_NOOP(
        "Verdict", "Unknown: these events hold neither the webhook nor the stream of the call.") };
    found.cause = { QT_TRANSLATE_NOOP("Verdict", "The log begins too late or is of another call.") };
    found.fix = { QT_TRANSLATE_NOOP("Verdict", "Give the whole record of the call.") };
    return found;
}

Found noSocket(const CallFacts &facts)
{
    if (facts.started || facts.refused || facts.closed)
        return std::nullopt;
    if (tellsOfHandshake(errorText(facts)))
        return std::nullopt;
    const bool hasFailed = facts.webhook && as<event::HttpRequested>(facts.webhook).status != 200;
    const bool isLate = between(facts.events.data(), facts.last()) >= socketPatience;
    if (!facts.isOver() && !isLate && !hasFailed && !facts.streamError)
        return std::nullopt;
    Explanation found = unopened(facts);
    const auto *webhook = facts.webhook ? &as<event::HttpRequested>(facts.webhook) : nullptr;
    if (hasFailed)
        blameWebhook(found, *webhook);
    else if (webhook && !webhook->responseBody.isEmpty() && !webhook->responseBody.contains(QLatin1String("<Stream")))
        blameTwiml(found, *webhook);
    else
        blameWay(found, facts);
    return found;
}

Found handshakeRefused(const CallFacts &facts)
{
    const bool isRefused
        = facts.refused && as<event::WebSocketRejected>(facts.refused).status < lowestCloseCode && !facts.started;
    const bool isReported = facts.streamError && !facts.started && tellsOfHandshake(errorText(facts)) && !facts.closed;
    if (!isRefused && !isReported)
        return std::nullopt;
    Explanation found { CallVerdict::HandshakeRefused, VerdictSeverity::Fault };
    found.twilioCode = 31920;
    found.evidence = proof(facts, { facts.webhook, facts.refused, facts.streamError });
    if (isRefused) {
        const auto &refused = as<event::WebSocketRejected>(facts.refused);
        found.headline = { QT_TRANSLATE_NOOP("Verdict", "The WebSocket handshake was refused with %1: %2."),
                           { QString::number(refused.status), refused.reason } };
    } else {
        found.headline = { QT_TRANSLATE_NOOP("Verdict", "The WebSocket handshake failed, as Twilio reports: %1."),
                           { errorText(facts) } };
    }
    found.cause = { QT_TRANSLATE_NOOP(
        "Verdict", "The signature does not fit the public address, or something on the way changed the request.") };
    found.fix = { QT_TRANSLATE_NOOP(
        "Verdict", "Check TWILIO_AUTH_TOKEN and PUBLIC_BASE_URL, and that the proxy passes Upgrade and Connection.") };
    return found;
}

Found noStart(const CallFacts &facts)
{
    const bool isSentAway = facts.refused && as<event::WebSocketRejected>(facts.refused).status >= lowestCloseCode;
    if (facts.started || (!isSentAway && !facts.closed))
        return std::nullopt;
    Explanation found { CallVerdict::NoStart, VerdictSeverity::Fault };
    found.evidence
        = proof(facts, { facts.webhook, isSentAway ? facts.refused : nullptr, facts.closed, facts.streamError });
    if (isSentAway) {
        const auto &refused = as<event::WebSocketRejected>(facts.refused);
        found.headline
            = { QT_TRANSLATE_NOOP("Verdict", "The stream's start was not accepted: %1."), { refused.reason } };
        found.cause = { QT_TRANSLATE_NOOP("Verdict",
                                          "The start message does not belong to a call that this gateway answered.") };
        found.fix = { QT_TRANSLATE_NOOP(
            "Verdict", "Let webhook and stream reach the same gateway, with the account that is configured.") };
        return found;
    }
    const auto &closed = as<event::WebSocketClosed>(facts.closed);
    found.headline = { QT_TRANSLATE_NOOP("Verdict", "The media socket opened, but no start came: closed with %1 %2."),
                       { QString::number(closed.code), closed.reason } };
    found.cause = { QT_TRANSLATE_NOOP("Verdict",
                                      "Something between Twilio and the gateway holds the stream's messages back.") };
    found.fix = { QT_TRANSLATE_NOOP(
        "Verdict", "Take buffering proxies off the media path; call this gateway directly to compare.") };
    return found;
}

Found noMedia(const CallFacts &facts)
{
    const Milliseconds length = between(facts.started, facts.streamEnd());
    if (!facts.started || facts.firstMedia || length < mediaPatience)
        return std::nullopt;
    Explanation found { CallVerdict::NoMedia, VerdictSeverity::Fault };
    found.evidence = proof(facts, { facts.started, facts.streamEnd() });
    found.headline = { QT_TRANSLATE_NOOP("Verdict", "The stream ran for %1 s without any sound of the caller."),
                       { inSeconds(length) } };
    found.cause = { QT_TRANSLATE_NOOP("Verdict", "No media message arrived after start.") };
    found.fix = { QT_TRANSLATE_NOOP(
        "Verdict", "Check that the stream's track is inbound_track, and that no proxy holds messages back.") };
    return found;
}

/// The next gateway closed this record.
Found interrupted(const CallFacts &facts)
{
    const auto *ended = facts.ended ? std::get_if<event::CallEnded>(&facts.ended->payload) : nullptr;
    if (!facts.started || facts.closed || !ended || ended->cause != QLatin1String("interrupted"))
        return std::nullopt;
    Explanation found { CallVerdict::Dropped, VerdictSeverity::Fault };
    found.evidence = proof(facts, { facts.started, facts.ended, facts.recording });
    found.headline = { QT_TRANSLATE_NOOP("Verdict", "The gateway was killed %1 s into the stream."),
                       { inSeconds(between(facts.started, facts.ended)) } };
    found.cause = { QT_TRANSLATE_NOOP("Verdict", "It ended without closing the stream: a crash, or SIGKILL.") };
    found.fix = { QT_TRANSLATE_NOOP(
        "Verdict", "Look into the system's journal for that moment; drain the gateway with SIGTERM.") };
    return found;
}

Found dropped(const CallFacts &facts)
{
    if (auto killed = interrupted(facts))
        return killed;
    if (!facts.started || facts.stopped || facts.hungUp || !facts.closed)
        return std::nullopt;
    const auto &closed = as<event::WebSocketClosed>(facts.closed);
    const bool byGateway = closed.closedBy == QLatin1String("gateway");
    if (closed.code == inOrder || (!byGateway && closed.code == noCloseCode))
        return std::nullopt; // a caller who hangs up may leave without `stop`
    Explanation found { CallVerdict::Dropped, VerdictSeverity::Fault };
    found.evidence = proof(facts, { facts.started, facts.closed, facts.streamError, facts.recording });
    const int named = twilioCodeIn(errorText(facts));
    found.twilioCode = named != 0 ? named : twilioCodeOf(closed);
    const QStringList figures { inSeconds(between(facts.started, facts.closed)), QString::number(closed.code),
                                closed.reason };
    if (byGateway) {
        found.headline
            = { QT_TRANSLATE_NOOP("Verdict", "The gateway dropped the stream after %1 s, with close code %2 %3."),
                figures };
        found.cause = { QT_TRANSLATE_NOOP(
            "Verdict", "The gateway was ended, or the peer broke the protocol or read too slowly.") };
        found.fix = { QT_TRANSLATE_NOOP(
            "Verdict", "Read the reason of WS_CLOSE and the lines before it; drain the gateway before it is ended.") };
        return found;
    }
    found.headline
        = { QT_TRANSLATE_NOOP("Verdict", "The stream was dropped after %1 s, with close code %2 and no stop."),
            figures };
    found.cause = { QT_TRANSLATE_NOOP(
        "Verdict", "The connection to Twilio broke: the network, a tunnel or a proxy's time limit.") };
    found.fix = { QT_TRANSLATE_NOOP("Verdict", "Raise the proxy's time limits for WebSockets and check the tunnel.") };
    return found;
}

} // namespace callscope::check
