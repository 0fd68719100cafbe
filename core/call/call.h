#pragma once

#include "core/call/bottrack.h"
#include "core/call/callertrack.h"
#include "core/call/conversation.h"
#include "core/call/mediatally.h"
#include "core/call/soundlanes.h"
#include "core/call/streamclock.h"
#include "core/event/eventstream.h"
#include "core/twilio/mediastream.h"

#include <QObject>

#include <array>
#include <memory>

namespace callscope::call {

/// What a call is put together from; providers are chosen in app/wiring.cpp.
struct CallParts
{
    std::unique_ptr<speech::Recognizer> recognizer;
    std::unique_ptr<speech::Synthesizer> synthesizer;
    std::unique_ptr<agent::Agent> agent;
};

/// One call from its stream's `start` to the end of the socket: frames go up to the conversation and to the recorder's
/// lane, the conversation's sound goes down, and all of it is published. Owns the stream; lives on one gateway thread
/// and is driven by `tick`, about every 20 ms.
class Call : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Open, ///< the stream runs
        Stopped, ///< Twilio said `stop`, the socket is still there
        HangingUp, ///< an operator ended it, the socket is still there
        Leaving, ///< the socket is gone, a last final text is awaited
        Over,
    };
    enum class Input { StreamStopped, HungUp, SocketClosed, NothingAwaited };
    /// How the stream ended.
    enum class Ending {
        Stopped, ///< with Twilio's `stop`: hang-up or new TwiML
        Failed, ///< without one: the caller may still be there
        Closed, ///< by us, in order
    };

    /// What `input` leads to in `state`.
    static State transition(State state, Input input);

    /// `clock`, `events` and `lanes` must outlive the call.
    Call(std::unique_ptr<twilio::MediaStream> stream, const twilio::StartMessage &start, CallParts parts,
         const CallSettings &settings, const base::Clock &clock, event::EventStream &events, SoundLanes &lanes);
    ~Call() override;

    /// Publishes WS_START and lets the agent greet.
    void begin();
    void tick();
    /// Ends the stream from our side (RFC 6455 section 7.4.1: 1000 done, 1001 going away).
    void close(int code, const QString &reason);
    /// An operator ends it: nothing more is said, and the stream is closed in order. See Control.
    void hangUp(const QString &by);
    void noteListening(bool listening, const QString &by);
    /// What an operator may join; null: a line test has none.
    Conversation *conversation() const { return m_conversation.get(); }

    const base::CallSid &callSid() const { return m_start.callSid; }
    State state() const { return m_state; }
    Ending ending() const { return m_ending; }
    int turns() const { return m_conversation ? m_conversation->turns() : 0; }

Q_SIGNALS:
    /// The caller hears nothing, and nothing in this call can change it. `cause`: "no media", "no answer", "no voice".
    void helpDue(const callscope::base::CallSid &callSid, const QString &cause, std::chrono::milliseconds waited);
    /// The agent wants it, and the caller has heard what it says before.
    void lineActionDue(const callscope::base::CallSid &callSid, const callscope::agent::LineAction &action);
    /// The stream gives and takes no more sound: Twilio may open another one for this call.
    void streamEnded();
    /// The socket is gone; a last final text may still come before the state is Over.
    void lineLeft(callscope::call::Call::Ending ending);

private:
    void connectStream();
    void connectConversation();
    void publish(event::Payload payload);
    void apply(Input input);

    void takeMedia(const twilio::MediaMessage &media);
    void takeFrame(const CallerTrack::Frame &frame);
    using Played = std::array<media::Sample, media::frameSamples>;
    Played playedWhile(std::chrono::milliseconds begin, base::Monotonic now);
    void returnToCaller(QByteArrayView mulaw, base::Monotonic now);
    void send(QByteArrayView mulaw, base::Monotonic playsAt);
    void leaveLine(int code, const QString &reason, twilio::MediaStream::ClosedBy by);
    void tellReceived(const MediaTally::Summary &in);
    void tellMedia(base::Monotonic now);
    void watchLine(base::Monotonic now);
    void tellRest();

    std::unique_ptr<twilio::MediaStream> m_stream;
    twilio::StartMessage m_start;
    CallSettings m_settings;
    const base::Clock &m_clock;
    event::EventStream &m_events;
    SoundLanes &m_lanes;
    std::unique_ptr<agent::Agent> m_lineTest {}; ///< an agent that returns audio; there is no conversation then
    std::unique_ptr<Conversation> m_conversation {};

    State m_state = State::Open;
    Ending m_ending = Ending::Failed;
    CallerTrack m_callerTrack {};
    BotTrack m_botTrack {};
    StreamClock m_streamClock {}, m_echoClock {};
    std::int64_t m_origin = 0; ///< of the recording, in samples before stream time 0: the bot may speak first
    MediaTally m_received {}, m_sent {};
    LoopTime m_loopTime {};
    std::chrono::nanoseconds m_withoutMedia {};
    bool m_lineGivenUp = false;
    QStringList m_listeners {}; ///< who listens in; one that does so twice stands here twice
    base::Monotonic m_began {}, m_stoppedAt {}, m_returnedUpTo {}, m_botSpoke {};
};

} // namespace callscope::call
