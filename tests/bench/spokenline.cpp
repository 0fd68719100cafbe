#include "tests/bench/spokenline.h"

#include "core/media/mulaw.h"
#include "core/twilio/twilioside.h"
#include "tests/core/media/recordings.h"

namespace callscope::bench {

namespace {

using media::Samples;

constexpr auto frameSize = static_cast<std::size_t>(media::frameSamples);

std::vector<Samples> framesOf(const Samples &samples)
{
    std::vector<Samples> frames;
    for (auto first = samples.begin(); samples.end() - first >= media::frameSamples; first += media::frameSamples)
        frames.emplace_back(first, first + media::frameSamples);
    return frames;
}

Samples wholeFrames(const char *path)
{
    Samples samples = tests::recording(path).samples;
    samples.resize(samples.size() / frameSize * frameSize);
    return samples;
}

QByteArray messageOf(const Samples &frame, std::size_t number)
{
    const auto counter = static_cast<qint64>(number);
    twilio::MediaMessage media;
    media.sequence = counter + 2; // `start` was the first
    media.chunk = counter + 1;
    media.timestamp = counter * media::frameLength;
    media.track = QStringLiteral("inbound");
    media.mulaw = media::encodeMuLaw(frame);
    media.streamSid = base::StreamSid::parse(streamSid);
    return twilio::twilioMessage(media);
}

SpokenLine lineOf(const Samples &caller, const Samples &bot)
{
    SpokenLine line { framesOf(tests::overTheWire(caller)), framesOf(tests::overTheWire(bot)), {} };
    line.messages = longStream(line, line.received.size());
    return line;
}

} // namespace

SpokenLine callerSpeaks()
{
    const Samples speech = wholeFrames("goforward.raw");
    return lineOf(speech, Samples(speech.size()));
}

SpokenLine botSpeaks()
{
    constexpr double echoGain = 0.178; // -15 dB
    constexpr auto delay = static_cast<std::size_t>(media::samplesIn(std::chrono::milliseconds(200)));
    const Samples bot = wholeFrames("librivox/sense_and_sensibility_01_austen_64kb-0870.wav");
    Samples caller = tests::lineNoise(bot.size(), 20, 1);
    for (std::size_t i = 0; i < caller.size(); ++i)
        caller[i] = tests::clipped(caller[i] + echoGain * bot[(i + bot.size() - delay) % bot.size()]);
    return lineOf(caller, bot);
}

std::vector<QByteArray> longStream(const SpokenLine &line, std::size_t count)
{
    std::vector<QByteArray> messages;
    messages.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        messages.push_back(messageOf(line.received[i % line.received.size()], i));
    return messages;
}

} // namespace callscope::bench
