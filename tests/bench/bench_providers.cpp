#include "core/agent/chatagent.h"
#include "core/call/call.h"
#include "core/realtime/livevoice.h"
#include "core/realtime/realtimeagent.h"
#include "core/realtime/tappedrecognizer.h"
#include "core/speech/azuresynthesizer.h"
#include "core/speech/deepgramrecognizer.h"
#include "core/twilio/twilioside.h"
#include "tests/bench/loopbackcall.h"
#include "tests/support/deepgramserver.h"
#include "tests/support/fakerecognizer.h"
#include "tests/support/fakesynthesizer.h"
#include "tests/support/realtimespeechserver.h"
#include "tests/support/scriptedhttp.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <vector>

namespace callscope::bench {

namespace {

using tests::ScriptedHttp;
using Milliseconds = std::chrono::duration<double, std::milli>;

/// Of a caller who presses a key: when the first `media` message of the answer is written.
base::Monotonic firstFrame(call::CallParts parts, const base::Clock &clock)
{
    event::EventStream events { clock };
    call::SoundLanes lanes;
    auto socket = std::make_unique<SilentSocket>();
    SilentSocket *far = socket.get();
    auto stream = std::make_unique<twilio::MediaStream>(std::move(socket), clock);
    far->says(twilio::twilioMessage(startMessage()));
    call::Call call(std::move(stream), startMessage(), std::move(parts), {}, clock, events, lanes);
    call.begin();
    twilio::DtmfMessage key;
    key.streamSid = startMessage().streamSid;
    key.digit = QLatin1Char('1');
    far->says(twilio::twilioMessage(key));
    while (far->texts() == 0) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        call.tick();
    }
    return clock.monotonic();
}

std::unique_ptr<speech::Recognizer> deafEar()
{
    return std::make_unique<tests::FakeRecognizer>(std::make_shared<tests::FakeRecognizer::Script>());
}

/// A language model and a voice on loopback that answer at once, and what of a turn lies between them and the wire.
class Turns
{
public:
    /// From the model's first word to the first `media` message, which waits for the voice's first sound: the services'
    /// own part, the scripts' handling of two requests, is in it.
    Milliseconds wordToFrame()
    {
        const base::SystemClock clock;
        const base::Monotonic frame = firstFrame(parts(clock), clock);
        return frame - m_firstWord;
    }

private:
    call::CallParts parts(const base::Clock &clock)
    {
        agent::ChatSettings chat;
        chat.provider = QStringLiteral("model");
        chat.url = m_model.url(QStringLiteral("/v1"));
        chat.model = QStringLiteral("model");
        speech::AzureVoiceSettings azure;
        azure.url = m_voice.url();
        azure.key = base::Secret("key");
        return { deafEar(), std::make_unique<speech::AzureSynthesizer>(m_network, azure),
                 std::make_unique<agent::ChatAgent>(chat, std::make_shared<agent::ChatMemory>(), m_network, clock) };
    }

    ScriptedHttp m_model { [this](const ScriptedHttp::Request &) {
        m_firstWord = std::chrono::steady_clock::now();
        return ScriptedHttp::Answer {
            .headers = { { "Content-Type", "text/event-stream" } },
            .pieces
            = { "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Good morning to you. \"}}]}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n" },
            .between = {},
        };
    } };
    ScriptedHttp m_voice { [](const ScriptedHttp::Request &) {
        return ScriptedHttp::Answer { .pieces = { QByteArray(800, '\x20'), QByteArray(800, '\x20') }, .between = {} };
    } };
    QNetworkAccessManager m_network {};
    base::Monotonic m_firstWord {};
};

/// A mind on loopback that speaks itself: from the first message with its sound to the first `media` message.
class LiveTurns
{
public:
    Milliseconds soundToFrame()
    {
        const base::SystemClock clock;
        m_service.responses << tests::RealtimeSpeechServer::saying({ QStringLiteral("Good morning to you. ") },
                                                                   std::chrono::milliseconds(200));
        m_service.onResponse = [this] { m_firstSound = std::chrono::steady_clock::now(); };
        const auto lines = std::make_shared<realtime::SpokenLines>();
        const auto caller = std::make_shared<realtime::CallerSound>();
        realtime::RealtimeSettings settings;
        settings.mind.provider = QStringLiteral("live");
        settings.mind.url = m_service.socket.url();
        settings.mind.key = base::Secret("key");
        settings.mind.model = QStringLiteral("model");
        const realtime::RealtimeParts parts { caller, lines, std::make_shared<agent::ChatMemory>() };
        auto mind = std::make_unique<realtime::RealtimeAgent>(settings, parts, m_network, clock);
        mind->warmUp();
        auto reader = std::make_unique<tests::FakeSynthesizer>(std::make_shared<tests::FakeSynthesizer::Script>());
        const base::Monotonic frame
            = firstFrame({ std::make_unique<realtime::TappedRecognizer>(deafEar(), caller),
                           std::make_unique<realtime::LiveVoice>(std::move(reader), lines), std::move(mind) },
                         clock);
        return frame - m_firstSound;
    }

private:
    tests::RealtimeSpeechServer m_service { "key" };
    QNetworkAccessManager m_network {};
    base::Monotonic m_firstSound {};
};

/// An ear and a language model on loopback: from the message with the final text to the request at the model.
class Questions
{
public:
    Questions()
    {
        m_service.answersFinalize = false;
        m_ear.warmUp();
        QObject::connect(&m_ear, &speech::Recognizer::finalReady, &m_mind,
                         [this](int utterance, const speech::Transcript &transcript) {
                             m_mind.hear(utterance, { utterance, transcript.text, transcript.language });
                         });
        m_mind.warmUp();
    }

