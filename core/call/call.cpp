#include "core/call/call.h"

namespace callscope::call {

namespace {

/// After `stop` Twilio closes the socket itself; when it does not, we do.
constexpr std::chrono::seconds closeAfterStop { 2 };
/// An echo comes at most half a second late.
constexpr std::chrono::milliseconds echoMemory { 600 };

std::int64_t samplesAt(std::chrono::nanoseconds position)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(position).count() * media::samplesPerMillisecond
        / 1000;
}

Call::State fromOpen(Call::Input input)
{
    switch (input) {
    case Call::Input::StreamStopped:
        return Call::State::Stopped;
    case Call::Input::HungUp:
        return Call::State::HangingUp;
    case Call::Input::SocketClosed:
        return Call::State::Leaving;
    case Call::Input::NothingAwaited:
        return Call::State::Open;
    }
    Q_UNREACHABLE();
}

/// `inOrder`: we closed it, with 1000.
Call::Ending endingIn(Call::State state, bool inOrder)
{
    if (state == Call::State::Stopped)
        return Call::Ending::Stopped;
    return inOrder || state == Call::State::HangingUp ? Call::Ending::Closed : Call::Ending::Failed;
}

} // namespace

Call::State Call::transition(State state, Input input)
{
    switch (state) {
    case State::Open:
        return fromOpen(input);
    case State::Stopped:
    case State::HangingUp:
        return input == Input::SocketClosed ? State::Leaving : state;
    case State::Leaving:
        return input == Input::NothingAwaited ? State::Over : state;
    case State::Over:
        return state;
    }
    Q_UNREACHABLE();
}

Call::Call(std::unique_ptr<twilio::MediaStream> stream, const twilio::StartMessage &start, CallParts parts,
           const CallSettings &settings, const base::Clock &clock, event::EventStream &events, SoundLanes &lanes)
    : m_stream(std::move(stream))
    , m_start(start)
    , m_settings(settings)
    , m_clock(clock)
    , m_events(events)
    , m_lanes(lanes)
{
    if (parts.agent->returnsAudio()) {
        m_lineTest = std::move(parts.agent);
    } else {
        auto ear = std::make_unique<Ear>(std::move(parts.recognizer), settings, clock, parts.agent->grammar());
        auto mouth = std::make_unique<Mouth>(std::move(parts.synthesizer), settings.pacingLead, clock);
        m_conversation
            = std::make_unique<Conversation>(std::move(ear), std::move(mouth), std::move(parts.agent), settings, clock,
                                             [this](event::Payload payload) { publish(std::move(payload)); });
        connectConversation();
    }
    connectStream();
}

Call::~Call()
{
    // A stream that is torn down says so once more, when half of this is gone already.
    disconnect(m_stream.get(), nullptr, this, nullptr);
}

void Call::connectStream()
{
    using twilio::MediaStream;
    m_callerTrack.onFrame = [this](const CallerTrack::Frame &frame) { takeFrame(frame); };
    m_botTrack.onPlayed = [this](const BotTrack::Piece &piece) {
        Q_EMIT m_lanes.botAudio(m_start.callSid, piece.position + m_origin, piece.samples);
    };
    m_callerTrack.onGap = [this](const CallerTrack::Gap &gap) {
        const bool missing = gap.kind == CallerTrack::GapKind::Missing;
        publish(event::MediaGapFound { gap.at, gap.length,
                                       missing ? QStringLiteral("missing") : QStringLiteral("duplicate") });
    };
    connect(m_stream.get(), &MediaStream::mediaReceived, this, &Call::takeMedia);
    connect(m_stream.get(), &MediaStream::markReceived, this, [this](const QByteArray &name) {
        if (m_conversation)
            m_conversation->takeMark(name);
    });
    connect(m_stream.get(), &MediaStream::digitPressed, this, [this](QChar digit) {
        if (m_conversation)
            m_conversation->press(digit);
        else
            publish(event::DigitPressed { QString(digit) });
    });
    connect(m_stream.get(), &MediaStream::stopped, this, [this] {
        m_stoppedAt = m_clock.monotonic();
        publish(event::StreamStopped { std::chrono::round<std::chrono::milliseconds>(m_stoppedAt - m_began) });
        if (m_conversation)
            m_conversation->endOfLine();
        apply(Input::StreamStopped);
    });
    connect(m_stream.get(), &MediaStream::pinged, this, [this](int number) { publish(event::PingSent { number }); });
    connect(m_stream.get(), &MediaStream::ponged, this, [this](int number, std::chrono::nanoseconds roundTrip) {
        publish(event::PongReceived { number, std::chrono::duration<double, std::milli>(roundTrip).count() });
    });
    connect(m_stream.get(), &MediaStream::protocolErrorFound, this,
            [this](int number, const QString &text, const QString &excerpt) {
                publish(event::ProtocolErrorFound { number, text, excerpt });
            });
    connect(m_stream.get(), &MediaStream::closed, this, &Call::leaveLine);
}

