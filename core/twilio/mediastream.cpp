#include "core/twilio/mediastream.h"

#include "core/twilio/heartbeat.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace callscope::twilio {

namespace {

constexpr int normalClosure = 1000, unsupportedData = 1003, abnormalClosure = 1006, policyViolation = 1008;

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

/// Everything that emits does so last and returns at once: a slot may have deleted the stream and this with it.
class MediaStream::Private
{
public:
    Private(MediaStream &stream, std::unique_ptr<TextSocket> socket, const base::Clock &clock, StreamLimits limits);

    void tick();
    bool send(const QByteArray &message);
    void close(int code, const QString &reason);

    void take(const QByteArray &text);
    void takePong(const QByteArray &payload);
    void finish(int code, const QString &reason);
    void report(const QString &text, const QByteArray &message);
    void noteViolation(const QString &text);

    MediaStream &q;
    std::unique_ptr<TextSocket> socket;
    const base::Clock &clock;
    const StreamLimits limits;
    const QString peer;
    State state = State::WaitingForStart;
    base::StreamSid streamSid {};

private:
    void handle(const ConnectedMessage &message);
    void handle(const StartMessage &message);
    void handle(const MediaMessage &message);
    void handle(const MarkMessage &message);
    void handle(const DtmfMessage &message);
    void handle(const StopMessage &message);
    void handle(const UnknownMessage &) { }
    template <typename Message>
    bool isInPlace(const Message &message, const QString &name);

    void moveDeadlinesByStall(base::Monotonic now);
    void serveDeadline(base::Monotonic now);
    void serveHeartbeat(base::Monotonic now);
    void abort(const QString &reason);

