#pragma once

#include "core/call/call.h"
#include "core/simulate/farqueue.h"
#include "tests/support/fakerecognizer.h"
#include "tests/support/fakesynthesizer.h"
#include "tests/support/faketextsocket.h"
#include "tests/support/manualclock.h"

#include <deque>
#include <memory>
#include <vector>

namespace callscope::tests {

/// A phone call as a conversation: the test says something, lets time pass, and looks at what the caller heard and what
/// was published. Real stream messages and a real Call, on a manual clock; Twilio's buffer is the simulator's own.
class FakeCaller
{
public:
    struct Line
    {
        double echoGain = 0; ///< of what the ear hears, back into the mouthpiece
        std::chrono::milliseconds echoDelay {};
        double noiseRms = 0;
        std::chrono::milliseconds jitter {}; ///< media messages are late by up to that much, in order
    };

    explicit FakeCaller(std::unique_ptr<agent::Agent> agent, const call::CallSettings &settings = {});
    FakeCaller(std::unique_ptr<agent::Agent> agent, const call::CallSettings &settings, Line line);
    /// With an ear, a voice and a mind of the test's own, on the caller's clock.
    using Parts = std::function<call::CallParts(const base::Clock &)>;
    FakeCaller(const Parts &parts, const call::CallSettings &settings);
    ~FakeCaller();

    /// Queues sound for the mouthpiece; it is sent while time passes.
    void says(const media::Samples &samples);
    void says(std::chrono::milliseconds length, double rms = 1500) { says(voice(length, rms)); }
    void presses(char digit);
    void hangsUp();
    void vanishes();
    /// The line stays open and brings nothing any more.
    void stopsSending() { m_sendsNothing = true; }

    /// Time passes: 20 ms frames go both ways.
    void waits(std::chrono::milliseconds length);
    /// Waits until everything queued has been said.
    void finishesSaying();

    /// Sound that no recognizer knows but every detector takes for speech: a buzz with syllables.
    static media::Samples voice(std::chrono::milliseconds length, double rms);

    const media::Samples &heard() const { return m_heard; } ///< from the start of the stream
    std::chrono::milliseconds heardLength() const; ///< how much of it was sound
    /// Since when the ear has been silent; zero while it hears something.
    std::chrono::milliseconds silence() const;
    std::chrono::milliseconds now() const { return m_time; } ///< since the stream began

    template <typename Payload>
    std::vector<Payload> events() const
    {
        std::vector<Payload> found;
        for (const event::Event &event : m_events) {
            if (const auto *payload = std::get_if<Payload>(&event.payload))
                found.push_back(*payload);
        }
        return found;
    }
    QStringList eventNames() const;
    const std::vector<event::Event> &allEvents() const { return m_events; }

    call::Call &call() { return *m_call; }
    ManualClock &clock() { return m_clock; }
    FarEnd &farEnd() { return *m_farEnd; }
    FakeRecognizer::Script &ear() { return *m_ear; }
    FakeSynthesizer::Script &voice() { return *m_voice; }
    const media::Samples &recordedCaller() const { return m_recordedCaller; }
    const media::Samples &recordedBot() const { return m_recordedBot; }

    static constexpr char callSid[] = "CAfeedfacefeedfacefeedfacefeedface";
    static constexpr char streamSid[] = "MZ0ddba1100ddba1100ddba1100ddba110";

private:
    call::CallParts scriptedParts(std::unique_ptr<agent::Agent> agent) const;
    void begin(call::CallParts parts, const call::CallSettings &settings);
    void passFrame();
    void deliver();
    quint32 random();
    void takeMessages();
    void answerPings();
    void sendMarks(const std::vector<QByteArray> &names);
    media::Samples nextFrame();
    void say(const twilio::IncomingMessage &message);

    ManualClock m_clock;
    event::EventStream m_stream;
    call::SoundLanes m_lanes;
    QObject m_context;
    std::vector<event::Event> m_events;
    std::shared_ptr<FarEnd> m_farEnd = std::make_shared<FarEnd>();
    std::shared_ptr<FakeRecognizer::Script> m_ear = std::make_shared<FakeRecognizer::Script>();
    std::shared_ptr<FakeSynthesizer::Script> m_voice = std::make_shared<FakeSynthesizer::Script>();
    FakeTextSocket *m_socket = nullptr;
    std::unique_ptr<call::Call> m_call;

    Line m_line;
    simulate::FarQueue m_queue;
    std::deque<media::Sample> m_mouthpiece;
    media::Samples m_heard, m_recordedCaller, m_recordedBot;
    std::chrono::milliseconds m_time {};
    bool m_sendsNothing = false;
    qint64 m_sequence = 1, m_chunk = 0;
    size_t m_messagesRead = 0;
    quint32 m_noise = 1;
    std::deque<std::pair<base::Monotonic, twilio::MediaMessage>> m_onTheWay;
};

} // namespace callscope::tests