void Call::connectConversation()
{
    connect(m_conversation.get(), &Conversation::frameDue, this, &Call::send);
    connect(m_conversation.get(), &Conversation::lineActionDue, this,
            [this](const agent::LineAction &action) { Q_EMIT lineActionDue(m_start.callSid, action); });
    connect(m_conversation.get(), &Conversation::gaveUp, this,
            [this](const QString &cause, std::chrono::milliseconds waited) {
                Q_EMIT helpDue(m_start.callSid, cause, waited);
            });
    connect(m_conversation.get(), &Conversation::markDue, this, [this](const QByteArray &name) {
        if (m_stream->sendMark(name))
            publish(event::MarkSent { QString::fromUtf8(name) });
    });
    connect(m_conversation.get(), &Conversation::clearDue, this, [this](std::chrono::milliseconds dropped) {
        m_botTrack.clear(m_clock.monotonic());
        if (m_stream->sendClear())
            publish(event::ClearSent { dropped });
    });
}

void Call::publish(event::Payload payload)
{
    m_events.publish(std::move(payload), m_start.callSid, m_start.streamSid);
}

void Call::apply(Input input)
{
    const State before = std::exchange(m_state, transition(m_state, input));
    if (before == State::Open && m_state != State::Open)
        Q_EMIT streamEnded();
}

void Call::begin()
{
    m_began = m_clock.monotonic();
    event::Parameters parameters(m_start.parameters.begin(), m_start.parameters.end());
    publish(event::StreamStarted { m_start.accountSid.toString(), m_start.encoding, m_start.sampleRate,
                                   m_start.channels, m_start.tracks, std::move(parameters) });
    if (m_conversation)
        m_conversation->greet();
}

void Call::tick()
{
    const base::Monotonic now = m_clock.monotonic();
    m_stream->tick();
    if (m_conversation)
        m_conversation->tick();
    m_botTrack.tick(now, m_streamClock);
    if (m_state == State::Open || m_state == State::Stopped)
        tellMedia(now);
    watchLine(now);
    if (m_state == State::Stopped && now - m_stoppedAt >= closeAfterStop)
        m_stream->close(1000, QStringLiteral("stream stopped"));
    if (m_state == State::Leaving && !(m_conversation && m_conversation->isWaiting()))
        apply(Input::NothingAwaited);
}

/// Twilio sends a frame every 20 ms, also of a caller who says nothing.
void Call::watchLine(base::Monotonic now)
{
    m_withoutMedia += m_loopTime.pass(now);
    const bool isOverdue = m_settings.mediaWithin.count() > 0 && m_withoutMedia >= m_settings.mediaWithin;
    if (m_state != State::Open || m_lineGivenUp || !isOverdue)
        return;
    m_lineGivenUp = true;
    Q_EMIT helpDue(m_start.callSid, QStringLiteral("no media"),
                   std::chrono::floor<std::chrono::milliseconds>(m_withoutMedia));
}

void Call::close(int code, const QString &reason)
{
    m_stream->close(code, reason);
}

void Call::hangUp(const QString &by)
{
    publish(event::HungUp { by });
    if (m_conversation)
        m_conversation->endOfLine();
    apply(Input::HungUp);
    m_stream->close(1000, QStringLiteral("hung up by operator"));
}

void Call::noteListening(bool listening, const QString &by)
{
    if (listening) {
        m_listeners += by;
        publish(event::ListenStarted { by });
    } else if (m_listeners.removeOne(by)) {
        publish(event::ListenStopped { by });
    }
}

