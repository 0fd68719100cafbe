#include "core/call/callertrack.h"
#include "core/media/echoguard.h"
#include "core/media/mulaw.h"
#include "core/media/voicedetector.h"
#include "core/twilio/jsonmembers.h"
#include "core/twilio/streammessage.h"
#include "tests/bench/spokenline.h"

#include <QJsonDocument>

#include <benchmark/benchmark.h>
#include <speex/speex_echo.h>

namespace callscope::bench {

namespace {

/// The way of a frame from the socket's text to the decision whether the caller speaks, put together as a call does it.
class InboundPath
{
public:
    InboundPath() { beginStream(); }

    /// Timestamps begin anew; what was learnt about the line stays.
    void beginStream()
    {
        m_track = call::CallerTrack();
        m_track.onFrame = [this](const call::CallerTrack::Frame &frame) { hear(frame.samples); };
        m_track.onGap = [this](const call::CallerTrack::Gap &) { ++m_gaps; };
    }

    void take(const QByteArray &message, std::span<const media::Sample> played)
    {
        m_played = played;
        const auto parsed = twilio::parseIncoming(message);
        if (const auto *media = parsed ? std::get_if<twilio::MediaMessage>(&*parsed) : nullptr)
            m_track.add(*media);
    }

    std::int64_t heard() const { return m_heard; }
    int utterances() const { return m_utterances; }
    int gaps() const { return m_gaps; }

private:
    void hear(std::span<const media::Sample> frame)
    {
        ++m_heard;
        const media::EchoGuard::Verdict verdict = m_guard.process(frame, m_played);
        if (m_detector.process(verdict.callerLevel) == media::VoiceDetector::Change::Started)
            ++m_utterances;
    }