    Milliseconds finalToRequest()
    {
        m_ear.begin(++m_utterance);
        m_ear.feed(std::vector<qint16>(1600, 1000));
        m_ear.finish();
        while (m_service.finalizes() < m_utterance)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const base::Monotonic final = std::chrono::steady_clock::now();
        m_service.sendFinalized(QStringLiteral("when are you open"));
        m_asked = {};
        while (m_asked < final)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return m_asked - final;
    }

private:
    static speech::DeepgramSettings earAt(const QUrl &url)
    {
        speech::DeepgramSettings settings;
        settings.url = url;
        settings.key = base::Secret("key");
        return settings;
    }
    static agent::ChatSettings mindAt(const QUrl &url)
    {
        agent::ChatSettings settings;
        settings.provider = QStringLiteral("model");
        settings.url = url;
        settings.model = QStringLiteral("model");
        return settings;
    }

    tests::DeepgramServer m_service { "key" };
    ScriptedHttp m_model { [this](const ScriptedHttp::Request &) {
        m_asked = std::chrono::steady_clock::now();
        return ScriptedHttp::Answer { .headers = { { "Content-Type", "text/event-stream" } },
                                      .pieces = { "data: [DONE]\n\n" } };
    } };
    base::SystemClock m_clock {};
    QNetworkAccessManager m_network {};
    speech::DeepgramRecognizer m_ear { earAt(m_service.socket.url()) };
    agent::ChatAgent m_mind { mindAt(m_model.url(QStringLiteral("/v1"))), std::make_shared<agent::ChatMemory>(),
                              m_network, m_clock };
    base::Monotonic m_asked {};
    int m_utterance = 0;
};

/// Always 500 turns, however short the run: a percentile of few says nothing.
template <typename Services, Milliseconds (Services::*turn)()>
void measure(benchmark::State &state)
{
    int argc = 1;
    char name[] = "callscope_bench";
    char *argv[] = { name, nullptr };
    const QCoreApplication application(argc, argv);
    Services services;
    (services.*turn)(); // opens the connections, as ringing does
    std::vector<double> taken;
    for (auto _ : state) {
        taken.push_back((services.*turn)().count());
        state.SetIterationTime(taken.back() / 1000);
    }
    std::sort(taken.begin(), taken.end());
    const auto percentile = [&taken](std::size_t percent) { return taken[(taken.size() - 1) * percent / 100]; };
    state.counters["p50_ms"] = percentile(50);
    state.counters["p99_ms"] = percentile(99);
    state.counters["max_ms"] = taken.back();
}

void wordToFrame(benchmark::State &state)
{
    measure<Turns, &Turns::wordToFrame>(state);
}

void soundToFrame(benchmark::State &state)
{
    measure<LiveTurns, &LiveTurns::soundToFrame>(state);
}

void finalToRequest(benchmark::State &state)
{
    measure<Questions, &Questions::finalToRequest>(state);
}

BENCHMARK(finalToRequest)->UseManualTime()->Iterations(500)->Unit(benchmark::kMillisecond);
BENCHMARK(soundToFrame)->UseManualTime()->Iterations(500)->Unit(benchmark::kMillisecond);
BENCHMARK(wordToFrame)->UseManualTime()->Iterations(500)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace callscope::bench