    base::Monotonic lastTick;
    base::Monotonic deadline; ///< of the state: for `start`, for the peer's close after `stop` or after our close
    Heartbeat heartbeat;
    int errors = 0;
    ClosedBy closedBy = ClosedBy::Peer;
    QByteArray current {}; ///< the message in hand, for excerpts
    QString closeWords {}; ///< code and reason of our close
};

MediaStream::Private::Private(MediaStream &stream, std::unique_ptr<TextSocket> textSocket, const base::Clock &theClock,
                              StreamLimits theLimits)
    : q(stream)
    , socket(std::move(textSocket))
    , clock(theClock)
    , limits(theLimits)
    , peer(socket->peer())
    , lastTick(clock.monotonic())
    , deadline(lastTick + limits.startWithin)
    , heartbeat(lastTick, limits.pingEvery, limits.missedPongs)
{ }

// --- time ---

void MediaStream::Private::tick()
{
    if (state == State::Closed)
        return;
    const base::Monotonic now = clock.monotonic();
    moveDeadlinesByStall(now);
    if (socket->bytesToWrite() > limits.closeOver)
        abort(QStringLiteral("the peer does not read: %1 bytes wait").arg(socket->bytesToWrite()));
    else if (state != State::Open && now >= deadline)
        serveDeadline(now);
    else if (state != State::Closing)
        serveHeartbeat(now);
}

/// When this thread was held up, the peer's messages and pongs of that time are still unread in the socket: it must not
/// be called dead for our stall.
void MediaStream::Private::moveDeadlinesByStall(base::Monotonic now)
{
    const auto pause = now - std::exchange(lastTick, now);
    if (pause <= limits.tickWithin)
        return;
    deadline += pause;
    heartbeat.postpone(pause);
}

void MediaStream::Private::serveDeadline(base::Monotonic now)
{
    if (state == State::WaitingForStart)
        close(policyViolation, QStringLiteral("no start"));
    else if (state == State::Stopped)
        close(normalClosure, QStringLiteral("stopped"));
    else if (now >= deadline)
        abort(QStringLiteral("the close was not finished in %1 ms (%2)")
                  .arg(limits.lingerAfterClose.count())
                  .arg(closeWords));
}

void MediaStream::Private::serveHeartbeat(base::Monotonic now)
{
    const Heartbeat::Due due = heartbeat.due(now);
    if (due == Heartbeat::Due::Death)
        return abort(QStringLiteral("the peer is dead: %1 pings unanswered").arg(heartbeat.unanswered()));
    if (due != Heartbeat::Due::Ping)
        return;
    const int number = heartbeat.send(now);
    const QPointer<MediaStream> alive(&q);
    socket->ping(QByteArray::number(number));
    if (alive && state != State::Closed)
        Q_EMIT q.pinged(number);
}

void MediaStream::Private::takePong(const QByteArray &payload)
{
    if (const auto answer = heartbeat.answer(payload, clock.monotonic()))
        Q_EMIT q.ponged(answer->number, answer->roundTrip);
}

// --- in ---

void MediaStream::Private::take(const QByteArray &text)
{
    if (state == State::Closing || state == State::Closed)
        return;
    const base::Result<IncomingMessage> message = parseIncoming(text);
    if (!message)
        return report(message.error().text, text);
    current = text;
    std::visit([this](const auto &one) { handle(one); }, *message);
}

void MediaStream::Private::handle(const ConnectedMessage &)
{
    if (state != State::WaitingForStart)
        report(QStringLiteral("\"connected\" came after \"start\"."), current);
}

void MediaStream::Private::handle(const StartMessage &message)
{
    if (state != State::WaitingForStart)
        return report(QStringLiteral("A second \"start\" came."), current);
    if (!isDecodable(message)) {
        const QPointer<MediaStream> alive(&q);
        report(QStringLiteral("The stream's sound is %1; only audio/x-mulaw, 8000 Hz, 1 channel is taken.")
                   .arg(formatOf(message)),
               current);
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
    deadline = clock.monotonic() + limits.lingerAfterClose;
    Q_EMIT q.stopped();
}

/// Between `start` and `stop`, and of this stream; anything else is reported.
template <typename Message>
bool MediaStream::Private::isInPlace(const Message &message, const QString &name)
{
    if (state == State::WaitingForStart)
        report(QStringLiteral("\"%1\" came before \"start\".").arg(name), current);
    else if (state == State::Stopped)
        report(QStringLiteral("\"%1\" came after \"stop\".").arg(name), current);
    else if (message.streamSid && *message.streamSid != streamSid)
        report(
            QStringLiteral("\"%1\" has the streamSid of another stream, %2.").arg(name, message.streamSid->toString()),
            current);
    else
        return true;
    return false;
}

void MediaStream::Private::report(const QString &text, const QByteArray &message)
{
    if (state == State::Closing || state == State::Closed)
        return;
    const QPointer<MediaStream> alive(&q);
    Q_EMIT q.protocolErrorFound(++errors, text, excerptOf(message));
    if (alive && errors > limits.protocolErrors)
        close(policyViolation, QStringLiteral("too many protocol errors"));
}

void MediaStream::Private::noteViolation(const QString &text)
{
    if (state == State::Closing || state == State::Closed)
        return;
    closedBy = ClosedBy::Gateway;
    Q_EMIT q.protocolErrorFound(++errors, text, QString());
}

// --- out ---

bool MediaStream::Private::send(const QByteArray &message)
{
    const QPointer<MediaStream> alive(&q);
    socket->sendText(message);
    if (!alive || state != State::Open)
        return false;
    if (socket->bytesToWrite() <= limits.closeOver)
        return true;
    abort(QStringLiteral("the peer does not read: %1 bytes wait").arg(socket->bytesToWrite()));
    return false;
}

// --- end ---

void MediaStream::Private::close(int code, const QString &reason)
{
    if (state == State::Closing || state == State::Closed)
        return;
    state = State::Closing;
    closedBy = ClosedBy::Gateway;
    deadline = clock.monotonic() + limits.lingerAfterClose;
    closeWords = QStringLiteral("%1 %2").arg(QString::number(code), reason).trimmed();
    socket->close(code, reason);
}

void MediaStream::Private::abort(const QString &reason)
{
    if (state == State::Closed)
        return;
    closedBy = ClosedBy::Gateway;
    socket->disconnect(&q); // its own `closed` would not know the reason
    socket->abort();
    finish(abnormalClosure, reason);
}

void MediaStream::Private::finish(int code, const QString &reason)
{
    if (state == State::Closed)
        return;
    state = State::Closed;
    Q_EMIT q.closed(code, reason, closedBy);
}

MediaStream::MediaStream(std::unique_ptr<TextSocket> socket, const base::Clock &clock, StreamLimits limits,
                         QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(socket), clock, limits))
{
    TextSocket *const source = d->socket.get();
    connect(source, &TextSocket::textReceived, this, [this](const QByteArray &text) { d->take(text); });
    connect(source, &TextSocket::binaryReceived, this, [this](qsizetype size) {
        d->report(QStringLiteral("A binary message of %1 bytes came; Twilio sends text.").arg(size), QByteArray());
    });
    connect(source, &TextSocket::pongReceived, this, [this](const QByteArray &payload) { d->takePong(payload); });
    connect(source, &TextSocket::violationFound, this, [this](const QString &text) { d->noteViolation(text); });
    connect(source, &TextSocket::closed, this, [this](int code, const QString &reason) { d->finish(code, reason); });
}

MediaStream::~MediaStream()
{
    d->socket->disconnect(this);
}

MediaStream::State MediaStream::state() const
{
    return d->state;
}

base::StreamSid MediaStream::streamSid() const
{
    return d->streamSid;
}

QString MediaStream::peer() const
{
    return d->peer;
}

qint64 MediaStream::bytesToWrite() const
{
    return d->state == State::Closed ? 0 : d->socket->bytesToWrite();
}

bool MediaStream::sendAudio(QByteArrayView mulaw)
{
    if (d->state != State::Open || d->socket->bytesToWrite() > d->limits.dropAudioOver)
        return false;
    return mulaw.isEmpty() || d->send(mediaMessage(d->streamSid, mulaw));
}

bool MediaStream::sendMark(const QByteArray &name)
{
    return d->state == State::Open && d->send(markMessage(d->streamSid, name));
}

bool MediaStream::sendClear()
{
    return d->state == State::Open && d->send(clearMessage(d->streamSid));
}

void MediaStream::close(int code, const QString &reason)
{
    d->close(code, reason);
}

void MediaStream::tick()
{
    d->tick();
}

} // namespace callscope::twilio
