#include "core/event/eventstream.h"
#include "core/media/wavwriter.h"
#include "core/store/archive.h"
#include "core/store/callsound.h"
#include "core/store/interruptedrecord.h"
#include "core/store/openrecords.h"
#include "core/store/recorder.h"
#include "tests/core/store/madecall.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace callscope;
using namespace callscope::store;
using tests::linesOf;
using tests::madeCall;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

qint64 endings(const Recording &recording)
{
    return std::count_if(recording.events.begin(), recording.events.end(), [](const event::Event &event) {
        return std::holds_alternative<event::CallEnded>(event.payload);
    });
}

const base::CallSid call = *base::CallSid::parse("CA00000000000000000000000000000001");

/// Records one call as fast as it can, for ever: frame by frame into both lanes, an event every ten frames. What it has
/// handed over by now is told on standard output, a line every 100 ms of sound.
int writeForEver(const QString &root)
{
    base::SystemClock clock;
    event::EventStream events(clock);
    Recorder recorder(root);
    QObject::connect(&events, &event::EventStream::published, &recorder, &Recorder::append);
    const base::StreamSid stream = *base::StreamSid::parse("MZ00000000000000000000000000000001");
    events.publish(event::CallIncoming {}, call);
    events.publish(event::StreamStarted {}, call, stream);
    const media::Samples frame(160, 1000);
    QElapsedTimer began;
    began.start();
    for (qint64 number = 0;; ++number) {
        recorder.addCallerAudio(call, number * 160, frame);
        recorder.addBotAudio(call, number * 160, frame);
        if (number % 10 == 9)
            events.publish(event::DigitPressed { QString(u'7') }, call, stream);
        QCoreApplication::processEvents();
        while (began.elapsed() < number * 2) // ten times as fast as a call
            QThread::usleep(200);
        if (number % 5 == 4) {
            std::printf("%lld\n", static_cast<long long>((number + 1) * 160));
            std::fflush(stdout);
        }
    }
}

bool hasRecord(const QString &root)
{
    return QDirIterator(root, { u"events.jsonl"_s }, QDir::Files, QDirIterator::Subdirectories).hasNext();
}

} // namespace

/// Records of a gateway that was killed: every one opens, and lacks a second of sound at most.
class TestInterruptedRecord : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString record(const QString &name)
    {
        const QString folder = m_folder.filePath(name);
        QDir().mkpath(folder);
        return folder;
    }

private Q_SLOTS:
    void theEndIsWrittenOnce();
    void aClosedRecordStaysAsItIs();
    void T26_eventsCutAtAnyByteOpen();
    void T26_soundCutAtAnyByteOpens();
    void T25_killedAtAnyMomentItOpens();
    void whatAnotherGatewayWritesIsNotTouched();
    void T18_aForgedNoteLeadsNowhere();
};

void TestInterruptedRecord::theEndIsWrittenOnce()
{
    const QString folder = record(u"once"_s);
    std::vector<event::Event> events = madeCall().events;
    events.pop_back(); // CALL_END
    writeFile(folder + u"/events.jsonl"_s, linesOf(events));
    QVERIFY(closeInterrupted(folder));
    const auto closed = openRecording(folder);
    QVERIFY(closed && closed->remarks.isEmpty());
    const event::Event &last = closed->events.back();
    const auto *ended = std::get_if<event::CallEnded>(&last.payload);
    QVERIFY(ended);
    QCOMPARE(ended->cause, u"interrupted"_s);
    QCOMPARE(ended->duration, 9000ms);
    QCOMPARE(ended->turns, 1);
    QCOMPARE(last.callSid, events.back().callSid);
    QCOMPARE(last.sequence, events.back().sequence + 1);
    QVERIFY(closeInterrupted(folder));
    QCOMPARE(endings(*openRecording(folder)), 1);
}

void TestInterruptedRecord::aClosedRecordStaysAsItIs()
{
    const QString folder = record(u"closed"_s);
    const QByteArray lines = linesOf(madeCall().events);
    writeFile(folder + u"/events.jsonl"_s, lines);
    QVERIFY(closeInterrupted(folder));
    QCOMPARE(contentsOf(folder + u"/events.jsonl"_s), lines);
}

