#include "core/media/wavwriter.h"
#include "tests/support/soundserver.h"
#include "ui/audio/soundroom.h"

#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

#include <cmath>
#include <numbers>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using callscope::tests::toneIn;
using Device = OutputStatus::State;

namespace {

constexpr double callerTone = 440, botTone = 1000, earlyTone = 600;
constexpr int patience = 20000;
const base::CallSid sid = *base::CallSid::parse("CA00000000000000000000000000000001");

media::Samples tone(double frequency, qint64 from, qint64 count)
{
    media::Samples samples;
    for (qint64 i = from; i < from + count; ++i)
        samples.push_back(static_cast<media::Sample>(
            8000 * std::sin(2 * std::numbers::pi * frequency * static_cast<double>(i) / media::sampleRate)));
    return samples;
}

/// A gateway whose caller and bot each hum a tone, 20 ms after 20 ms, as long as it is kept going. Its first second
/// hums another.
class HummingFeed : public Feed
{
public:
    explicit HummingFeed(bool isRecording = false)
        : m_isRecording(isRecording)
    {
        m_beat.setTimerType(Qt::PreciseTimer);
        connect(&m_beat, &QTimer::timeout, this, [this] { hum(); });
    }

    /// A recorded call instead: 10 s, the other tone in the first 3.
    void openRecording(const QString &path)
    {
        m_zero = std::chrono::steady_clock::now();
        auto batch = std::make_shared<FeedBatch>();
        batch->events.push_back({ 1, std::chrono::system_clock::now(), m_zero, sid, {}, event::CallIncoming {} });
        batch->files.push_back({ sid, m_zero, path });
        Q_EMIT batchArrived(batch);
    }

    void begin()
    {
        m_zero = std::chrono::steady_clock::now();
        auto batch = std::make_shared<FeedBatch>();
        batch->events.push_back({ 1, std::chrono::system_clock::now(), m_zero, sid, {}, event::CallIncoming {} });
        Q_EMIT batchArrived(batch);
        m_beat.start(40);
    }
    void end()
    {
        m_beat.stop();
        auto batch = std::make_shared<FeedBatch>();
        batch->events.push_back(
            { 2, std::chrono::system_clock::now(), std::chrono::steady_clock::now(), sid, {}, event::CallEnded {} });
        Q_EMIT batchArrived(batch);
    }

    FeedStatus status() const override { return {}; }
    void start() override { }
    bool isLive() const override { return !m_isRecording; }
    bool takesCommands() const override { return isLive(); }
    void hangUp(const base::CallSid &) override { }
    void say(const base::CallSid &, const QString &) override { }
    void takeOver(const base::CallSid &) override { }
    void giveBack(const base::CallSid &) override { }
    void noteListening(const base::CallSid &, bool) override { }
    void resend(const event::HttpRequested &) override { }

private:
    void hum()
    {
        auto batch = std::make_shared<FeedBatch>();
        for (; m_zero + media::lengthOf(m_next) + media::frameLength <= std::chrono::steady_clock::now();
             m_next += media::frameSamples) {
            const base::Monotonic at = m_zero + media::lengthOf(m_next);
            const double caller = m_next < media::sampleRate ? earlyTone : callerTone;
            batch->sound.push_back({ sid, media::Lane::Left, at, tone(caller, m_next, media::frameSamples) });
            batch->sound.push_back({ sid, media::Lane::Right, at, tone(botTone, m_next, media::frameSamples) });
        }
        Q_EMIT batchArrived(batch);
    }

    bool m_isRecording;
    QTimer m_beat;
    base::Monotonic m_zero {};
    qint64 m_next = 0;
};

media::Samples callerOfRecording()
{
    media::Samples caller = tone(earlyTone, 0, 3 * media::sampleRate);
    const media::Samples rest = tone(callerTone, 0, 7 * media::sampleRate);
    caller.insert(caller.end(), rest.begin(), rest.end());
    return caller;
}

void writeRecording(const QString &path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const media::Samples caller = callerOfRecording(), bot = tone(botTone, 0, std::ssize(caller));
    media::Samples both;
    for (std::size_t i = 0; i < caller.size(); ++i)
        both.insert(both.end(), { caller[i], bot[i] });
    media::WavWriter writer(file, 2);
    QVERIFY(writer.append(both) && writer.finish());
}

} // namespace

