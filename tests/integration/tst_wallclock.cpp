#include "core/event/callpayloads.h"
#include "core/event/timestamp.h"
#include "core/store/archive.h"
#include "tests/integration/json.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawwebsocket.h"
#include "tests/support/simulatorrun.h"

#include <QProcess>
#include <QSaveFile>
#include <QTest>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Of Debian's package faketime, which the program's calls for the time of day go through.
const QString fakeTime = u"/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"_s;

std::chrono::microseconds monotonicOf(const QJsonObject &event)
{
    return std::chrono::microseconds(event.value("mono_us"_L1).toInteger());
}

base::Utc utcOf(const QJsonObject &event)
{
    return event::parseTimestamp(text(event, "utc"_L1).toLatin1()).value_or(base::Utc());
}

} // namespace

/// A gateway whose wall clock is set in the middle of a call, as by NTP or an operator.
class WallClockTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<GatewayProcess> m_gateway;
    QString m_callSid; ///< of the row

    void setClock(std::chrono::hours by);
    QJsonObject only(const QString &event) const;
    void expectUnchangedTimes() const;
    void expectRecord() const;

private Q_SLOTS:
    void initTestCase();
    void T31_nothingButTheTimeOfDayChanges_data();
    void T31_nothingButTheTimeOfDayChanges();
    void gatewayEndsInOrder();
};

/// In one step, so that no half of it is read.
void WallClockTest::setClock(std::chrono::hours by)
{
    QSaveFile file(m_folder.filePath(u"clock"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write((by.count() < 0 ? "" : "+") + QByteArray::number(qint64(std::chrono::seconds(by).count())) + '\n');
    QVERIFY(file.commit());
}

void WallClockTest::initTestCase()
{
    if (!QFile::exists(fakeTime))
        QSKIP("libfaketime is not installed: apt-get install faketime");
    setClock(0h);
    m_gateway = std::make_unique<GatewayProcess>(GatewaySetup {
        .environment
        = { { u"CALLSCOPE_WATCHDOG_HOLD_MS"_s, u"60000"_s }, // less than the jump, more than a slow machine
            { u"CALLSCOPE_WATCHDOG_GIVE_UP_MS"_s, u"90000"_s },
            { u"LD_PRELOAD"_s, fakeTime },
            { u"DONT_FAKE_MONOTONIC"_s, u"1"_s },
            { u"FAKETIME_NO_CACHE"_s, u"1"_s },
            { u"FAKETIME_TIMESTAMP_FILE"_s, m_folder.filePath(u"clock"_s) } } });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
    QVERIFY(m_gateway->waitUntilReady());
}

QJsonObject WallClockTest::only(const QString &event) const
{
    const auto events = m_gateway->events(event, m_callSid);
    return events.size() == 1 ? events.first() : QJsonObject();
}

void WallClockTest::T31_nothingButTheTimeOfDayChanges_data()
{
    QTest::addColumn<std::chrono::hours>("by");
    QTest::newRow("an hour forward") << std::chrono::hours(1);
    QTest::newRow("an hour back") << std::chrono::hours(-1);
}

void WallClockTest::T31_nothingButTheTimeOfDayChanges()
{
    QFETCH(std::chrono::hours, by);
    setClock(0h);
    const auto before = m_gateway->events(u"SPEECH_START"_s).size();
    SimulatorRun call(m_gateway->url(), { u"--audio"_s, recording(u"goforward.raw"_s) });
    QVERIFY(m_gateway->waitForEvents(u"SPEECH_START"_s, int(before) + 1));
    RawWebSocket silent(m_gateway->port()); // nothing but the five seconds for `start` end it
    QCOMPARE(silent.open().status, 101);
    setClock(by);
    QVERIFY2(call.exitCode() == 0, call.output().constData());
    QVERIFY(silent.waitForClose());
    QCOMPARE(silent.closeReason(), QByteArray("no start"));
    m_callSid = call.callSid();
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 1, m_callSid));

    const auto moved = utcOf(only(u"CALL_END"_s)) - utcOf(only(u"CALL_INCOMING"_s));
    QVERIFY2(by.count() > 0 ? moved > 50min : moved < -50min, "the clock was not set");
    expectUnchangedTimes();
    expectRecord();
}

void WallClockTest::expectUnchangedTimes() const
{
    const auto passed = monotonicOf(only(u"CALL_END"_s)) - monotonicOf(only(u"CALL_INCOMING"_s));
    const std::chrono::milliseconds told { number(only(u"CALL_END"_s), "duration_ms"_L1) };
    QVERIFY2(std::chrono::abs(passed - told) < 1s, qPrintable(QString::number(told.count())));
    const auto streamed = monotonicOf(only(u"WS_STOP"_s)) - monotonicOf(only(u"WS_START"_s));
    const std::chrono::milliseconds toldStream { number(only(u"WS_STOP"_s), "duration_ms"_L1) };
    QVERIFY(std::chrono::abs(streamed - toldStream) < 1s);
    const int spoken = number(only(u"SPEECH_END"_s), "length_ms"_L1); // "go forward ten meters"
    QVERIFY2(spoken > 1000 && spoken < 3000, qPrintable(QString::number(spoken)));
    QCOMPARE(text(only(u"STT_FINAL"_s)), u"go forward ten meters"_s);
    const QJsonObject latency = m_gateway->events(u"PING_PONG_TX"_s, m_callSid).value(1);
    for (const auto name : { "endpointing_ms"_L1, "recognition_ms"_L1, "voice_to_voice_ms"_L1 })
        QVERIFY2(number(latency, name) >= 0 && number(latency, name) < 60'000, name.data());
    QCOMPARE(m_gateway->events(u"WATCHDOG"_s).size(), 0);
    QJsonObject unstarted;
    for (const QJsonObject &closed : m_gateway->events(u"WS_CLOSE"_s)) {
        if (text(closed, "reason"_L1) == u"no start"_s)
            unstarted = closed;
    }
    const auto waited = monotonicOf(unstarted) - monotonicOf(m_gateway->events(u"WS_OPEN"_s).last());
    QVERIFY2(waited >= 4900ms, qPrintable(QString::number(waited.count())));
}

void WallClockTest::expectRecord() const
{
    const auto record = store::openRecording(m_gateway->recordFolder(m_callSid));
    QVERIFY2(record, record ? "" : qPrintable(record.error().text));
    QCOMPARE(record->remarks, QStringList());
    QCOMPARE(record->sounds.size(), 1U);
    const auto logged = m_gateway->eventsOf(m_callSid);
    QCOMPARE(record->events.size(), std::size_t(logged.size()));
    const auto begin = record->events.front().monotonic;
    for (std::size_t i = 0; i < record->events.size(); ++i) {
        const auto since = record->events[i].monotonic - begin;
        QCOMPARE(since, monotonicOf(logged[qsizetype(i)]) - monotonicOf(logged.front()));
    }
}

void WallClockTest::gatewayEndsInOrder()
{
    setClock(2h);
    QVERIFY2(m_gateway->stop() == 0, m_gateway->standardError().constData());
}

QTEST_GUILESS_MAIN(WallClockTest)
#include "tst_wallclock.moc"
