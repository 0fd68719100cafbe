#include "core/call/call.h"
#include "core/media/mulaw.h"
#include "core/twilio/twilioside.h"
#include "tests/support/fakeagent.h"
#include "tests/support/fakerecognizer.h"
#include "tests/support/fakesynthesizer.h"
#include "tests/support/faketextsocket.h"
#include "tests/support/manualclock.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <deque>
#include <limits>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using call::CallerTrack;
using twilio::MediaMessage;
using twilio::MediaStream;

namespace {

const base::StreamSid ours = *base::StreamSid::parse("MZ0ddba1100ddba1100ddba1100ddba110");
const base::StreamSid foreign = *base::StreamSid::parse("MZ00000000000000000000000000000000");

constexpr int rounds = 200;
/// Each of them is a seed; a failure names it.
std::vector<quint32> seeds()
{
    std::vector<quint32> list;
    for (quint32 seed = 1; seed <= rounds; ++seed)
        list.push_back(seed * 2654435761U);
    return list;
}

QByteArray words(const char *what, quint32 seed)
{
    return QByteArray(what) + ", seed " + QByteArray::number(seed);
}

/// No two places sound alike, and none is silent.
QByteArray soundFrom(quint32 place, qsizetype bytes)
{
    QByteArray mulaw(bytes, '\0');
    for (char &byte : mulaw) {
        quint32 mixed = place++;
        mixed = (mixed ^ mixed >> 16) * 0x7FEB352DU;
        mixed = (mixed ^ mixed >> 15) * 0x846CA68BU;
        byte = static_cast<char>(mixed >> 24 & 0x7E);
    }
    return mulaw;
}

/// What a caller's line brings: an unbroken sound in messages of any length, and then its mishaps.
class Sender
{
public:
    explicit Sender(quint32 seed)
        : m_random(seed)
        , m_voice(m_random.generate())
    { }

    std::vector<MediaMessage> unbroken(int count)
    {
        std::vector<MediaMessage> messages;
        for (int i = 0; i < count; ++i)
            messages.push_back(next(chance(70) ? media::frameSamples : 8 * m_random.bounded(11, 50)));
        return messages;
    }

    /// Lost, doubled and swapped ones, as much as a track has to bear: less than a tenth of a second is lost at once,
    /// and never so many come late that they could be the present.
    std::vector<MediaMessage> withMishaps(const std::vector<MediaMessage> &sent)
    {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < sent.size(); ++i) {
            const bool isLost = i > 0 && chance(8) && !m_lostBefore;
            m_lostBefore = isLost;
            if (isLost)
                continue;
            order.push_back(i);
            if (chance(6))
                order.push_back(i);
            if (chance(5) && i >= 2)
                order.push_back(i - 2);
            if (chance(6) && order.size() >= 3)
                std::swap(order[order.size() - 1], order[order.size() - 2]);
        }
        std::vector<MediaMessage> came;
        for (const std::size_t i : order)
            came.push_back(sent[i]);
        return came;
    }

    /// Counters as no carrier should send them. The sound's place follows from its timestamp alone.
    void spoilCounters(std::vector<MediaMessage> &messages)
    {
        const std::vector<std::optional<qint64>> odd { std::nullopt, 0,    1, std::numeric_limits<qint64>::max(),
                                                       65535,        65536 };
        for (MediaMessage &message : messages) {
            if (chance(30))
                message.sequence = odd[static_cast<std::size_t>(m_random.bounded(int(odd.size())))];
            if (chance(30))
                message.chunk = odd[static_cast<std::size_t>(m_random.bounded(int(odd.size())))];
        }
    }

    MediaMessage next(qsizetype bytes)
    {
        ++m_chunk;
        MediaMessage message { m_chunk + 1,
                               m_chunk,
                               media::lengthOf(m_position),
                               QStringLiteral("inbound"),
                               soundFrom(m_voice + static_cast<quint32>(m_position), bytes),
                               ours };
        m_position += bytes;
        return message;
    }

    bool chance(int percent) { return m_random.bounded(100) < percent; }
    QRandomGenerator &random() { return m_random; }

private:
    QRandomGenerator m_random;
    quint32 m_voice;
    qint64 m_chunk = 0, m_position = 80;
    bool m_lostBefore = false;
};

struct Heard
{
    std::vector<CallerTrack::Frame> frames {};
    std::vector<CallerTrack::Gap> gaps {};
    std::int64_t end = 0;
};

Heard heardOf(const std::vector<MediaMessage> &came)
{
    Heard heard;
    CallerTrack track;
    track.onFrame = [&heard](const CallerTrack::Frame &frame) { heard.frames.push_back(frame); };
    track.onGap = [&heard](const CallerTrack::Gap &gap) { heard.gaps.push_back(gap); };
    for (const MediaMessage &message : came)
        track.add(message);
    heard.end = media::samplesIn(track.end());
    return heard;
}

