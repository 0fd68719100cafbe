#include "core/event/eventstream.h"
#include "core/store/archive.h"
#include "core/store/callsound.h"
#include "core/store/recorder.h"
#include "tests/core/store/madecall.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace callscope;
using namespace callscope::event;
using namespace callscope::store;
using namespace std::chrono_literals;

namespace {

const base::StreamSid stream3 = *base::StreamSid::parse("MZ00000000000000000000000000000003");

QStringList fileNames(const Recording &recording)
{
    QStringList names;
    for (const RecordedSound &sound : recording.sounds)
        names << QFileInfo(sound.path).fileName();
    return names;
}

std::vector<base::Monotonic> begins(const Recording &recording)
{
    std::vector<base::Monotonic> moments;
    for (const RecordedSound &sound : recording.sounds)
        moments.push_back(sound.begin);
    return moments;
}

} // namespace

class tst_Archive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_recorder.reset(); }

    void opensFolderEventsAndSoundAlike();
    void opensALogOfSeveralCalls();
    void opensAnExportWithItsSound();
    void givesEachStreamItsSound();
    void aStreamWithoutSoundHasNoFile();
    void aRestartedGatewayCountsOn();
    void lengthsDecideWhereAFileIsMissing();
    void soundThatIsNobodysIsToldAndLeftOut();
    void T26_keepsAllButTheLastLineThatWasCutOff();
    void remarksOnWhatItCannotReadAndReadsTheRest();
    void remarksAreFew();
    void putsARunAfterARebootOnTheSameAxis();
    void T31_aWallClockThatWasSetMovesNothing_data();
    void T31_aWallClockThatWasSetMovesNothing();
    void saysWhyItCannotOpen_data();
    void saysWhyItCannotOpen();
    void readsSoundOfAKilledGateway();
    void refusesOtherSound();
    void aCallOfAnHourOpensFast();

private:
    void restart();
    QString folder() const { return m_root + QStringLiteral("/2026-01-15/") + tests::madeSid.toString(); }
    QString file(const char *name) const { return folder() + QLatin1Char('/') + QLatin1String(name); }
    /// A stream of that many 20 ms frames, each sample of the caller `mark`.
    void stream(const base::StreamSid &sid, int frames, media::Sample mark);
    base::Result<Recording> opened(const QString &path)
    {
        m_recorder.reset();
        return openRecording(path);
    }

    tests::ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_root;
    std::unique_ptr<EventStream> m_stream;
    std::unique_ptr<Recorder> m_recorder;
};

void tst_Archive::init()
{
    m_clock = {};
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_root = m_temporary->filePath(QStringLiteral("records"));
    restart();
}

void tst_Archive::restart()
{
    m_recorder.reset();
    m_stream = std::make_unique<EventStream>(m_clock);
    m_recorder = std::make_unique<Recorder>(m_root);
    connect(m_stream.get(), &EventStream::published, m_recorder.get(), &Recorder::append);
}

void tst_Archive::stream(const base::StreamSid &sid, int frames, media::Sample mark)
{
    m_stream->publish(StreamStarted {}, tests::madeSid, sid);
    for (int i = 0; i < frames; ++i) {
        m_clock.advance(20ms);
        m_recorder->addCallerAudio(tests::madeSid, i * 160, media::Samples(160, mark));
        if (i == 0)
            m_stream->publish(MediaReceived { 1, 1, 20ms, 1 }, tests::madeSid, sid);
    }
    m_stream->publish(WebSocketClosed { 1000, {}, {} }, tests::madeSid, sid);
    m_clock.advance(1s);
}

void tst_Archive::opensFolderEventsAndSoundAlike()
{
    m_stream->publish(CallIncoming {}, tests::madeSid);
    stream(tests::madeStream, 10, 5);
    m_recorder.reset();
    for (const QString &path : { folder(), folder() + QLatin1Char('/'), file("events.jsonl"), file("audio.wav") }) {
        const auto recording = openRecording(path);
        QVERIFY2(recording, qPrintable(path));
        QCOMPARE(QFileInfo(recording->path), QFileInfo(file("events.jsonl")));
        QCOMPARE(recording->events.size(), std::size_t(4));
        QCOMPARE(recording->sounds.size(), std::size_t(1));
        QCOMPARE(recording->sounds.front().callSid, tests::madeSid);
        QCOMPARE(recording->sounds.front().begin, recording->events[1].monotonic);
        QCOMPARE(QFileInfo(recording->sounds.front().path), QFileInfo(file("audio.wav")));
        QVERIFY(recording->remarks.isEmpty());
        QCOMPARE(tests::linesOf(recording->events), tests::contentsOf(file("events.jsonl")));
    }
}