/// What comes out of the loudspeaker: a real PulseAudio server of the test's own, its output recorded. There is one
/// room, as in the desktop, where it lives as long as the process.
class TestListening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase() { m_room.reset(); }
    void waitsForAServer();
    void playsCallerLeftAndBotRight();
    void mutesAndSolos();
    void jumpsBackAndToLive();
    void followsTheDefaultDevice();
    void survivesTheLossOfItsDevice();
    void survivesTheDeathOfTheServer();
    void stopsWithTheCall();
    void playsARecording();

private:
    /// Whether the newest 100 ms hold these tones at about their loudness, and nothing of the others; 0 is silence.
    bool hears(double left, double right);

    tests::SoundServer m_server;
    std::unique_ptr<SoundRoom> m_room;
    std::unique_ptr<HummingFeed> m_feed;
    QString m_output = QStringLiteral("one"); ///< where to listen
    int m_nextSource = 0;
    CallKey m_call {};
};

bool TestListening::hears(double left, double right)
{
    const auto lanes = m_server.heard(100ms);
    if (lanes[0].size() < 4800)
        return false;
    const auto fits = [&](const media::Samples &lane, double wanted) {
        for (const double frequency : { callerTone, botTone, earlyTone }) {
            const double amplitude = toneIn(lane, frequency, tests::SoundServer::rate);
            if (frequency == wanted ? std::abs(amplitude - 8000) > 1000 : amplitude > 400)
                return false;
        }
        return true;
    };
    return fits(lanes[0], left) && fits(lanes[1], right);
}

void TestListening::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QSettings().clear();
    m_room = std::make_unique<SoundRoom>();
}

void TestListening::init()
{
    m_feed = std::make_unique<HummingFeed>();
    m_call = { m_nextSource++, sid };
    m_room->connectFeed(m_call.source, m_feed.get());
    m_feed->begin();
    if (m_server.isRunning())
        QVERIFY(m_server.record(m_output));
}

void TestListening::cleanup()
{
    m_room->stop();
    m_room->setSpeed(1);
    m_room->setMix({});
    QTRY_COMPARE(m_room->listening().state, Listening::State::Stopped);
    m_feed.reset();
}

/// First of all, as Qt connects to the server only once in a process.
void TestListening::waitsForAServer()
{
    m_room->play(m_call);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->output().state, Device::NoDevice, patience);
    QVERIFY(m_room->devices().isEmpty());
    QVERIFY(m_server.start());
    QVERIFY(m_server.record());
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    QTRY_COMPARE(m_room->output().state, Device::Playing);
    QTRY_COMPARE(m_room->devices().size(), 2);
}

void TestListening::playsCallerLeftAndBotRight()
{
    QSignalSpy progress(m_room.get(), &SoundRoom::progressed);
    QTRY_VERIFY(m_room->output().state == Device::Resting);
    m_room->play(m_call);
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    QVERIFY(m_room->listening().live && m_room->listening().running);

    const auto last = progress.last().first().value<Progress>();
    QCOMPARE(last.call, m_call);
    QVERIFY(last.position > 0ms && last.position <= last.end);
    QVERIFY2(last.delay && *last.delay > 0ms && *last.delay < 1000ms, qPrintable(QString::number(last.delay->count())));
    QVERIFY(std::abs(last.levels[0].rms - 8000 / std::numbers::sqrt2) < 600 && last.levels[0].peak > 7800);
    QVERIFY(!last.levels[1].clipped);

    m_room->stop();
    QTRY_VERIFY_WITH_TIMEOUT(hears(0, 0), patience);
    QTRY_COMPARE(m_room->listening().state, Listening::State::Stopped);
}

void TestListening::mutesAndSolos()
{
    m_room->play(m_call);
    m_room->setMix({ { true, false }, {} });
    QTRY_VERIFY_WITH_TIMEOUT(hears(0, botTone), patience);
    m_room->setMix({ { false, true }, {} });
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, 0), patience);
    m_room->setMix({ {}, { false, true } });
    QTRY_VERIFY_WITH_TIMEOUT(hears(0, botTone), patience);
    m_room->setMix({});
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
}