/// The plain model: a line of samples, each message at its timestamp, what is already past left out.
struct Model
{
    explicit Model(const std::vector<MediaMessage> &came)
        : begin(media::samplesIn(*came.front().timestamp))
    {
        for (const MediaMessage &message : came)
            put(message);
    }

    void put(const MediaMessage &message)
    {
        const std::int64_t at = media::samplesIn(*message.timestamp) - begin;
        const auto end = std::ssize(line);
        if (at < end) {
            gaps.push_back(
                { CallerTrack::GapKind::Duplicate, *message.timestamp, media::lengthOf(message.mulaw.size()) });
            return;
        }
        if (at > end)
            gaps.push_back({ CallerTrack::GapKind::Missing, media::lengthOf(begin + end), media::lengthOf(at - end) });
        line.resize(static_cast<std::size_t>(at), 0);
        const media::Samples sound = media::decodeMuLaw(message.mulaw);
        line.insert(line.end(), sound.begin(), sound.end());
    }

    std::int64_t begin;
    media::Samples line {};
    std::vector<CallerTrack::Gap> gaps {};
};

bool operator==(const Heard &heard, const Model &model)
{
    const auto same = [](const CallerTrack::Gap &a, const CallerTrack::Gap &b) {
        return a.kind == b.kind && a.at == b.at && a.length == b.length;
    };
    media::Samples line;
    for (const CallerTrack::Frame &frame : heard.frames) {
        if (frame.position != model.begin + std::ssize(line))
            return false;
        line.insert(line.end(), frame.samples.begin(), frame.samples.end());
    }
    const bool isWhole = std::ssize(model.line) - std::ssize(line) < media::frameSamples
        && line.size() <= model.line.size() && std::equal(line.begin(), line.end(), model.line.begin());
    return isWhole && std::equal(heard.gaps.begin(), heard.gaps.end(), model.gaps.begin(), model.gaps.end(), same);
}

/// What holds whatever came: frames are whole, go on and never overlap, and no gap is less than nothing.
void verifyOrder(const Heard &heard, const char *where)
{
    std::int64_t end = 0;
    for (const CallerTrack::Frame &frame : heard.frames) {
        QVERIFY2(frame.position >= end && std::ssize(frame.samples) == media::frameSamples, where);
        end = frame.position + media::frameSamples;
    }
    QVERIFY2(heard.end >= end, where);
    for (const CallerTrack::Gap &gap : heard.gaps)
        QVERIFY2(gap.at >= 0ms && gap.length >= 0ms, where);
}

/// By how much the sound of `message` stands from its place; nothing: it is not there.
std::optional<std::int64_t> shiftOf(const Heard &heard, const MediaMessage &message)
{
    const media::Samples sound = media::decodeMuLaw(message.mulaw);
    media::Samples run; // frames without a gap between them
    std::int64_t begin = 0;
    for (std::size_t i = 0; i < heard.frames.size(); ++i) {
        const CallerTrack::Frame &frame = heard.frames[i];
        if (run.empty())
            begin = frame.position;
        run.insert(run.end(), frame.samples.begin(), frame.samples.end());
        const bool goesOn
            = i + 1 < heard.frames.size() && heard.frames[i + 1].position == frame.position + media::frameSamples;
        if (goesOn)
            continue;
        const auto found = std::search(run.begin(), run.end(), sound.begin(), sound.end());
        if (found != run.end())
            return begin + (found - run.begin()) - media::samplesIn(*message.timestamp);
        run.clear();
    }
    return std::nullopt;
}

/// A whole call behind a fake line, with all that it published and recorded.
class Line
{
public:
    Line()
        : m_events(m_clock)
    {
        QObject::connect(&m_events, &event::EventStream::published, &m_context,
                         [this](const event::Event &event) { published.push_back(event.payload); });
        auto fake = std::make_unique<FakeTextSocket>();
        socket = fake.get();
        m_stream = std::make_unique<MediaStream>(std::move(fake), m_clock);
        QObject::connect(m_stream.get(), &MediaStream::started, &m_context,
                         [this](const twilio::StartMessage &start) { open(start); });
        QObject::connect(m_stream.get(), &MediaStream::protocolErrorFound, &m_context, [this] { ++errorsBefore; });
    }

    void says(const twilio::IncomingMessage &message)
    {
        socket->says(twilio::twilioMessage(message));
        m_clock.advance(20ms);
        if (m_call)
            m_call->tick();
        QCoreApplication::processEvents();
    }

    template <typename Payload>
    std::vector<Payload> events() const
    {
        std::vector<Payload> found;
        for (const event::Payload &payload : published) {
            if (const auto *one = std::get_if<Payload>(&payload))
                found.push_back(*one);
        }
        return found;
    }