void tst_Archive::opensALogOfSeveralCalls()
{
    std::vector<Event> events = tests::madeCall().events;
    const base::CallSid other = *base::CallSid::parse("CA00000000000000000000000000000099");
    events.push_back(tests::CallMaker(other).at(20s).add(CallEnded {}).events().front());
    events.push_back(tests::CallMaker(base::CallSid()).at(21s).add(WebSocketOpened {}).events().front());
    const QString path = m_temporary->filePath(QStringLiteral("gateway.log"));
    tests::writeFile(path, tests::linesOf(events));
    const auto recording = openRecording(path);
    QVERIFY(recording);
    QCOMPARE(recording->events.size(), events.size());
    QVERIFY(recording->sounds.empty());
    QCOMPARE(callsIn(*recording), (std::vector { tests::madeSid, other }));
    QCOMPARE(copyOf(*recording, other)->events.size(), std::size_t(1));
    QVERIFY(!copyOf(*recording, *base::CallSid::parse("CA00000000000000000000000000000098")));
}

void tst_Archive::opensAnExportWithItsSound()
{
    stream(tests::madeStream, 10, 5);
    m_recorder.reset();
    QFile::copy(file("events.jsonl"), m_temporary->filePath(QStringLiteral("mine.jsonl")));
    QFile::copy(file("audio.wav"), m_temporary->filePath(QStringLiteral("mine.wav")));
    for (const char *name : { "mine.jsonl", "mine.wav" }) {
        const auto recording = openRecording(m_temporary->filePath(QLatin1String(name)));
        QVERIFY(recording);
        QCOMPARE(fileNames(*recording), QStringList { QStringLiteral("mine.wav") });
        QCOMPARE(recording->sounds.front().begin, recording->events.front().monotonic);
    }
}

void tst_Archive::givesEachStreamItsSound()
{
    stream(tests::madeStream, 10, 5);
    stream(tests::madeSecondStream, 20, 6);
    const auto recording = opened(folder());
    QVERIFY(recording);
    QCOMPARE(fileNames(*recording), (QStringList { QStringLiteral("audio.wav"), QStringLiteral("audio-2.wav") }));
    QCOMPARE(begins(*recording), (std::vector { recording->events[0].monotonic, recording->events[3].monotonic }));
    QCOMPARE(readSound(recording->sounds[1])->caller, media::Samples(20 * 160, 6));
    QCOMPARE(readSound(recording->sounds[1])->bot, media::Samples(20 * 160, 0));
}

void tst_Archive::aStreamWithoutSoundHasNoFile()
{
    stream(tests::madeStream, 0, 0);
    stream(tests::madeSecondStream, 20, 6);
    const auto recording = opened(folder());
    QVERIFY(recording);
    QCOMPARE(fileNames(*recording), QStringList { QStringLiteral("audio.wav") });
    QCOMPARE(recording->sounds.front().begin, recording->events[2].monotonic);
    QVERIFY(recording->remarks.isEmpty());
}

void tst_Archive::aRestartedGatewayCountsOn()
{
    stream(tests::madeStream, 10, 5);
    restart();
    stream(tests::madeSecondStream, 0, 0);
    stream(stream3, 20, 7);
    const auto recording = opened(folder());
    QVERIFY(recording);
    QCOMPARE(fileNames(*recording), (QStringList { QStringLiteral("audio.wav"), QStringLiteral("audio-2.wav") }));
    QCOMPARE(begins(*recording), (std::vector { recording->events[0].monotonic, recording->events[5].monotonic }));
    QVERIFY(std::is_sorted(recording->events.begin(), recording->events.end(),
                           [](const Event &a, const Event &b) { return a.monotonic < b.monotonic; }));
}

void tst_Archive::lengthsDecideWhereAFileIsMissing()
{
    stream(tests::madeStream, 50, 5);
    stream(tests::madeSecondStream, 500, 6);
    stream(stream3, 100, 7);
    m_recorder.reset();
    QVERIFY(QFile::remove(file("audio-2.wav")));
    const auto recording = opened(folder());
    QVERIFY(recording);
    QCOMPARE(fileNames(*recording), (QStringList { QStringLiteral("audio.wav"), QStringLiteral("audio-3.wav") }));
    QCOMPARE(begins(*recording), (std::vector { recording->events[0].monotonic, recording->events[6].monotonic }));
}

