#include "core/event/eventstream.h"
#include "core/event/jsonform.h"
#include "core/store/audiotrack.h"
#include "core/store/recorder.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>
#include <sndfile.h>
#include <sys/resource.h>

using namespace callscope;
using namespace callscope::event;
using namespace callscope::store;
using media::Sample;
using media::Samples;
using namespace std::chrono_literals;

namespace {

const base::CallSid call = *base::CallSid::parse("CA00000000000000000000000000000001");
const base::CallSid otherCall = *base::CallSid::parse("CA00000000000000000000000000000002");
const base::StreamSid stream1 = *base::StreamSid::parse("MZ00000000000000000000000000000001");
const base::StreamSid stream2 = *base::StreamSid::parse("MZ00000000000000000000000000000002");

/// `count` samples that tell where they belong: never 0, different for each position of a lane.
Samples sound(qint64 position, int count, int lane)
{
    Samples samples;
    for (qint64 at = position; at < position + count; ++at)
        samples.push_back(static_cast<Sample>(1 + lane * 16000 + at % 15991));
    return samples;
}

/// The two lanes of a sound file, read by libsndfile; empty when it does not open as two channels of 8 kHz.
std::array<Samples, 2> lanesOf(const QString &path)
{
    SF_INFO info {};
    SNDFILE *file = sf_open(QFile::encodeName(path).constData(), SFM_READ, &info);
    if (!file || info.channels != 2 || info.samplerate != 8000)
        return {};
    std::vector<Sample> both(static_cast<std::size_t>(info.frames) * 2);
    const sf_count_t frames = sf_readf_short(file, both.data(), info.frames);
    sf_close(file);
    std::array<Samples, 2> lanes;
    for (sf_count_t i = 0; i < 2 * frames; ++i)
        lanes[static_cast<std::size_t>(i % 2)].push_back(both[static_cast<std::size_t>(i)]);
    return lanes;
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be opened)");
}

} // namespace

class tst_Recorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_recorder.reset(); }

    void filesTheEventsOfEachCallApart();
    void isForOwnerAndGroupOnly();
    void keepsTheDayOfTheFirstEvent();
    void findsTheRecordAgainAfterARestart();
    void endsALineThatAKilledGatewayLeft();
    void filesBothVoicesInTime();
    void fillsGapsWithSilence();
    void takesPiecesOutOfOrder();
    void filesTheBotWhenTheCallerStandsStill();
    void ignoresImpossiblePositions();
    void soundCanBeReadWhileTheCallRuns();
    void eachStreamHasItsOwnFile();
    void neverTouchesAnEarlierFile();
    void theEndOfAnOldSocketDoesNotEndTheNewOne();
    void soundOutsideAStreamIsNotFiled();
    void anUnwritableFolderIsToldOnce();
    void T23_aFullDiskEndsTheSoundAndNotTheCall();
    void T23_soundAndEventsGoOnWhenThereIsRoom();
    void finishClosesRunningCalls();
    void followsManyCallsAtOnce();

private:
    void restart();
    QString folder(const QString &day = QStringLiteral("2026-01-15"), const base::CallSid &sid = call) const
    {
        return m_root + QLatin1Char('/') + day + QLatin1Char('/') + sid.toString();
    }
    QString file(const char *name) const { return folder() + QLatin1Char('/') + QLatin1String(name); }
    void start(const base::CallSid &sid = call, const base::StreamSid &stream = stream1)
    {
        m_stream->publish(StreamStarted {}, sid, stream);
    }
    /// Both lanes in 20 ms frames from `first` to before `last`.
    void talk(qint64 first, qint64 last, const base::CallSid &sid = call)
    {
        for (qint64 at = first; at < last; at += media::frameSamples) {
            m_recorder->addCallerAudio(sid, at, sound(at, media::frameSamples, 0));
            m_recorder->addBotAudio(sid, at, sound(at, media::frameSamples, 1));
        }
    }

    tests::ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_root;
    std::unique_ptr<EventStream> m_stream;
    std::unique_ptr<Recorder> m_recorder;
};

