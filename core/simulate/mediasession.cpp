#include "core/simulate/mediasession.h"

#include "core/twilio/mediascan.h"
#include "core/twilio/signature.h"

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 backlogLimit = 256 * 1024; ///< about 15 s of messages that the gateway has not read
constexpr int firstTimestamp = 18; ///< ms; Twilio's own does not begin at 0
constexpr int ordinaryClose = 1000;
constexpr qint64 framesUntilDrop = 100; ///< 2 s
constexpr int unknownVersion = 7; ///< of the WebSocket protocol; servers speak 13

} // namespace

MediaSession::MediaSession(Settings settings, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_clock(clock)
    , m_socket(this)
    , m_outbox(m_settings.line.jitter, m_settings.seed, clock,
               [this](const QByteArray &text) { m_socket.sendText(text); })
    , m_random(m_settings.seed)
{
    connect(&m_socket, &WebSocketClient::opened, this, &MediaSession::begin);
    connect(&m_socket, &WebSocketClient::textReceived, this, &MediaSession::receive);
    connect(&m_socket, &WebSocketClient::binaryReceived, this,
            [this](qsizetype size) { warnOnce(31950, u"the gateway sent a binary frame of %1 bytes"_s.arg(size)); });
    connect(&m_socket, &WebSocketClient::pingReceived, this, [this] {
        ++m_counts.pings;
        Q_EMIT noted(u"< ping"_s, u"answered with pong"_s);
    });
    connect(&m_socket, &WebSocketClient::failed, this, [this](const Fault &fault) { end(fault); });
    connect(&m_socket, &WebSocketClient::closed, this, [this](int code, const QString &reason, bool byServer) {
        Q_EMIT noted(byServer ? u"< close"_s : u"> close"_s, u"%1 %2"_s.arg(code).arg(reason).trimmed());
        const bool fault = byServer && !m_stopping && code != ordinaryClose;
        end(fault ? std::optional(
                Fault { 31921, u"the gateway closed the stream with %1 \"%2\""_s.arg(code).arg(reason) })
                  : std::nullopt);
    });
}

QString MediaSession::name() const
{
    return m_settings.noun.name.isEmpty() ? m_settings.streamSid.toString() : m_settings.noun.name;
}

void MediaSession::open()
{
    if (fails(StreamFailure::NoSocket))
        return;
    const Destination destination = m_settings.addresses.destination(m_settings.noun.url.toUtf8());
    WebSocketClient::Request request {
        destination.connectTo, destination.target, destination.host, {}, m_settings.subprotocols
    };
    if (!m_settings.authToken.isEmpty())
        request.signature = twilio::signature(m_settings.authToken, destination.signedUrl, {});
    if (fails(StreamFailure::BadHandshake))
        request.version = unknownVersion;
    m_socket.open(request);
}

bool MediaSession::wants(Track track) const
{
    const QString &asked = m_settings.noun.track;
    return asked == u"both_tracks"_s || asked == (track == Track::Inbound ? u"inbound_track"_s : u"outbound_track"_s);
}

void MediaSession::begin()
{
    m_outbox.post(twilio::twilioMessage(twilio::ConnectedMessage { u"Call"_s, u"1.0.0"_s }));
    if (fails(StreamFailure::NoStart))
        return;
    m_live = true;
    twilio::StartMessage start;
    start.sequence = nextSequence();
    start.streamSid = m_settings.streamSid;
    start.accountSid = m_settings.identity.account;
    start.callSid = m_settings.identity.call;
    if (wants(Track::Inbound))
        start.tracks += u"inbound"_s;
    if (wants(Track::Outbound))
        start.tracks += u"outbound"_s;
    start.encoding = u"audio/x-mulaw"_s;
    start.sampleRate = media::sampleRate;
    start.channels = 1;
    start.parameters = m_settings.noun.parameters;
    m_outbox.post(twilio::twilioMessage(start));
    Q_EMIT noted(u"> start"_s, m_settings.streamSid.toString());
    Q_EMIT opened();
}

bool MediaSession::isLost()
{
    return m_settings.line.lossPercent > 0 && m_percent(m_random) < m_settings.line.lossPercent;
}

void MediaSession::sendFrame(Track track, QByteArrayView mulaw)
{
    if (!m_live || m_stopping || !wants(track) || fails(StreamFailure::NoMedia))
        return;
    if (fails(StreamFailure::Drop) && m_inboundChunk >= framesUntilDrop)
        return cut();
    const bool inbound = track == Track::Inbound;
    const qint64 chunk = inbound ? ++m_inboundChunk : ++m_outboundChunk;
    const auto timestamp = std::chrono::milliseconds(firstTimestamp) + (chunk - 1) * media::frameLength;
    const qint64 sequence = nextSequence();
    if (hasBacklog() || isLost()) {
        ++m_counts.mediaLost;
        return;
    }
    ++m_counts.mediaSent;
    if (inbound && m_settings.bidirectional)
        m_roundTrip.noteSent(mulaw, m_clock.monotonic());
    thread_local QByteArray text; // one for all streams stays in the cache
    twilio::writeTwilioMedia(m_settings.streamSid,
                             { sequence, chunk, timestamp, inbound ? "inbound" : "outbound", mulaw }, text);
    m_outbox.post(text);
}

bool MediaSession::hasBacklog()
{
    if (m_socket.bytesToWrite() <= backlogLimit)
        return false;
    warnOnce(31930, u"the gateway has left over %1 KiB unread"_s.arg(backlogLimit / 1024));
    return true;
}

void MediaSession::pressKey(QChar key)
{
    if (!m_live || m_stopping || !m_settings.bidirectional)
        return;
    ++m_counts.digits;
    m_outbox.post(twilio::twilioMessage(twilio::DtmfMessage { nextSequence(), key, m_settings.streamSid }));
    Q_EMIT noted(u"> dtmf"_s, key);
}

QByteArray MediaSession::playFrame()
{
    const FarQueue::Played played = m_queue.play(media::frameSamples);
    echo(played.marks, false);
    m_watch.notePlayed(media::frameLength, played.soundBytes == media::frameSamples);
    m_counts.mostQueued = m_watch.mostQueued();
    m_counts.dryGaps = m_watch.dryGaps();
    return played.mulaw;
}

void MediaSession::receive(QByteArrayView text)
{
    if (m_stopping)
        return;
    if (!m_settings.bidirectional)
        return warnOnce(31951, u"the gateway sent a message on a unidirectional stream"_s);
    thread_local twilio::MediaMessage media; // the same
    media.streamSid = m_settings.streamSid;
    if (twilio::scanOutgoingMedia(text, media))
        return take(media);
    const auto message = twilio::parseOutgoing(text.toByteArray(), m_settings.streamSid);
    if (!message)
        return warnOnce(31951, u"%1 (%2)"_s.arg(message.error().text, QString::fromUtf8(text.toByteArray().left(120))));
    std::visit([this](const auto &known) { take(known); }, *message);
}

void MediaSession::take(const twilio::MediaMessage &media)
{
    ++m_counts.mediaReceived;
    m_counts.soundReceived += media.mulaw.size();
    if (const auto time = m_roundTrip.noteReceived(media.mulaw, m_clock.monotonic()))
        m_roundTrips.count(*time);
    if (!m_queue.append(media.mulaw))
        warnOnce(31931, u"10 minutes of sound wait at the ear and more was sent"_s);
    m_watch.noteArrival(m_queue.queued());
}

void MediaSession::take(const twilio::MarkMessage &mark)
{
    const QString name = QString::fromUtf8(mark.name);
    Q_EMIT noted(u"< mark"_s, name);
    Q_EMIT markReceived(name);
    echo(m_queue.mark(mark.name), false);
}

void MediaSession::take(const twilio::ClearMessage &)
{
    ++m_counts.clears;
    Q_EMIT noted(u"< clear"_s, u"%1 ms of sound dropped"_s.arg(m_queue.queued().count()));
    echo(m_queue.clear(), true);
}

void MediaSession::echo(const std::vector<QByteArray> &marks, bool flushed)
{
    if (fails(StreamFailure::NoMarks))
        return;
    for (const QByteArray &mark : marks) {
        m_outbox.post(twilio::twilioMessage(twilio::MarkMessage { nextSequence(), mark, m_settings.streamSid }));
        const QString name = QString::fromUtf8(mark);
        Q_EMIT noted(u"> mark"_s, flushed ? name + u" (cleared)"_s : name);
        Q_EMIT markEchoed(name, flushed);
    }
}

void MediaSession::warnOnce(int code, const QString &text)
{
    if (m_warned.contains(code))
        return;
    m_warned += code;
    Q_EMIT faultFound({ code, text });
}

void MediaSession::stop()
{
    if (m_stopping || m_ended)
        return;
    m_stopping = true;
    if (fails(StreamFailure::NoSocket))
        return end(std::nullopt);
    if (m_live) {
        m_outbox.post(twilio::twilioMessage(twilio::StopMessage {
            nextSequence(), m_settings.streamSid, m_settings.identity.account, m_settings.identity.call }));
        m_outbox.flush();
        Q_EMIT noted(u"> stop"_s, m_settings.streamSid.toString());
    }
    m_socket.close(ordinaryClose, {});
}

void MediaSession::cut()
{
    if (m_stopping || m_ended)
        return;
    m_socket.abort();
    Q_EMIT noted(u"cut"_s, m_settings.streamSid.toString());
    end(Fault { 31903, u"the connection was cut on purpose"_s });
}

void MediaSession::end(const std::optional<Fault> &fault)
{
    if (m_ended)
        return;
    m_ended = true;
    m_live = false;
    Q_EMIT ended(m_stopping ? std::nullopt : fault);
}

} // namespace callscope::simulate
