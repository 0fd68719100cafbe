#include "core/event/eventstream.h"
#include "core/store/archive.h"
#include "core/store/callsound.h"
#include "core/store/eventlog.h"
#include "core/store/recorder.h"
#include "tests/core/store/madecall.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <fcntl.h>
#include <unistd.h>

#include <atomic>

using namespace callscope;
using namespace callscope::store;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

base::CallSid sidOf(int number)
{
    return *base::CallSid::parse("CA" + QByteArray::number(number).rightJustified(32, '0'));
}

base::StreamSid streamOf(int number)
{
    return *base::StreamSid::parse("MZ" + QByteArray::number(number).rightJustified(32, '0'));
}

/// Reads records as a desktop does while they grow, over and over, on a thread of its own.
class Observer
{
public:
    explicit Observer(QStringList records)
        : m_records(std::move(records))
        , m_thread(QThread::create([this] { watch(); }))
    {
        m_thread->start();
    }
    ~Observer() { stop(); }
    Q_DISABLE_COPY_MOVE(Observer)

    /// How many events it has seen, over all rounds.
    qint64 stop()
    {
        m_isOver = true;
        m_thread->wait();
        return m_seen;
    }

private:
    void watch()
    {
        while (!m_isOver) {
            for (const QString &record : std::as_const(m_records)) {
                const auto recording = openRecording(record);
                if (!recording)
                    continue; // not there yet
                m_seen += static_cast<qint64>(recording->events.size());
                for (const RecordedSound &sound : recording->sounds)
                    static_cast<void>(readSound(sound));
            }
        }
    }

    QStringList m_records;
    std::atomic_bool m_isOver = false;
    qint64 m_seen = 0;
    std::unique_ptr<QThread> m_thread;
};

} // namespace

/// Start, record, observe, stop, many times over; made for ThreadSanitizer (`./dev test tsan`), which sees what two
/// threads touch without an order. What is written has to be whole without it, too.
class RecordThreadsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void T40_callsAreRecordedWhileTheyAreObserved();
    void T40_recordersThatAreDroppedInTheMiddleLoseNothingQueued();
    void T40_queuesEndUnderFire();

private:
    QString recordOf(int number) const { return recordPath(m_root.path(), sidOf(number), m_clock.utc()); }
    static void speak(event::EventStream &events, Recorder &recorder, int call, int frames);

    QTemporaryDir m_root {};
    base::SystemClock m_clock {};
};

void RecordThreadsTest::speak(event::EventStream &events, Recorder &recorder, int call, int frames)
{
    const media::Samples frame(media::frameSamples, static_cast<media::Sample>(1000 + call));
    events.publish(event::CallIncoming {}, sidOf(call));
    events.publish(event::StreamStarted {}, sidOf(call), streamOf(call));
    for (int number = 0; number < frames; ++number) {
        recorder.addCallerAudio(sidOf(call), number * qint64 { media::frameSamples }, frame);
        recorder.addBotAudio(sidOf(call), number * qint64 { media::frameSamples }, frame);
        if (number % 10 == 0)
            events.publish(event::DigitPressed { u"7"_s }, sidOf(call), streamOf(call));
        if (number % 50 == 0)
            QCoreApplication::processEvents();
    }
}

void RecordThreadsTest::T40_callsAreRecordedWhileTheyAreObserved()
{
    constexpr int rounds = 20, calls = 4, frames = 100;
    qint64 seen = 0;
    for (int round = 0; round < rounds; ++round) {
        const int first = 1000 + round * calls;
        Observer observer({ recordOf(first), recordOf(first + 1) });
        Observer other({ recordOf(first + 1), recordOf(first + 3) });
        const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        event::EventStream events(m_clock);
        Recorder recorder(m_root.path());
        EventLog log(nowhere, EventLog::Form::JsonLines);
        connect(&events, &event::EventStream::published, &recorder, &Recorder::append);
        connect(&events, &event::EventStream::published, &log, &EventLog::append);
        recorder.closeInterruptedRecords();
        for (int call = first; call < first + calls; ++call)
            speak(events, recorder, call, frames);
        for (int call = first; call < first + calls; ++call) {
            recorder.addFile(sidOf(call), u"message.wav"_s, "sound");
            events.publish(event::CallEnded { u"completed"_s, 2s, 0 }, sidOf(call));
        }
        QVERIFY(recorder.finish(60s));
        QVERIFY(log.finish(60s));
        seen += observer.stop() + other.stop();
        close(nowhere);
        for (int call = first; call < first + calls; ++call) {
            const auto recording = openRecording(recordOf(call));
            QVERIFY(recording && recording->remarks.isEmpty());
            QCOMPARE(recording->events.size(), std::size_t(3 + frames / 10));
            const auto sound = readSound(recording->sounds.front());
            QVERIFY(sound);
            QCOMPARE(sound->caller.size(), static_cast<std::size_t>(frames * media::frameSamples));
        }
    }
    qInfo("observers saw %lld events", static_cast<long long>(seen));
}

void RecordThreadsTest::T40_recordersThatAreDroppedInTheMiddleLoseNothingQueued()
{
    for (int round = 0; round < 50; ++round) {
        const int call = 5000 + round;
        {
            event::EventStream events(m_clock);
            Recorder recorder(m_root.path());
            connect(&events, &event::EventStream::published, &recorder, &Recorder::append);
            speak(events, recorder, call, 20);
        } // two seconds for what waits
        const auto recording = openRecording(recordOf(call));
        QVERIFY(recording);
        QCOMPARE(recording->events.size(), std::size_t(4));
    }
}

void RecordThreadsTest::T40_queuesEndUnderFire()
{
    for (int round = 0; round < 100; ++round) {
        auto done = std::make_shared<int>(0);
        int posted = 0;
        BackgroundQueue queue(u"test"_s);
        for (int job = 0; job < 200; ++job)
            posted += queue.post([done] { ++*done; }, 150) ? 1 : 0;
        QVERIFY(queue.waiting() <= 150);
        QVERIFY(queue.finish(60s));
        QCOMPARE(*done, posted);
    }
}

QTEST_GUILESS_MAIN(RecordThreadsTest)
#include "tst_recordthreads.moc"