void TestListening::jumpsBackAndToLive()
{
    m_room->play(m_call);
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    m_room->seek(m_call, 0ms);
    QTRY_VERIFY_WITH_TIMEOUT(hears(earlyTone, botTone), patience);
    QVERIFY(!m_room->listening().live);
    m_room->goLive();
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    QVERIFY(m_room->listening().live);

    m_room->pause();
    QTRY_VERIFY_WITH_TIMEOUT(hears(0, 0), patience);
    m_room->resume();
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    QVERIFY(!m_room->listening().live);
    m_room->setSpeed(2); // catches up, and keeps up from there
    QTRY_VERIFY_WITH_TIMEOUT(m_room->listening().live, patience);
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
}

void TestListening::followsTheDefaultDevice()
{
    m_room->play(m_call);
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    QVERIFY(m_server.setDefault(QStringLiteral("two")));
    QVERIFY(m_server.record(QStringLiteral("two")));
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->output().device, QStringLiteral("two"), patience);

    m_room->chooseDevice("one");
    QVERIFY(m_server.record(QStringLiteral("one")));
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    QCOMPARE(m_room->chosenDevice(), QByteArray("one"));
    QTRY_VERIFY(!m_room->output().isSubstitute);
}

void TestListening::survivesTheLossOfItsDevice()
{
    m_room->chooseDevice("one");
    m_room->play(m_call);
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    QVERIFY(m_server.unload(QStringLiteral("one")));
    m_output = QStringLiteral("two");
    QVERIFY(m_server.record(m_output));
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_room->output().isSubstitute, patience);
    m_room->chooseDevice({});
    QTRY_VERIFY_WITH_TIMEOUT(!m_room->output().isSubstitute, patience);
}

/// Longer than the 3 s after which Qt itself would have given up.
void TestListening::survivesTheDeathOfTheServer()
{
    m_room->play(m_call);
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    m_server.kill();
    QTRY_COMPARE_WITH_TIMEOUT(m_room->output().state, Device::NoDevice, patience);
    QElapsedTimer gone;
    gone.start();
    QTRY_VERIFY_WITH_TIMEOUT(gone.hasExpired(5000), patience);
    QVERIFY(m_server.start());
    m_output = QStringLiteral("one");
    QVERIFY(m_server.record(m_output));
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    QTRY_COMPARE(m_room->output().state, Device::Playing);
}

void TestListening::stopsWithTheCall()
{
    m_room->play(m_call);
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    m_feed->end();
    QTRY_COMPARE_WITH_TIMEOUT(m_room->listening().state, Listening::State::Stopped, patience);
    QCOMPARE(m_room->listening().call, m_call);
    QVERIFY(!m_room->listening().running);
    QTRY_VERIFY_WITH_TIMEOUT(hears(0, 0), patience);
}

void TestListening::playsARecording()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("audio.wav"));
    writeRecording(path);
    HummingFeed recording(true);
    const CallKey call { m_nextSource++, sid };
    m_room->connectFeed(call.source, &recording);
    recording.openRecording(path);
    QSignalSpy progress(m_room.get(), &SoundRoom::progressed);

    m_room->play(call);
    QTRY_VERIFY_WITH_TIMEOUT(hears(earlyTone, botTone), patience);
    QVERIFY(!m_room->listening().live && !m_room->listening().running);
    m_room->seek(call, 4s);
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    m_room->setSpeed(0.5); // the pitch stays
    m_room->seek(call, 500ms);
    QTRY_VERIFY_WITH_TIMEOUT(hears(earlyTone, botTone), patience);
    m_room->setSpeed(2);
    m_room->seek(call, 4s);
    QTRY_VERIFY_WITH_TIMEOUT(hears(callerTone, botTone), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->listening().state, Listening::State::Stopped, patience);
    const auto last = progress.last().first().value<Progress>();
    QCOMPARE(last.end, CallTime(10s));
    QVERIFY(last.position >= 10s && last.position < 11s && !last.delay);
    QTRY_VERIFY_WITH_TIMEOUT(hears(0, 0), patience);

    const auto copy = m_room->soundOf(call);
    QTRY_VERIFY(copy.isFinished());
    QCOMPARE(copy.result().size(), std::size_t(1));
    QCOMPARE(copy.result().front().caller, callerOfRecording());
}

QTEST_MAIN(TestListening)
#include "tst_listening.moc"