void TestInterruptedRecord::T26_eventsCutAtAnyByteOpen()
{
    const QString folder = record(u"events"_s), log = folder + u"/events.jsonl"_s;
    std::vector<event::Event> events = madeCall().events;
    events.pop_back();
    const QByteArray lines = linesOf(events);
    const qsizetype firstLine = lines.indexOf('\n') + 1;
    for (qsizetype size = std::max(firstLine, lines.size() - 4096); size <= lines.size(); ++size) {
        writeFile(log, lines.first(size));
        const base::Outcome closed = closeInterrupted(folder);
        QVERIFY2(closed, closed ? "" : qPrintable(closed.error().text));
        const auto recording = openRecording(folder);
        QVERIFY2(recording && recording->remarks.isEmpty(), qPrintable(QString::number(size)));
        QCOMPARE(qint64(recording->events.size()), lines.first(size).count('\n') + 1);
        QCOMPARE(endings(*recording), 1);
    }
}

void TestInterruptedRecord::T26_soundCutAtAnyByteOpens()
{
    const QString folder = record(u"sound"_s), path = folder + u"/audio.wav"_s;
    std::vector<event::Event> events = madeCall().events;
    writeFile(folder + u"/events.jsonl"_s, linesOf(events));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Truncate));
    media::WavWriter writer(file, 2);
    QVERIFY(writer.append(media::Samples(2 * 2000, 77)));
    QVERIFY(writer.flush());
    file.close();
    const QByteArray whole = contentsOf(path);
    for (qsizetype size = whole.size() - 4096; size <= whole.size(); ++size) {
        writeFile(path, whole.first(size));
        QVERIFY(closeInterrupted(folder));
        QCOMPARE(*storedSamples(path), (size - 44) / 4);
    }
    writeFile(path, {}); // killed before the head was written
    QVERIFY(closeInterrupted(folder));
    QCOMPARE(*storedSamples(path), qint64(0));
}

void TestInterruptedRecord::T25_killedAtAnyMomentItOpens()
{
    constexpr int kills = 200;
    qint64 mostLost = 0;
    int withSound = 0;
    for (int kill = 0; kill < kills; ++kill) {
        QTemporaryDir root;
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(), { u"--write"_s, root.path() });
        QVERIFY(writer.waitForReadyRead());
        QTest::qSleep(static_cast<int>(QRandomGenerator::global()->bounded(150)));
        ::kill(static_cast<pid_t>(writer.processId()), SIGKILL);
        writer.waitForFinished();
        const QByteArrayList told = writer.readAllStandardOutput().split('\n');
        const qint64 handedOver = told.value(told.size() - 2).toLongLong();

        OpenRecords open(root.path());
        const QStringList abandoned = open.takeAbandoned();
        if (abandoned.isEmpty() && !hasRecord(root.path()))
            continue; // killed before the writing thread had its first turn
        QCOMPARE(abandoned.size(), 1);
        const base::Outcome closed = closeInterrupted(abandoned.first());
        QVERIFY2(closed, closed ? "" : qPrintable(closed.error().text));
        const auto recording = openRecording(abandoned.first());
        QVERIFY(recording);
        QCOMPARE(endings(*recording), 1);
        QVERIFY2(recording->remarks.isEmpty(), qPrintable(recording->remarks.join(u' ')));
        if (recording->sounds.empty())
            continue;
        ++withSound;
        mostLost = std::max(mostLost, handedOver - *storedSamples(recording->sounds.front().path));
    }
    qInfo("%d kills, %d with sound; at most %lld ms of sound lost", kills, withSound,
          static_cast<long long>(mostLost / 8));
    QVERIFY(withSound > kills / 10); // how many a slow machine has begun is its own affair
    QVERIFY2(mostLost <= 8000, qPrintable(QString::number(mostLost)));
}

void TestInterruptedRecord::whatAnotherGatewayWritesIsNotTouched()
{
    QTemporaryDir root;
    const QString folder = root.path() + u"/2026-01-15/"_s + call.toString();
    QDir().mkpath(folder);
    auto writing = std::make_unique<OpenRecords>(root.path());
    writing->add(call, folder);
    OpenRecords next(root.path());
    QVERIFY(next.takeAbandoned().isEmpty());
    writing->remove(call);
    writing->add(call, folder);
    writing.reset(); // gone, with the call still open
    QCOMPARE(next.takeAbandoned(), QStringList { folder });
    QVERIFY(next.takeAbandoned().isEmpty());
}

void TestInterruptedRecord::T18_aForgedNoteLeadsNowhere()
{
    QTemporaryDir root;
    const QString run = root.path() + u"/.open/run"_s;
    QDir().mkpath(run);
    for (const char *folder : { "../../etc", "2026-01-15/../../../etc", "2026-01-15/CA1", "/etc/passwd", "" }) {
        QDir().mkpath(run);
        writeFile(run + u'/' + call.toString(), folder);
        QVERIFY2(OpenRecords(root.path()).takeAbandoned().isEmpty(), folder);
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--write"_L1)
        return writeForEver(arguments.value(2));
    TestInterruptedRecord test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_interruptedrecord.moc"