    static twilio::StartMessage start(const base::StreamSid &sid)
    {
        twilio::StartMessage message;
        message.sequence = 1;
        message.streamSid = sid;
        message.accountSid = *base::AccountSid::parse("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e");
        message.callSid = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");
        message.encoding = QStringLiteral("audio/x-mulaw");
        message.sampleRate = 8000;
        message.channels = 1;
        return message;
    }

    FakeTextSocket *socket = nullptr;
    std::vector<event::Payload> published {};
    std::vector<std::pair<qint64, media::Samples>> recorded {};
    int errorsBefore = 0; ///< before `start`

private:
    void open(const twilio::StartMessage &message)
    {
        m_stream->disconnect(&m_context);
        call::CallParts parts { std::make_unique<FakeRecognizer>(std::make_shared<FakeRecognizer::Script>()),
                                std::make_unique<FakeSynthesizer>(std::make_shared<FakeSynthesizer::Script>()),
                                std::make_unique<FakeAgent>(std::make_shared<FakeAgent::Script>()) };
        m_call = std::make_unique<call::Call>(std::move(m_stream), message, std::move(parts), call::CallSettings {},
                                              m_clock, m_events, m_lanes);
        QObject::connect(&m_lanes, &call::SoundLanes::callerAudio, &m_context,
                         [this](const base::CallSid &, qint64 position, const media::Samples &samples) {
                             recorded.emplace_back(position, samples);
                         });
        m_call->begin();
    }

    ManualClock m_clock;
    event::EventStream m_events;
    call::SoundLanes m_lanes;
    std::unique_ptr<MediaStream> m_stream;
    std::unique_ptr<call::Call> m_call;
    QObject m_context; // the last member: its connections go first
};

} // namespace

/// Media that is lost, comes twice, late, or with counters that contradict each other, against plain models.
class StreamOrderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void T21_soundStaysInItsPlace();
    void T21_oneWrongTimestampMovesTheRestByATenthOfASecondAtMost();
    void T21_aRestartAtOneIsFollowed();
    void T21_whateverComesNoSoundOverlapsAndNoGapIsNegative();
    void T21_theClockNeverRunsAheadOfWhatCame();
    void T21_messagesOutOfTurnAreToldAndLeftOut();
};

void StreamOrderTest::T21_soundStaysInItsPlace()
{
    std::size_t gaps = 0;
    for (const quint32 seed : seeds()) {
        Sender sender(seed);
        std::vector<MediaMessage> came = sender.withMishaps(sender.unbroken(200));
        sender.spoilCounters(came);
        const Heard heard = heardOf(came);
        QVERIFY2(heard == Model(came), words("not as in the model", seed).constData());
        gaps += heard.gaps.size();
    }
    QVERIFY(gaps > 1000);
    qInfo("%zu gaps in %d streams", gaps, rounds);
}

/// The chunk goes on by one, the timestamp is wrong by any time, once.
void StreamOrderTest::T21_oneWrongTimestampMovesTheRestByATenthOfASecondAtMost()
{
    for (int wrongBy = -3000; wrongBy <= 3000; wrongBy += 20) {
        Sender sender(1);
        std::vector<MediaMessage> came = sender.unbroken(200);
        *came[150].timestamp += std::chrono::milliseconds(wrongBy);
        const Heard heard = heardOf(came);
        verifyOrder(heard, "order");
        const auto shift = shiftOf(heard, came[195]);
        QVERIFY2(shift && std::abs(*shift) <= media::samplesIn(100ms),
                 qPrintable(QStringLiteral("%1 ms wrong: %2").arg(wrongBy).arg(shift.value_or(-1))));
        QVERIFY(shiftOf(heard, came[149]) == 0);
    }
}

void StreamOrderTest::T21_aRestartAtOneIsFollowed()
{
    for (const quint32 seed : seeds()) {
        Sender before(seed), after(seed + 1);
        std::vector<MediaMessage> came = before.unbroken(100);
        const std::vector<MediaMessage> again = after.unbroken(100);
        came.insert(came.end(), again.begin(), again.end());
        const Heard heard = heardOf(came);
        verifyOrder(heard, words("order", seed).constData());
        const auto first = shiftOf(heard, again[10]), last = shiftOf(heard, again[95]);
        QVERIFY2(first && first == last, words("the sound behind the restart is torn", seed).constData());
        QVERIFY2(heard.gaps.size() <= 5, words("gaps", seed).constData());
    }
}