    call::CallerTrack m_track {};
    media::EchoGuard m_guard {};
    media::VoiceDetector m_detector {};
    std::span<const media::Sample> m_played {};
    std::int64_t m_heard = 0;
    int m_utterances = 0, m_gaps = 0;
};

void wholePath(benchmark::State &state, const SpokenLine &line)
{
    InboundPath path;
    std::size_t i = 0;
    for (auto _ : state) {
        path.take(line.messages[i], line.played[i]);
        if (++i == line.frames()) {
            i = 0;
            path.beginStream();
        }
    }
    if (path.heard() != static_cast<std::int64_t>(state.iterations()) || path.gaps() > 0)
        state.SkipWithError("frames were lost on the way");
}

void allBotSilent(benchmark::State &state)
{
    wholePath(state, callerSpeaks());
}
BENCHMARK(allBotSilent)->Name("A frame comes in: all of it, caller speaks")->Unit(benchmark::kMicrosecond);

void allBotSpeaks(benchmark::State &state)
{
    wholePath(state, botSpeaks());
}
BENCHMARK(allBotSpeaks)->Name("A frame comes in: all of it, bot speaks and echoes")->Unit(benchmark::kMicrosecond);

void parse(benchmark::State &state)
{
    const SpokenLine line = callerSpeaks();
    std::size_t i = 0;
    for (auto _ : state) {
        const auto message = twilio::parseIncoming(line.messages[i++ % line.frames()]);
        if (!message)
            state.SkipWithError(qPrintable(message.error().text));
        benchmark::DoNotOptimize(message);
    }
}
BENCHMARK(parse)->Name("A frame comes in: parse")->Unit(benchmark::kMicrosecond);

void parseByQt(benchmark::State &state)
{
    const SpokenLine line = callerSpeaks();
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(QJsonDocument::fromJson(line.messages[i++ % line.frames()]));
}
BENCHMARK(parseByQt)->Name("A frame comes in: parse, peer QJsonDocument alone")->Unit(benchmark::kMicrosecond);

/// The floor: what a program can do that trusts its peer blindly.
void parseByCutting(benchmark::State &state)
{
    const SpokenLine line = callerSpeaks();
    const std::string_view key = "\"payload\":\"";
    std::size_t i = 0;
    for (auto _ : state) {
        const std::string_view message = line.messages[i++ % line.frames()].constData();
        const std::string_view tail = message.substr(message.find(key) + key.size());
        const auto size = static_cast<qsizetype>(tail.find('"'));
        benchmark::DoNotOptimize(QByteArray::fromBase64(QByteArray::fromRawData(tail.data(), size)));
    }
}
BENCHMARK(parseByCutting)
    ->Name("A frame comes in: parse, peer find and fromBase64, unchecked")
    ->Unit(benchmark::kMicrosecond);

const QByteArray &oneFrame()
{
    static const QByteArray mulaw = media::encodeMuLaw(callerSpeaks().received[60]);
    return mulaw;
}

/// Many: a processor learns one payload by heart.
QStringList payloads()
{
    QStringList texts;
    for (const media::Samples &frame : callerSpeaks().received)
        texts << QString::fromLatin1(media::encodeMuLaw(frame).toBase64());
    return texts;
}

void checkBase64(benchmark::State &state)
{
    const QStringList texts = payloads();
    qsizetype i = 0;
    for (auto _ : state) {
        if (!twilio::strictBase64(texts[i++ % texts.size()]))
            state.SkipWithError("good base64 was refused");
    }
}
BENCHMARK(checkBase64)->Name("A frame comes in: base64, a part of parse")->Unit(benchmark::kMicrosecond);

void checkBase64ByQt(benchmark::State &state)
{
    const QStringList texts = payloads();
    qsizetype i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(QByteArray::fromBase64(texts[i++ % texts.size()].toLatin1()));
}
BENCHMARK(checkBase64ByQt)->Name("A frame comes in: base64, peer QByteArray, unchecked")->Unit(benchmark::kMicrosecond);

void decode(benchmark::State &state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(media::decodeMuLaw(oneFrame()));
}
BENCHMARK(decode)->Name("A frame comes in: decode mu-law")->Unit(benchmark::kMicrosecond);

media::Sample byFormula(char code)
{
    const int inverted = ~code & 0xFF;
    const int magnitude = ((((inverted & 0x0F) << 3) + 0x84) << ((inverted >> 4) & 7)) - 0x84;
    return static_cast<media::Sample>(inverted & 0x80 ? -magnitude : magnitude);
}

void decodeByFormula(benchmark::State &state)
{
    for (auto _ : state) {
        media::Samples samples(static_cast<std::size_t>(oneFrame().size()));
        std::transform(oneFrame().begin(), oneFrame().end(), samples.begin(), byFormula);
        benchmark::DoNotOptimize(samples);
    }
}
BENCHMARK(decodeByFormula)
    ->Name("A frame comes in: decode mu-law, peer G.711 by formula")
    ->Unit(benchmark::kMicrosecond);

void place(benchmark::State &state)
{
    twilio::MediaMessage media;
    media.mulaw = oneFrame();
    media.timestamp = std::chrono::milliseconds(0);
    call::CallerTrack track;
    std::int64_t frames = 0;
    track.onFrame = [&frames](const call::CallerTrack::Frame &) { ++frames; };
    track.onGap = [&state](const call::CallerTrack::Gap &) { state.SkipWithError("a gap where there is none"); };
    for (auto _ : state) {
        track.add(media);
        *media.timestamp += media::frameLength;
    }
    benchmark::DoNotOptimize(frames);
}
BENCHMARK(place)->Name("A frame comes in: decode and place in the track")->Unit(benchmark::kMicrosecond);

void guard(benchmark::State &state, const SpokenLine &line)
{
    media::EchoGuard guard;
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(guard.process(line.received[i], line.played[i]));
        i = (i + 1) % line.frames();
    }
}

void guardBotSilent(benchmark::State &state)
{
    guard(state, callerSpeaks());
}
BENCHMARK(guardBotSilent)->Name("A frame comes in: echo guard, bot silent")->Unit(benchmark::kMicrosecond);

void guardBotSpeaks(benchmark::State &state)
{
    guard(state, botSpeaks());
}
BENCHMARK(guardBotSpeaks)->Name("A frame comes in: echo guard, bot speaks and echoes")->Unit(benchmark::kMicrosecond);

void guardBySpeex(benchmark::State &state)
{
    constexpr int tail = media::sampleRate / 2; // as far back as EchoGuard looks
    const SpokenLine line = botSpeaks();
    const std::unique_ptr<SpeexEchoState, decltype(&speex_echo_state_destroy)> speex(
        speex_echo_state_init(media::frameSamples, tail), &speex_echo_state_destroy);
    media::Samples cleaned(media::frameSamples);
    std::size_t i = 0;
    for (auto _ : state) {
        speex_echo_cancellation(speex.get(), line.received[i].data(), line.played[i].data(), cleaned.data());
        benchmark::DoNotOptimize(cleaned.data());
        i = (i + 1) % line.frames();
    }
}
BENCHMARK(guardBySpeex)->Name("A frame comes in: echo guard, peer speexdsp canceller")->Unit(benchmark::kMicrosecond);

void detect(benchmark::State &state)
{
    const SpokenLine line = callerSpeaks();
    media::VoiceDetector detector;
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(detector.process(media::rms(line.received[i++ % line.frames()])));
}
BENCHMARK(detect)->Name("A frame comes in: level and voice detection")->Unit(benchmark::kMicrosecond);

/// What a detector with a fixed threshold needs, as many bots have it.
void level(benchmark::State &state)
{
    const SpokenLine line = callerSpeaks();
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(media::rms(line.received[i++ % line.frames()]));
}
BENCHMARK(level)->Name("A frame comes in: level alone, for a fixed threshold")->Unit(benchmark::kMicrosecond);

} // namespace

} // namespace callscope::bench