void tst_Archive::soundThatIsNobodysIsToldAndLeftOut()
{
    stream(tests::madeStream, 10, 5);
    m_recorder.reset();
    QVERIFY(QFile::copy(file("audio.wav"), file("audio-2.wav")));
    tests::writeFile(file("audio-3.wav"), "no sound at all");
    const auto recording = openRecording(folder());
    QVERIFY(recording);
    QCOMPARE(fileNames(*recording), QStringList { QStringLiteral("audio.wav") });
    QCOMPARE(recording->remarks.size(), 2);
    QVERIFY(recording->remarks[0].contains(QLatin1String("audio-3.wav")));
    QVERIFY(recording->remarks[1].contains(QLatin1String("audio-2.wav")));
}

void tst_Archive::T26_keepsAllButTheLastLineThatWasCutOff()
{
    const std::vector<Event> events = tests::madeCall().events;
    const QByteArray whole = tests::linesOf(events);
    const QString path = m_temporary->filePath(QStringLiteral("cut.jsonl"));
    const qsizetype lastLine = whole.lastIndexOf('\n', -2) + 1;
    for (qsizetype end = lastLine; end < whole.size(); ++end) {
        tests::writeFile(path, whole.first(end));
        const auto recording = openRecording(path);
        QVERIFY(recording);
        const bool isThere = end == whole.size() - 1;
        QCOMPARE(recording->events.size(), events.size() - (isThere ? 0 : 1));
        QCOMPARE(recording->remarks.size(), end == lastLine || isThere ? 0 : 1);
        if (!recording->remarks.isEmpty())
            QVERIFY(recording->remarks.front().contains(QLatin1String("cut off")));
    }
}

void tst_Archive::remarksOnWhatItCannotReadAndReadsTheRest()
{
    const std::vector<Event> events = tests::madeCall().events;
    QByteArray log = "callscope: 0.1.0 listening on http://127.0.0.1:5000\n\n" + tests::linesOf(events);
    log += QByteArray("\xFF\xFE\0 rubbish\n", 12);
    log += R"({"seq":99,"utc":"2026-01-15T09:30:00.123456Z","mono_us":1,"event":"FROM_THE_FUTURE","x":1})";
    log += "\n[1,2]\n";
    const QString path = m_temporary->filePath(QStringLiteral("mixed.log"));
    tests::writeFile(path, log);
    const auto recording = openRecording(path);
    QVERIFY(recording);
    QCOMPARE(recording->events.size(), events.size());
    QCOMPARE(recording->remarks.size(), 4);
    QVERIFY(recording->remarks[0].startsWith(QLatin1String("Line 1 ")));
    const auto lines = static_cast<int>(events.size());
    QVERIFY(recording->remarks[2].startsWith(QStringLiteral("Line %1 ").arg(lines + 4)));
    QVERIFY(recording->remarks[2].contains(QLatin1String("FROM_THE_FUTURE")));
}

void tst_Archive::remarksAreFew()
{
    QByteArray log = tests::linesOf(tests::madeCall().events);
    for (int i = 0; i < 5000; ++i)
        log += "not an event\n";
    const QString path = m_temporary->filePath(QStringLiteral("noise.log"));
    tests::writeFile(path, log);
    const auto recording = openRecording(path);
    QVERIFY(recording);
    QCOMPARE(recording->remarks.size(), 21);
    QVERIFY(recording->remarks.last().contains(QLatin1String("4980")));
}

void tst_Archive::putsARunAfterARebootOnTheSameAxis()
{
    std::vector<Event> events = tests::CallMaker().at(0ms).add(CallIncoming {}).at(2s).add(PingSent {}).events();
    std::vector<Event> later = tests::CallMaker().at(30s).add(PingSent {}).at(31s).add(CallEnded {}).events();
    for (Event &event : later) {
        event.sequence += 7;
        event.monotonic -= 59min; // the machine was started anew
        events.push_back(event);
    }
    const QString path = m_temporary->filePath(QStringLiteral("reboot.jsonl"));
    tests::writeFile(path, tests::linesOf(events));
    const auto recording = openRecording(path);
    QVERIFY(recording);
    const auto since = [&](std::size_t i) { return recording->events[i].monotonic - recording->events[0].monotonic; };
    QCOMPARE(since(1), std::chrono::nanoseconds(2s));
    QCOMPARE(since(2), std::chrono::nanoseconds(30s));
    QCOMPARE(since(3), std::chrono::nanoseconds(31s));
}

void tst_Archive::T31_aWallClockThatWasSetMovesNothing_data()
{
    QTest::addColumn<std::chrono::minutes>("by");
    QTest::newRow("forward") << 60min;
    QTest::newRow("back") << -60min;
}