void StreamOrderTest::T21_whateverComesNoSoundOverlapsAndNoGapIsNegative()
{
    for (const quint32 seed : seeds()) {
        Sender sender(seed);
        std::vector<MediaMessage> came = sender.withMishaps(sender.unbroken(50));
        for (MediaMessage &message : came) {
            message.mulaw.resize(sender.random().bounded(2000), 'x');
            if (sender.chance(20))
                message.timestamp = std::nullopt;
            else if (sender.chance(20)) // its sign and its size are anybody's
                message.timestamp = std::chrono::milliseconds(static_cast<qint64>(sender.random().generate64())
                                                              >> sender.random().bounded(64));
        }
        verifyOrder(heardOf(came), words("order", seed).constData());
        const std::vector<MediaMessage> good = sender.unbroken(40);
        came.insert(came.end(), good.begin(), good.end());
        const Heard heard = heardOf(came);
        verifyOrder(heard, words("order with a good end", seed).constData());
        const auto first = shiftOf(heard, good[20]), last = shiftOf(heard, good[36]);
        QVERIFY2(first && first == last, words("deaf", seed).constData());
    }
}

/// It is never before the truth, and never later than the earliest message of the last seconds, in whatever order they
/// came.
void StreamOrderTest::T21_theClockNeverRunsAheadOfWhatCame()
{
    for (const quint32 seed : seeds()) {
        QRandomGenerator random(seed);
        call::StreamClock clock;
        const base::Monotonic began { 1h };
        std::deque<std::chrono::nanoseconds> lateness;
        base::Monotonic now = began;
        for (int i = 1; i <= 1500; ++i) {
            const std::chrono::milliseconds streamEnd = 20ms * (i - (random.bounded(10) == 0 ? random.bounded(3) : 0));
            now = std::max(now, began + 20ms * i + std::chrono::milliseconds(random.bounded(60)));
            clock.observe(std::max(streamEnd, 0ms), now);
            lateness.push_back(now - began - std::max(streamEnd, 0ms));
            if (lateness.size() > 245) // five seconds are kept for sure
                lateness.pop_front();
            const auto offset = clock.moment(0ms) - began;
            QVERIFY2(offset >= 0ms && offset <= *std::min_element(lateness.begin(), lateness.end()),
                     words("offset", seed).constData());
            QVERIFY(clock.position(clock.moment(1234ms)) == 1234ms);
        }
    }
}

/// Against a machine of three states: what is in its turn counts, everything else is one protocol error.
void StreamOrderTest::T21_messagesOutOfTurnAreToldAndLeftOut()
{
    for (const quint32 seed : seeds()) {
        Sender sender(seed);
        Line line;
        enum { Waiting, Open, Stopped } state = Waiting;
        int errors = 0, digits = 0;
        qint64 sound = 0;
        for (int step = 0; step < 100; ++step) {
            const bool isForeign = sender.chance(10);
            const base::StreamSid &sid = isForeign ? foreign : ours;
            const bool counts = state == Open && !isForeign;
            const int kind = sender.random().bounded(100);
            if (kind < 5) {
                line.says(twilio::ConnectedMessage { QStringLiteral("Call"), QStringLiteral("1.0.0") });
                errors += state == Waiting ? 0 : 1;
            } else if (kind < 15) {
                line.says(Line::start(ours));
                errors += state == Waiting ? 0 : 1;
                state = state == Waiting ? Open : state;
            } else if (kind < 85) {
                MediaMessage media = sender.next(media::frameSamples);
                media.streamSid = sid;
                line.says(media);
                sound += counts ? media.mulaw.size() : 0;
                errors += counts ? 0 : 1;
            } else if (kind < 98) {
                line.says(twilio::DtmfMessage { 7, QLatin1Char('5'), sid });
                digits += counts ? 1 : 0;
                errors += counts ? 0 : 1;
            } else {
                line.says(twilio::StopMessage { 9, sid, Line::start(ours).accountSid, Line::start(ours).callSid });
                state = counts ? Stopped : state;
                errors += counts ? 0 : 1;
            }
        }
        QVERIFY2(line.errorsBefore + int(line.events<event::ProtocolErrorFound>().size()) == errors,
                 words("errors", seed).constData());
        QCOMPARE(int(line.events<event::DigitPressed>().size()), digits);
        QCOMPARE(int(line.events<event::StreamStarted>().size()), state == Waiting ? 0 : 1);
        QCOMPARE(int(line.events<event::StreamStopped>().size()), state == Stopped ? 1 : 0);
        qint64 kept = 0, end = 0;
        for (const auto &[position, samples] : line.recorded) {
            QVERIFY2(position >= end, words("recorded sound overlaps", seed).constData());
            end = position + std::ssize(samples);
            kept += std::count_if(samples.begin(), samples.end(), [](media::Sample sample) { return sample != 0; });
        }
        QVERIFY2(kept == sound, words("recorded sound", seed).constData());
        for (const auto &gap : line.events<event::MediaGapFound>())
            QVERIFY(gap.at >= 0ms && gap.length >= 0ms);
    }
}

QTEST_GUILESS_MAIN(StreamOrderTest)
#include "tst_streamorder.moc"
