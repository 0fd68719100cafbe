#include "core/check/stage.h"

#include <QCoreApplication>

#include <algorithm>

namespace callscope::check {

QString stageName(Stage stage)
{
    switch (stage) {
    case Stage::Port:
        return QStringLiteral("port");
    case Stage::Tls:
        return QStringLiteral("tls");
    case Stage::Health:
        return QStringLiteral("healthz");
    case Stage::Version:
        return QStringLiteral("version");
    case Stage::StreamStatus:
        return QStringLiteral("stream_status");
    case Stage::StreamEnded:
        return QStringLiteral("stream_ended");
    case Stage::Twiml:
        return QStringLiteral("twiml");
    case Stage::Signature:
        return QStringLiteral("signature");
    case Stage::Handshake:
        return QStringLiteral("handshake");
    case Stage::Call:
        return QStringLiteral("call");
    case Stage::NoLoop:
        return QStringLiteral("no_loop");
    case Stage::Fallback:
        return QStringLiteral("fallback");
    }
    Q_UNREACHABLE();
}

std::optional<Stage> stageOfName(const QString &name)
{
    const auto stage = std::ranges::find(allStages, name, &stageName);
    return stage == allStages.end() ? std::nullopt : std::optional(*stage);
}

const char *stageTopic(Stage stage)
{
    switch (stage) {
    case Stage::Port:
        return QT_TRANSLATE_NOOP("Check", "one server listens on the port, and it is the one that answers");
    case Stage::Tls:
        return QT_TRANSLATE_NOOP("Check", "the name resolves, the certificate is good, TLS 1.2 or newer");
    case Stage::Health:
        return QT_TRANSLATE_NOOP("Check", "/healthz answers 200 within a second, ten times, also during a call");
    case Stage::Version:
        return QT_TRANSLATE_NOOP("Check", "/version answers 200 with the expected deploy id");
    case Stage::StreamStatus:
        return QT_TRANSLATE_NOOP("Check", "the stream status callback answers 204, whatever it is sent");
    case Stage::StreamEnded:
        return QT_TRANSLATE_NOOP("Check", "the callback at the end of the stream answers 204");
    case Stage::Twiml:
        return QT_TRANSLATE_NOOP("Check", "an incoming call is answered with clean TwiML");
    case Stage::Signature:
        return QT_TRANSLATE_NOOP("Check", "webhooks without Twilio's signature are refused");
    case Stage::Handshake:
        return QT_TRANSLATE_NOOP("Check", "the media stream's WebSocket opens as Twilio needs it");
    case Stage::Call:
        return QT_TRANSLATE_NOOP("Check", "a simulated call is heard, answered and can be interrupted");
    case Stage::NoLoop:
        return QT_TRANSLATE_NOOP("Check", "the bot answers neither its own echo nor silence");
    case Stage::Fallback:
        return QT_TRANSLATE_NOOP("Check", "a caller whose stream is cut hears something and can leave a message");
    }
    Q_UNREACHABLE();
}

} // namespace callscope::check
