#include "core/check/incomingcall.h"
#include "core/check/stages.h"
#include "core/simulate/websocketclient.h"
#include "core/twilio/signature.h"
#include "core/twilio/websockethead.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;
using simulate::HandshakeAnswer;

struct Attempt
{
    HandshakeAnswer answer {};
    std::optional<simulate::Fault> fault {};
};

Attempt shakeHands(Probe &probe, const QByteArray &url, const QByteArrayList &offered)
{
    const simulate::Destination to = probe.destination(url);
    simulate::WebSocketClient::Request request { to.connectTo, to.target, to.host, {}, offered };
    if (!probe.options().authToken.isEmpty())
        request.signature = twilio::signature(probe.options().authToken, to.signedUrl, {});
    simulate::WebSocketClient client;
    Attempt attempt;
    QEventLoop loop;
    QObject::connect(&client, &simulate::WebSocketClient::opened, &client,
                     [&client] { client.close(1000, u"checked"_s); });
    QObject::connect(&client, &simulate::WebSocketClient::failed, &loop, [&](const simulate::Fault &fault) {
        attempt.fault = fault;
        loop.quit();
    });
    QObject::connect(&client, &simulate::WebSocketClient::closed, &loop, &QEventLoop::quit);
    client.open(request);
    loop.exec();
    attempt.answer = client.answer();
    if (attempt.answer.status == 101)
        attempt.fault = attempt.fault && attempt.fault->code == 31920 ? attempt.fault : std::nullopt;
    probe.stack().noteHeaders(attempt.answer.headers);
    return attempt;
}

QStringList rawHead(const QString &what, const QByteArray &url, const Attempt &attempt)
{
    QStringList lines { u"%1, GET %2"_s.arg(what, QString::fromUtf8(url)) };
    if (attempt.answer.statusLine.isEmpty())
        return lines << u"< "_s + (attempt.fault ? attempt.fault->text : u"no answer"_s);
    lines += u"< "_s + QString::fromUtf8(attempt.answer.statusLine);
    for (const net::Header &header : attempt.answer.headers)
        lines += u"< %1: %2"_s.arg(QString::fromUtf8(header.name), QString::fromUtf8(header.value));
    return lines;
}

Finding refused(const Probe &probe, const Attempt &attempt, const QStringList &evidence)
{
    Finding finding { .verdict = Verdict::NoGo, .evidence = evidence };
    const int status = attempt.answer.status;
    if (attempt.answer.statusLine.isEmpty()) {
        finding.fault = u"handshake_no_answer"_s;
        finding.summary = { QT_TRANSLATE_NOOP("Check", "The upgrade gets no answer: %1 (Twilio: %2)."),
                            { attempt.fault->text, QString::number(attempt.fault->code) } };
        finding.causes
            = { { QT_TRANSLATE_NOOP("Check",
                                    "The address in the TwiML is not where the server listens, or the server closed "
                                    "the connection because the handler raised an exception: compare host, port and "
                                    "path, and read its log.") } };
    } else if (status != 101) {
        finding.fault = u"handshake_refused"_s;
        finding.summary = { QT_TRANSLATE_NOOP("Check", "The upgrade is answered with \"%1\" (Twilio: 31920)."),
                            { QString::fromUtf8(attempt.answer.statusLine) } };
        finding.causes = causesOfLostUpgrade(probe.stack(), status);
    } else {
        finding.fault = u"handshake_invalid"_s;
        finding.summary = { QT_TRANSLATE_NOOP("Check", "The answer to the upgrade is not valid: %1 (Twilio: 31920)."),
                            { attempt.fault->text } };
        finding.causes
            = { { QT_TRANSLATE_NOOP("Check",
                                    "The answer broke RFC 6455: accept no sub-protocol and no extension that was "
                                    "not offered, and compute Sec-WebSocket-Accept from the key. A WebSocket library "
                                    "does all three.") } };
    }
    return finding;
}

Finding notEchoed(const Stack &stack, const QStringList &evidence)
{
    Finding finding { .verdict = Verdict::NoGo,
                      .fault = u"subprotocol_not_echoed"_s,
                      .summary
                      = { QT_TRANSLATE_NOOP("Check", "audio.twilio.com was offered and is not in the answer.") },
                      .evidence = evidence };
    const bool isNode = stack.has(StackPart::Express) || stack.has(StackPart::Node);
    finding.causes.push_back(
        isNode ? Sentence { QT_TRANSLATE_NOOP("Check",
                                              "ws echoes a sub-protocol unless it is told otherwise: return it "
                                              "from `handleProtocols(protocols)`, "
                                              "`protocols.has(\"audio.twilio.com\") && \"audio.twilio.com\"`.") }
               : Sentence { QT_TRANSLATE_NOOP("Check",
                                              "Name it to the WebSocket server: websockets takes "
                                              "`subprotocols=[\"audio.twilio.com\"]`, FastAPI "
                                              "`accept(subprotocol=…)`, ws `handleProtocols`.") });
    finding.causes.push_back(
        { QT_TRANSLATE_NOOP("Check",
                            "Or a proxy drops the header Sec-WebSocket-Protocol: let it pass in both "
                            "directions.") });
    return finding;
}

std::optional<QByteArray> mediaUrl(Probe &probe)
{
    const QByteArray &path = probe.options().routes.media;
    if (!path.isEmpty()) {
        QUrl url = QUrl::fromEncoded(probe.urlOf(path));
        url.setScheme(url.scheme() == "http"_L1 || url.scheme() == "ws"_L1 ? u"ws"_s : u"wss"_s);
        return url.toEncoded();
    }
    const IncomingCall call = ring(probe, Signing::Right);
    return call.answer ? streamUrlOf(call.answer->body) : std::nullopt;
}

} // namespace

Finding checkHandshake(Probe &probe)
{
    const auto url = mediaUrl(probe);
    if (!url)
        return { .verdict = Verdict::CouldNotRun,
                 .fault = u"media_url_unknown"_s,
                 .summary = { QT_TRANSLATE_NOOP("Check", "No TwiML told where the media stream is.") },
                 .causes = { { QT_TRANSLATE_NOOP("Check",
                                                 "Run the stage twiml too, which says why, or give the path: --ws-path "
                                                 "PATH.") } } };
    const Attempt plain = shakeHands(probe, *url, {});
    const QStringList plainHead = rawHead(u"no sub-protocol offered"_s, *url, plain);
    if (plain.fault)
        return refused(probe, plain, plainHead);
    const Attempt offering = shakeHands(probe, *url, { twilio::twilioProtocol });
    const QStringList offeringHead = rawHead(u"audio.twilio.com offered"_s, *url, offering);
    if (offering.fault)
        return refused(probe, offering, offeringHead);
    if (net::headerValue(offering.answer.headers, "Sec-WebSocket-Protocol") != QByteArray(twilio::twilioProtocol))
        return notEchoed(probe.stack(), offeringHead);
    return { .summary = { QT_TRANSLATE_NOOP("Check", "101 with and without audio.twilio.com, no extension.") },
             .evidence = plainHead + offeringHead };
}

} // namespace callscope::check
