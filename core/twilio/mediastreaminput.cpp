#include "core/twilio/mediascan.h"
#include "core/twilio/mediastreamprivate.h"

#include <QPointer>

#include <algorithm>
#include <utility>

/// What Twilio says on a stream, message by message: what is in its place becomes a signal, the rest a protocol error.
namespace callscope::twilio {

namespace {

QString excerptOf(const QByteArray &message)
{
    constexpr qsizetype longest = 160;
    const qsizetype parameters = message.indexOf("customParameters");
    return QString::fromUtf8(message.left(parameters < 0 ? longest : std::min(parameters, longest)));
}

bool isDecodable(const StartMessage &start)
{
    return start.encoding == QLatin1String("audio/x-mulaw") && start.sampleRate == 8000 && start.channels == 1;
}

QString formatOf(const StartMessage &start)
{
    return QStringLiteral("%1, %2 Hz, %3 channel(s)")
        .arg(start.encoding.left(40), QString::number(start.sampleRate), QString::number(start.channels));
}

} // namespace

void MediaStream::Private::take(const QByteArray &text)
{
    if (state == State::Closing || state == State::Closed)
        return;
    if (isTooMuch())
        return;
    m_lastMessage = clock.monotonic();
    if (isPaused)
        m_kept.emplace_back([this, text] { use(text); });
    else
        use(text);
}

void MediaStream::Private::use(const QByteArray &text)
{
    if (state == State::Closing || state == State::Closed)
        return;
    if (state == State::Open && scanMedia(text, m_media)) {
        takeScanned(text);
        return;
    }
    const base::Result<IncomingMessage> message = parseIncoming(text);
    if (!message)
        return report(message.error().text, text);
    m_current = text;
    std::visit([this](const auto &one) { handle(one); }, *message);
}

/// Nearly all messages come here. A slot may delete us, and the message has to outlive that.
void MediaStream::Private::takeScanned(const QByteArray &text)
{
    const QPointer<MediaStream> alive(&q);
    MediaMessage media = std::move(m_media);
    m_current = text;
    handle(media);
    if (!alive)
        return;
    m_current.clear(); // whoever read it from the socket can use its memory again
    m_media = std::move(media); // with its memory
}

void MediaStream::Private::handle(const ConnectedMessage &)
{
    if (state != State::WaitingForStart)
        report(QStringLiteral("\"connected\" came after \"start\"."), m_current);
}

void MediaStream::Private::handle(const StartMessage &message)
{
    if (state != State::WaitingForStart)
        return report(QStringLiteral("A second \"start\" came."), m_current);
    if (!isDecodable(message)) {
        const QPointer<MediaStream> alive(&q);
        report(QStringLiteral("The stream's sound is %1; only audio/x-mulaw, 8000 Hz, 1 channel is taken.")
                   .arg(formatOf(message)),
               m_current);
        if (alive)
            close(unsupportedData, QStringLiteral("unsupported media format"));
        return;
    }
    state = State::Open;
    streamSid = message.streamSid;
    Q_EMIT q.started(message);
}

void MediaStream::Private::handle(const MediaMessage &message)
{
    if (isInPlace(message, QStringLiteral("media")))
        Q_EMIT q.mediaReceived(message);
}

void MediaStream::Private::handle(const MarkMessage &message)
{
    if (isInPlace(message, QStringLiteral("mark")))
        Q_EMIT q.markReceived(message.name);
}

void MediaStream::Private::handle(const DtmfMessage &message)
{
    if (isInPlace(message, QStringLiteral("dtmf")))
        Q_EMIT q.digitPressed(message.digit);
}

void MediaStream::Private::handle(const StopMessage &message)
{
    if (!isInPlace(message, QStringLiteral("stop")))
        return;
    state = State::Stopped;
    m_deadline = clock.monotonic() + limits.lingerAfterClose;
    Q_EMIT q.stopped();
}

/// Between `start` and `stop`, and of this stream; anything else is reported.
template <typename Message>
bool MediaStream::Private::isInPlace(const Message &message, const QString &name)
{
    if (state == State::WaitingForStart)
        report(QStringLiteral("\"%1\" came before \"start\".").arg(name), m_current);
    else if (state == State::Stopped)
        report(QStringLiteral("\"%1\" came after \"stop\".").arg(name), m_current);
    else if (message.streamSid && *message.streamSid != streamSid)
        report(
            QStringLiteral("\"%1\" has the streamSid of another stream, %2.").arg(name, message.streamSid->toString()),
            m_current);
    else
        return true;
    return false;
}

void MediaStream::Private::report(const QString &text, const QByteArray &message)
{
    if (state == State::Closing || state == State::Closed)
        return;
    if (isPaused) {
        m_kept.emplace_back([this, text, message] { report(text, message); });
        return;
    }
    const QPointer<MediaStream> alive(&q);
    Q_EMIT q.protocolErrorFound(++m_errors, text, excerptOf(message));
    if (alive && m_errors > limits.protocolErrors)
        close(policyViolation, QStringLiteral("too many protocol errors"));
}

void MediaStream::Private::noteViolation(const QString &text)
{
    if (state == State::Closing || state == State::Closed)
        return;
    if (isPaused) {
        m_kept.emplace_back([this, text] { noteViolation(text); });
        return;
    }
    m_closedBy = ClosedBy::Gateway;
    Q_EMIT q.protocolErrorFound(++m_errors, text, QString());
}

} // namespace callscope::twilio
