#include "core/base/borrowed.h"
#include "core/twilio/mediastreamprivate.h"

#include <QPointer>

#include <utility>

namespace callscope::twilio {

namespace {

/// Pongs that nobody asked for are of no use: a stream may have a tenth as many of them as of messages.
constexpr int pongCost = 10;

} // namespace

MediaStream::Private::Private(MediaStream &stream, std::unique_ptr<TextSocket> textSocket, const base::Clock &theClock,
                              StreamLimits theLimits)
    : q(stream)
    , socket(std::move(textSocket))
    , clock(theClock)
    , limits(theLimits)
    , peer(socket->peer())
    , m_lastTick(clock.monotonic())
    , m_deadline(m_lastTick + limits.startWithin)
    , m_heartbeat(m_lastTick, limits.pingEvery, limits.missedPongs)
    , m_rate(m_lastTick, limits.messagesPerSecond, limits.messageBurst)
    , m_pongRate(m_lastTick, limits.pongBytesPerSecond, limits.pongByteBurst)
    , m_lastMessage(m_lastTick)
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
    else if (isPingedTooMuch())
        closeForPings();
    else if (state != State::Open && now >= m_deadline)
        serveDeadline(now);
    else if (state == State::Open && now - m_lastMessage >= limits.idle)
        close(goingAway, QStringLiteral("idle"));
    else if (state != State::Closing)
        serveHeartbeat(now);
}

/// When this thread was held up, the peer's messages and pongs of that time are still unread in the socket: it must not
/// be called dead for our stall.
void MediaStream::Private::moveDeadlinesByStall(base::Monotonic now)
{
    const auto pause = now - std::exchange(m_lastTick, now);
    if (pause <= limits.tickWithin)
        return;
    m_deadline += pause;
    m_lastMessage += pause;
    m_heartbeat.postpone(pause);
}

void MediaStream::Private::serveDeadline(base::Monotonic now)
{
    if (state == State::WaitingForStart)
        close(policyViolation, QStringLiteral("no start"));
    else if (state == State::Stopped)
        close(normalClosure, QStringLiteral("stopped"));
    else if (now >= m_deadline)
        abort(QStringLiteral("the close was not finished in %1 ms (%2)")
                  .arg(limits.lingerAfterClose.count())
                  .arg(m_closeWords));
}

void MediaStream::Private::serveHeartbeat(base::Monotonic now)
{
    const Heartbeat::Due due = m_heartbeat.due(now);
    if (due == Heartbeat::Due::Death)
        return abort(QStringLiteral("the peer is dead: %1 pings unanswered").arg(m_heartbeat.unanswered()));
    if (due != Heartbeat::Due::Ping)
        return;
    const int number = m_heartbeat.send(now);
    const QPointer<MediaStream> alive(&q);
    socket->ping(QByteArray::number(number));
    if (alive && state != State::Closed)
        Q_EMIT q.pinged(number);
}

void MediaStream::Private::takePong(const QByteArray &payload)
{
    if (isTooMuch(pongCost))
        return;
    if (const auto answer = m_heartbeat.answer(payload, clock.monotonic()))
        Q_EMIT q.ponged(answer->number, answer->roundTrip);
}

void MediaStream::Private::takeFragment()
{
    if (state != State::Closed)
        isTooMuch();
}

bool MediaStream::Private::isPingedTooMuch()
{
    if (state == State::Closing || state == State::Closed)
        return false;
    const qint64 more = socket->pongBytes() - m_pongBytes;
    m_pongBytes += more;
    return more > 0 && !m_pongRate.take(clock.monotonic(), more);
}

void MediaStream::Private::closeForPings()
{
    close(policyViolation, QStringLiteral("too many pings"));
}

/// A flood of pings must not go on until the next tick.
void MediaStream::Private::notePongs()
{
    if (isPingedTooMuch())
        closeForPings();
}

/// A flood ends the stream.
bool MediaStream::Private::isTooMuch(int cost)
{
    const base::Monotonic now = clock.monotonic();
    if (m_rate.take(now, cost))
        return false;
    close(policyViolation, QStringLiteral("more than %1 messages a second").arg(limits.messagesPerSecond));
    return true;
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
    m_closedBy = ClosedBy::Gateway;
    m_deadline = clock.monotonic() + limits.lingerAfterClose;
    m_closeWords = QStringLiteral("%1 %2").arg(QString::number(code), reason).trimmed();
    socket->close(code, reason);
}

void MediaStream::Private::abort(const QString &reason)
{
    if (state == State::Closed)
        return;
    m_closedBy = ClosedBy::Gateway;
    socket->disconnect(&q); // its own `closed` would not know the reason
    socket->abort();
    finish(abnormalClosure, reason);
}

void MediaStream::Private::resume()
{
    isPaused = false;
    const QPointer<MediaStream> alive(&q);
    const auto kept = std::exchange(m_kept, {});
    for (const auto &act : kept) {
        act();
        if (!alive)
            return;
    }
}

void MediaStream::Private::finish(int code, const QString &reason)
{
    if (state == State::Closed)
        return;
    if (isPaused) {
        m_kept.emplace_back([this, code, reason] { finish(code, reason); });
        return;
    }
    state = State::Closed;
    Q_EMIT q.closed(code, reason, m_closedBy);
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
    connect(source, &TextSocket::fragmentReceived, this, [this] { d->takeFragment(); });
    connect(source, &TextSocket::pongsWritten, this, [this] { d->notePongs(); });
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
    if (mulaw.isEmpty())
        return true;
    thread_local QByteArray shared;
    base::Borrowed<QByteArray> message(shared);
    writeMediaMessage(*message, d->streamSid, mulaw);
    return d->send(*message);
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

void MediaStream::pause()
{
    d->isPaused = true;
}

void MediaStream::resume()
{
    d->resume();
}

void MediaStream::tick()
{
    d->tick();
}

} // namespace callscope::twilio