void tst_Archive::T31_aWallClockThatWasSetMovesNothing()
{
    QFETCH(std::chrono::minutes, by);
    tests::CallMaker call;
    call.at(0ms).add(CallIncoming {}).at(2s).add(PingSent {}).at(7s).add(PingSent {}).at(9s).add(CallEnded {});
    std::vector<Event> events = call.events();
    for (std::size_t i = 2; i < events.size(); ++i)
        events[i].utc += by;
    const QString path = m_temporary->filePath(QStringLiteral("set.jsonl"));
    tests::writeFile(path, tests::linesOf(events));
    const auto recording = openRecording(path);
    QVERIFY(recording);
    for (std::size_t i = 0; i < events.size(); ++i) {
        QCOMPARE(recording->events[i].monotonic, events[i].monotonic);
        QCOMPARE(recording->events[i].utc, events[i].utc);
    }
}

void tst_Archive::saysWhyItCannotOpen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<base::ErrorCode>("code");
    QTest::newRow("no such file") << QStringLiteral("none.jsonl") << base::ErrorCode::NotFound;
    QTest::newRow("an empty folder") << QStringLiteral("empty") << base::ErrorCode::NotFound;
    QTest::newRow("sound without events") << QStringLiteral("lonely.wav") << base::ErrorCode::NotFound;
    QTest::newRow("a text") << QStringLiteral("text.txt") << base::ErrorCode::InvalidInput;
    QTest::newRow("nothing") << QStringLiteral("nothing.jsonl") << base::ErrorCode::InvalidInput;
}

void tst_Archive::saysWhyItCannotOpen()
{
    QFETCH(const QString, name);
    QFETCH(const base::ErrorCode, code);
    QDir(m_temporary->path()).mkdir(QStringLiteral("empty"));
    tests::writeFile(m_temporary->filePath(QStringLiteral("lonely.wav")), "RIFF");
    tests::writeFile(m_temporary->filePath(QStringLiteral("text.txt")), "Dear Sir,\nno event here.\n");
    tests::writeFile(m_temporary->filePath(QStringLiteral("nothing.jsonl")), {});
    const auto recording = openRecording(m_temporary->filePath(name));
    QVERIFY(!recording);
    QCOMPARE(recording.error().code, code);
    QVERIFY(recording.error().text.contains(name));
}

void tst_Archive::readsSoundOfAKilledGateway()
{
    stream(tests::madeStream, 100, 5);
    m_recorder.reset();
    const QByteArray whole = tests::contentsOf(file("audio.wav"));
    tests::writeFile(file("audio.wav"), whole.first(44 + 1000 * 4 + 3)); // the head counts more than there is
    const auto recording = openRecording(folder());
    QVERIFY(recording);
    QCOMPARE(readSound(recording->sounds.front())->caller, media::Samples(1000, 5));
}

void tst_Archive::refusesOtherSound()
{
    stream(tests::madeStream, 10, 5);
    m_recorder.reset();
    QByteArray mono = tests::contentsOf(file("audio.wav"));
    mono[22] = 1;
    tests::writeFile(file("audio.wav"), mono);
    QCOMPARE(storedSamples(file("audio.wav")).error().code, base::ErrorCode::InvalidInput);
    QCOMPARE(storedSamples(file("none.wav")).error().code, base::ErrorCode::NotFound);
}

/// The figure is printed; what fails the test is ten times what a slow machine takes.
void tst_Archive::aCallOfAnHourOpensFast()
{
    tests::CallMaker call;
    call.add(CallIncoming {}).on(tests::madeStream).add(StreamStarted {});
    for (int second = 0; second < 3600; ++second) {
        call.at(std::chrono::seconds(second));
        call.add(MediaReceived { 50, second * 50, 1000ms, 1234.5 })
            .add(MediaSent { 50, second * 50, 1000ms, 200ms, 0 });
        call.add(PartialRecognized { second, QStringLiteral("go forward ten meters"), QStringLiteral("en-US") });
        call.add(FinalRecognized {
            second, QStringLiteral("go forward ten meters"), QStringLiteral("en-US"), 0.77, 26ms, {} });
        call.add(AgentReplied { second, second, QStringLiteral("You said: go forward"), QStringLiteral("en-US") });
        if (second % 2 == 0)
            call.add(ReplyLeft { second, second, 459ms, 26ms, 0ms, 0ms, 0ms, 0ms, 486ms, 9ms });
    }
    QDir().mkpath(folder());
    tests::writeFile(file("events.jsonl"), tests::linesOf(call.events()));
    QElapsedTimer timer;
    timer.start();
    const auto recording = openRecording(folder());
    qInfo("%lld events in %lld ms", static_cast<long long>(call.events().size()), timer.elapsed());
    QVERIFY(recording);
    QCOMPARE(recording->events.size(), call.events().size());
    QVERIFY(timer.elapsed() < 10'000);
}

QTEST_GUILESS_MAIN(tst_Archive)
#include "tst_archive.moc"