void Call::takeMedia(const twilio::MediaMessage &media)
{
    if (media.track == QLatin1String("outbound"))
        return; // only a one-way stream carries the bot's side, and that side is known here
    m_withoutMedia = {};
    m_callerTrack.add(media);
    const base::Monotonic now = m_clock.monotonic();
    if (m_lineTest)
        returnToCaller(media.mulaw, now);
    tellMedia(now);
}

void Call::takeFrame(const CallerTrack::Frame &frame)
{
    const base::Monotonic now = m_clock.monotonic();
    m_received.add(frame.samples, now);
    const std::chrono::milliseconds begin = media::lengthOf(frame.position);
    const bool isFirst = !m_streamClock.isRunning();
    m_streamClock.observe(begin + media::frameLength, now);
    if (isFirst)
        m_origin = std::max<std::int64_t>(0, -samplesAt(m_streamClock.position(m_began)));
    Q_EMIT m_lanes.callerAudio(m_start.callSid, frame.position + m_origin, frame.samples);
    if (m_conversation)
        m_conversation->hear(frame, playedWhile(begin, now));
}

/// What the bot played in the 20 ms from `begin` on. Its place against the caller's sound must not move while an echo
/// of it may come back: the clock is only corrected when the bot has been quiet for long enough.
Call::Played Call::playedWhile(std::chrono::milliseconds begin, base::Monotonic now)
{
    if (m_conversation->isSpeaking())
        m_botSpoke = now;
    if (!m_echoClock.isRunning() || now - m_botSpoke > echoMemory)
        m_echoClock = m_streamClock;
    Played played {};
    m_conversation->playedAt(m_echoClock.moment(begin), played);
    return played;
}

void Call::returnToCaller(QByteArrayView mulaw, base::Monotonic now)
{
    const base::Monotonic playsAt = std::max(now, m_returnedUpTo);
    m_returnedUpTo = playsAt + media::lengthOf(mulaw.size());
    send(mulaw, playsAt);
}

void Call::send(QByteArrayView mulaw, base::Monotonic playsAt)
{
    if (!m_stream->sendAudio(mulaw))
        return;
    m_botTrack.add(playsAt, mulaw);
    const base::Monotonic now = m_clock.monotonic();
    m_sent.add(mulaw, now);
    tellMedia(now);
}

void Call::tellReceived(const MediaTally::Summary &in)
{
    const auto threshold = m_conversation ? std::optional(m_conversation->voiceThreshold()) : std::nullopt;
    publish(event::MediaReceived { in.frames, in.totalFrames, in.audio, in.rms, in.quietest, in.loudest, threshold });
}

void Call::tellMedia(base::Monotonic now)
{
    if (const auto in = m_received.take(now))
        tellReceived(*in);
    const bool isTold = !m_conversation || m_conversation->isSynthesized();
    if (const auto out = isTold || !m_sent.isFirst() ? m_sent.take(now) : std::nullopt) {
        const auto queued = m_conversation ? m_conversation->queued() : std::chrono::milliseconds(0);
        publish(event::MediaSent { out->frames, out->totalFrames, out->audio, queued, m_stream->bytesToWrite() });
    }
}

void Call::tellRest()
{
    if (const auto in = m_received.rest())
        tellReceived(*in);
    if (const auto out = m_sent.rest())
        publish(event::MediaSent { out->frames, out->totalFrames, out->audio, {}, 0 });
}

void Call::leaveLine(int code, const QString &reason, twilio::MediaStream::ClosedBy by)
{
    const bool byPeer = by == twilio::MediaStream::ClosedBy::Peer;
    m_ending = endingIn(m_state, !byPeer && code == 1000);
    tellRest();
    publish(event::WebSocketClosed { code, reason, byPeer ? QStringLiteral("peer") : QStringLiteral("gateway") });
    for (const QString &listener : std::exchange(m_listeners, {}))
        publish(event::ListenStopped { listener }); // there is nothing more to hear
    m_botTrack.clear(m_clock.monotonic());
    if (m_conversation)
        m_conversation->endOfLine();
    apply(Input::SocketClosed);
    Q_EMIT lineLeft(m_ending);
}

} // namespace callscope::call