void tst_Recorder::init()
{
    m_clock = {};
    m_temporary = std::make_unique<QTemporaryDir>();
    m_root = m_temporary->filePath(QStringLiteral("deep/records"));
    restart();
}

void tst_Recorder::restart()
{
    m_recorder = std::make_unique<Recorder>(m_root);
    m_stream = std::make_unique<EventStream>(m_clock);
    connect(m_stream.get(), &EventStream::published, m_recorder.get(), &Recorder::append);
}

void tst_Recorder::filesTheEventsOfEachCallApart()
{
    QHash<base::CallSid, QByteArray> expected;
    connect(m_stream.get(), &EventStream::published, this,
            [&](const Event &event) { expected[event.callSid] += toJsonLine(event) + '\n'; });
    m_stream->publish(HttpRequested {});
    m_stream->publish(CallIncoming {}, call);
    m_stream->publish(CallIncoming {}, otherCall);
    start();
    m_stream->publish(CallEnded {}, otherCall);
    m_clock.advance(5s);
    m_stream->publish(CallEnded {}, call);
    m_stream->publish(RecordingReady {}, call);
    QVERIFY(m_recorder->finish(60s));
    QCOMPARE(contentsOf(file("events.jsonl")), expected[call]);
    QCOMPARE(expected[call].count('\n'), 4);
    QCOMPARE(contentsOf(folder(QStringLiteral("2026-01-15"), otherCall) + QStringLiteral("/events.jsonl")),
             expected[otherCall]);
    QCOMPARE(QDir(m_root + QStringLiteral("/2026-01-15")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 2);
    QCOMPARE(QDir(folder()).entryList(QDir::Files), QStringList(QStringLiteral("events.jsonl"))); // no sound, no file
}

void tst_Recorder::isForOwnerAndGroupOnly()
{
    start();
    talk(0, 8000);
    QVERIFY(m_recorder->finish(60s));
    const auto others = QFile::ReadOther | QFile::WriteOther | QFile::ExeOther | QFile::WriteGroup;
    for (const QString &path : { m_root, folder(), file("events.jsonl"), file("audio.wav") })
        QVERIFY2(!(QFile::permissions(path) & others) && QFile::exists(path), qPrintable(path));
}

void tst_Recorder::keepsTheDayOfTheFirstEvent()
{
    m_clock.advance(14h + 29min + 59s); // 23:59:59
    m_stream->publish(CallIncoming {}, call);
    m_clock.advance(2s);
    start();
    talk(0, 1600);
    m_stream->publish(CallEnded {}, call);
    m_stream->publish(CallIncoming {}, otherCall);
    QVERIFY(m_recorder->finish(60s));
    QCOMPARE(contentsOf(file("events.jsonl")).count('\n'), 3);
    QVERIFY(QFile::exists(file("audio.wav")));
    QVERIFY(!QFile::exists(folder(QStringLiteral("2026-01-16"))));
    QVERIFY(QFile::exists(folder(QStringLiteral("2026-01-16"), otherCall)));
}

void tst_Recorder::findsTheRecordAgainAfterARestart()
{
    m_stream->publish(CallIncoming {}, call);
    QVERIFY(m_recorder->finish(60s));
    m_clock.advance(24h);
    restart();
    m_stream->publish(RecordingReady {}, call);
    QVERIFY(m_recorder->finish(60s));
    QCOMPARE(contentsOf(file("events.jsonl")).count('\n'), 2);
    QVERIFY(!QFile::exists(folder(QStringLiteral("2026-01-16"))));
}

void tst_Recorder::endsALineThatAKilledGatewayLeft()
{
    QVERIFY(QDir().mkpath(folder()));
    QFile left(file("events.jsonl"));
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.write("{\"seq\":1,\"ut");
    left.close();
    start();
    m_stream->publish(PingSent {}, call);
    QVERIFY(m_recorder->finish(60s));
    const QList<QByteArray> lines = contentsOf(left.fileName()).split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(!fromJsonLine(lines[0]));
    QVERIFY(fromJsonLine(lines[1]));
    QVERIFY(fromJsonLine(lines[2]));
}

void tst_Recorder::filesBothVoicesInTime()
{
    start();
    talk(0, 24'000);
    m_stream->publish(CallEnded {}, call);
    QVERIFY(m_recorder->finish(60s));
    const auto lanes = lanesOf(file("audio.wav"));
    QCOMPARE(lanes[0], sound(0, 24'000, 0));
    QCOMPARE(lanes[1], sound(0, 24'000, 1));
}

void tst_Recorder::fillsGapsWithSilence()
{
    start();
    for (qint64 at = 0; at < 32'000; at += media::frameSamples) {
        const bool lost = at >= 8'000 && at < 12'000;
        const bool botSpeaks = at >= 16'000 && at < 20'000;
        if (!lost)
            m_recorder->addCallerAudio(call, at, sound(at, media::frameSamples, 0));
        if (botSpeaks)
            m_recorder->addBotAudio(call, at, sound(at, media::frameSamples, 1));
    }
    m_stream->publish(CallEnded {}, call);
    QVERIFY(m_recorder->finish(60s));
    Samples caller = sound(0, 32'000, 0);
    std::fill(caller.begin() + 8'000, caller.begin() + 12'000, Sample(0));
    Samples bot(32'000, 0);
    const Samples said = sound(16'000, 4'000, 1);
    std::copy(said.begin(), said.end(), bot.begin() + 16'000);
    const auto lanes = lanesOf(file("audio.wav"));
    QCOMPARE(lanes[0], caller);
    QCOMPARE(lanes[1], bot);
}

void tst_Recorder::takesPiecesOutOfOrder()
{
    start();
    const qint64 late = media::samplesIn(AudioTrack::lateness) - 2 * media::frameSamples;
    for (qint64 at = 0; at < 32'000; at += media::frameSamples) {
        m_recorder->addCallerAudio(call, at, sound(at, media::frameSamples, 0));
        if (at >= late)
            m_recorder->addBotAudio(call, at - late, sound(at - late, media::frameSamples, 1));
    }
    m_stream->publish(CallEnded {}, call);
    QVERIFY(m_recorder->finish(60s));
    const auto lanes = lanesOf(file("audio.wav"));
    QCOMPARE(lanes[0], sound(0, 32'000, 0));
    Samples bot = sound(0, static_cast<int>(32'000 - late), 1);
    bot.resize(32'000);
    QCOMPARE(lanes[1], bot);
}

void tst_Recorder::filesTheBotWhenTheCallerStandsStill()
{
    start();
    m_recorder->addCallerAudio(call, 0, sound(0, media::frameSamples, 0));
    constexpr int length = 15 * 60 * media::sampleRate; // longer than what may wait in memory
    for (qint64 at = 0; at < length; at += 8'000)
        m_recorder->addBotAudio(call, at, sound(at, 8'000, 1));
    m_stream->publish(WebSocketClosed {}, call);
    QVERIFY(m_recorder->finish(60s));
    QCOMPARE(lanesOf(file("audio.wav"))[1], sound(0, length, 1));
}

void tst_Recorder::ignoresImpossiblePositions()
{
    start();
    talk(0, 8'000);
    for (const qint64 position : { qint64(-1), std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max(),
                                   std::numeric_limits<qint64>::max() / 2 }) {
        m_recorder->addCallerAudio(call, position, sound(0, media::frameSamples, 0));
        m_recorder->addBotAudio(call, position, sound(0, media::frameSamples, 0));
    }
    m_recorder->addCallerAudio(call, 8'000, {});
    talk(8'000, 16'000);
    m_stream->publish(CallEnded {}, call);
    QVERIFY(m_recorder->finish(60s));
    QCOMPARE(lanesOf(file("audio.wav"))[0], sound(0, 16'000, 0));
}

void tst_Recorder::soundCanBeReadWhileTheCallRuns()
{
    start();
    talk(0, 40'000);
    // What a killed gateway leaves is what stands in the file now: all but the last seconds.
    QTRY_VERIFY(lanesOf(file("audio.wav"))[0].size() >= 24'000);
    const auto lanes = lanesOf(file("audio.wav"));
    QCOMPARE(lanes[0], sound(0, static_cast<int>(lanes[0].size()), 0));
    QCOMPARE(lanes[1], sound(0, static_cast<int>(lanes[1].size()), 1));
}

void tst_Recorder::eachStreamHasItsOwnFile()
{
    start(call, stream1);
    talk(0, 8'000);
    m_stream->publish(WebSocketClosed {}, call, stream1);
    start(call, stream2);
    talk(0, 16'000);
    m_stream->publish(CallEnded {}, call);
    QVERIFY(m_recorder->finish(60s));
    QCOMPARE(lanesOf(file("audio.wav"))[0], sound(0, 8'000, 0));
    QCOMPARE(lanesOf(file("audio-2.wav"))[0], sound(0, 16'000, 0));
    QCOMPARE(contentsOf(file("events.jsonl")).count('\n'), 4);
}

void tst_Recorder::neverTouchesAnEarlierFile()
{
    QVERIFY(QDir().mkpath(folder()));
    QVERIFY(QFile::link(QStringLiteral("/dev/null"), file("audio.wav"))); // nor what it points to
    QFile earlier(file("audio-2.wav"));
    QVERIFY(earlier.open(QIODevice::WriteOnly));
    earlier.write("precious");
    earlier.close();
    start();
    talk(0, 8'000);
    QVERIFY(m_recorder->finish(60s));
    QCOMPARE(contentsOf(earlier.fileName()), QByteArray("precious"));
    QCOMPARE(lanesOf(file("audio-3.wav"))[0], sound(0, 8'000, 0));
}

void tst_Recorder::theEndOfAnOldSocketDoesNotEndTheNewOne()
{
    start(call, stream1);
    talk(0, 1'600);
    start(call, stream2);
    m_stream->publish(WebSocketClosed {}, call, stream1);
    talk(0, 8'000);
    m_stream->publish(WebSocketClosed {}, call, stream2);
    QVERIFY(m_recorder->finish(60s));
    QCOMPARE(lanesOf(file("audio-2.wav"))[0], sound(0, 8'000, 0));
}

void tst_Recorder::soundOutsideAStreamIsNotFiled()
{
    talk(0, 1'600, otherCall);
    m_stream->publish(CallIncoming {}, call);
    talk(0, 1'600);
    start();
    talk(0, 1'600);
    m_stream->publish(CallEnded {}, call);
    talk(1'600, 3'200);
    QVERIFY(m_recorder->finish(60s));
    QCOMPARE(QDir(folder()).entryList(QDir::Files),
             QStringList({ QStringLiteral("audio.wav"), QStringLiteral("events.jsonl") }));
    QCOMPARE(lanesOf(file("audio.wav"))[0], sound(0, 1'600, 0));
    QVERIFY(!QFile::exists(folder(QStringLiteral("2026-01-15"), otherCall)));
}

void tst_Recorder::anUnwritableFolderIsToldOnce()
{
    QFile inTheWay(m_temporary->filePath(QStringLiteral("deep")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QSignalSpy failed(m_recorder.get(), &Recorder::failed);
    for (int i = 0; i < 50; ++i) {
        m_stream->publish(PingSent {}, call);
        start();
        talk(0, 1'600);
    }
    QVERIFY(m_recorder->finish(60s));
    QTRY_COMPARE(failed.size(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(failed.size(), 1);
    const auto error = failed.first().first().value<base::Error>();
    QCOMPARE(error.code, base::ErrorCode::Io);
    QVERIFY2(error.text.contains(m_root) && error.text.contains(QStringLiteral("records_folder")),
             qPrintable(error.text));
}

void tst_Recorder::T23_aFullDiskEndsTheSoundAndNotTheCall()
{
    // A limit on the size of files stands in for the full disk: the sound reaches it, the events do not.
    signal(SIGXFSZ, SIG_IGN);
    rlimit before {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small { 100'000, before.rlim_max };
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    QSignalSpy failed(m_recorder.get(), &Recorder::failed), broke(m_recorder.get(), &Recorder::soundBroke);
    start();
    talk(0, 80'000);
    m_stream->publish(PingSent {}, call);
    m_stream->publish(CallEnded {}, call);
    const bool finished = m_recorder->finish(60s);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(finished);
    QTRY_COMPARE(broke.size(), 1);
    QVERIFY(failed.first().first().value<base::Error>().text.contains(file("audio.wav")));
    QCOMPARE(broke.first().at(1).toString(), QStringLiteral("audio.wav"));
    QCOMPARE(contentsOf(file("events.jsonl")).count('\n'), 3);
    const Samples caller = lanesOf(file("audio.wav"))[0];
    QVERIFY(caller.size() >= 16'000);
    QCOMPARE(caller, sound(0, static_cast<int>(caller.size()), 0));
}

void tst_Recorder::T23_soundAndEventsGoOnWhenThereIsRoom()
{
    signal(SIGXFSZ, SIG_IGN);
    rlimit before {};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    QSignalSpy broke(m_recorder.get(), &Recorder::soundBroke), resumed(m_recorder.get(), &Recorder::soundResumed);
    start();
    talk(0, 16'000);
    QTRY_VERIFY(contentsOf(file("audio.wav")).size() > 40'000);
    const rlimit none { 100, before.rlim_max };
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &none), 0);
    talk(16'000, 40'000);
    m_stream->publish(PingSent { 1 }, call);
    m_stream->publish(PingSent { 2 }, call);
    const bool hasBroken = QTest::qWaitFor([&] { return broke.size() == 1; }, 60'000);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(hasBroken);
    talk(40'000, 80'000);
    m_stream->publish(PingSent { 3 }, call);
    m_stream->publish(CallEnded {}, call);
    QVERIFY(m_recorder->finish(60s));
    QTRY_COMPARE(resumed.size(), 1);
    const auto at = broke.first().at(2).value<std::chrono::milliseconds>();
    const auto missing = resumed.first().at(3).value<std::chrono::milliseconds>();
    QVERIFY(at >= 1s && missing >= 100ms);
    const auto hole = static_cast<std::size_t>(media::samplesIn(at)),
               back = hole + static_cast<std::size_t>(media::samplesIn(missing));
    const Samples caller = lanesOf(file("audio.wav"))[0];
    const Samples whole = sound(0, 80'000, 0);
    QCOMPARE(caller.size(), whole.size()); // and each sample of what is there in its place
    for (std::size_t i = 0; i < whole.size(); ++i)
        QCOMPARE(caller[i], i >= hole && i < back ? Sample(0) : whole[i]);
    QCOMPARE(contentsOf(file("events.jsonl")).count("\"PING\""), 3); // not one event is lost
}

void tst_Recorder::finishClosesRunningCalls()
{
    start();
    talk(0, 8'160);
    QVERIFY(m_recorder->finish(60s));
    QCOMPARE(lanesOf(file("audio.wav"))[0], sound(0, 8'160, 0));
    m_stream->publish(PingSent {}, call); // too late, and harmless
    talk(8'160, 16'000);
    QCOMPARE(contentsOf(file("events.jsonl")).count('\n'), 1);
}

void tst_Recorder::followsManyCallsAtOnce()
{
    QSignalSpy failed(m_recorder.get(), &Recorder::failed);
    std::vector<base::CallSid> calls;
    for (int i = 0; i < 40; ++i) {
        calls.push_back(*base::CallSid::parse("CA" + QByteArray::number(i).rightJustified(32, '0')));
        start(calls.back());
    }
    for (qint64 at = 0; at < 16'000; at += media::frameSamples) {
        for (const base::CallSid &sid : calls)
            talk(at, at + media::frameSamples, sid);
    }
    QVERIFY(m_recorder->finish(60s));
    QCOMPARE(failed.size(), 0);
    for (const base::CallSid &sid : calls) {
        const auto lanes = lanesOf(folder(QStringLiteral("2026-01-15"), sid) + QStringLiteral("/audio.wav"));
        QCOMPARE(lanes[0], sound(0, 16'000, 0));
        QCOMPARE(lanes[1], sound(0, 16'000, 1));
    }
}

QTEST_GUILESS_MAIN(tst_Recorder)
#include "tst_recorder.moc"
