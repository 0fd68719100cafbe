#include "core/agent/chatagent.h"
#include "core/call/call.h"
#include "core/speech/azuresynthesizer.h"
#include "core/twilio/twilioside.h"
#include "tests/bench/silentsocket.h"
#include "tests/support/fakerecognizer.h"
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

twilio::StartMessage startMessage()
{
    twilio::StartMessage start;
    start.streamSid = *base::StreamSid::parse("MZ0ddba1100ddba1100ddba1100ddba110");
    start.callSid = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");
    start.accountSid = *base::AccountSid::parse("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e");
    start.encoding = QStringLiteral("audio/x-mulaw");
    start.sampleRate = 8000;
    start.channels = 1;
    return start;
}

/// A language model and a voice on loopback that answer at once, and what of a turn lies between them and the wire.
class Turns
{
public:
    /// From the model's first word to the first `media` message, which waits for the voice's first sound: the services'
    /// own part, the scripts' handling of two requests, is in it.
    Milliseconds wordToFrame()
    {
        base::SystemClock clock;
        event::EventStream events { clock };
        auto socket = std::make_unique<SilentSocket>();
        SilentSocket *far = socket.get();
        auto stream = std::make_unique<twilio::MediaStream>(std::move(socket), clock);
        far->says(twilio::twilioMessage(startMessage()));
        call::Call call(std::move(stream), startMessage(), parts(clock), {}, clock, events);
        call.begin();
        twilio::DtmfMessage key;
        key.streamSid = startMessage().streamSid;
        key.digit = QLatin1Char('1');
        far->says(twilio::twilioMessage(key));
        while (far->texts() == 0) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            call.tick();
        }
        return clock.monotonic() - m_firstWord;
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
        return { std::make_unique<tests::FakeRecognizer>(std::make_shared<tests::FakeRecognizer::Script>()),
                 std::make_unique<speech::AzureSynthesizer>(m_network, azure),
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

/// Always 500 calls, however short the run: a percentile of few says nothing.
void wordToFrame(benchmark::State &state)
{
    int argc = 1;
    char name[] = "callscope_bench";
    char *argv[] = { name, nullptr };
    const QCoreApplication application(argc, argv);
    Turns turns;
    turns.wordToFrame(); // opens the connections, as ringing does
    std::vector<double> taken;
    for (auto _ : state) {
        taken.push_back(turns.wordToFrame().count());
        state.SetIterationTime(taken.back() / 1000);
    }
    std::sort(taken.begin(), taken.end());
    const auto percentile = [&taken](std::size_t percent) { return taken[(taken.size() - 1) * percent / 100]; };
    state.counters["p50_ms"] = percentile(50);
    state.counters["p99_ms"] = percentile(99);
    state.counters["max_ms"] = taken.back();
}
BENCHMARK(wordToFrame)->UseManualTime()->Iterations(500)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace callscope::bench
