#include "tests/ui/calls/eventmaker.h"
#include "ui/health/sockethealthmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using tests::EventMaker;

class HealthModelTest : public QObject
{
    Q_OBJECT

private:
    tests::ManualClock m_clock {};
    std::unique_ptr<EventMaker> m_make {};
    std::unique_ptr<Session> m_session {};
    std::unique_ptr<SocketHealthModel> m_model {};
    int m_source = 0;

    CallKey key(int call) const { return { m_source, EventMaker::callSid(call) }; }
    void append(int call, event::Payload payload)
    {
        m_session->append(m_source, std::vector { m_make->make(call, std::move(payload)) });
    }
    QString text(int row, HealthColumn column, int role = Qt::DisplayRole) const
    {
        return m_model->index(row, static_cast<int>(column)).data(role).toString();
    }
    Tone tone(int row, HealthColumn column) const
    {
        return static_cast<Tone>(m_model->index(row, static_cast<int>(column)).data(ToneRole).toInt());
    }

private Q_SLOTS:
    void init();
    void cleanup();
    void showsRunningLiveCallsOnly();
    void takesABatchInOneInsertion();
    void followsRandomTrafficLikeANaiveList();
    void measuresPings();
    void countsMissedPongs();
    void agesWithTime();
    void knowsNoOtherClockThanItsSources();
    void tellsQueueGapsAndErrors();
    void tellsALostConnectionFromAClosedOne();
    void startsAnewWithTheNextStream();
    void refreshesWithOneSignal();
    void saysInWordsWhatIsDrawn();
};

void HealthModelTest::init()
{
    m_make = std::make_unique<EventMaker>(m_clock);
    m_session = std::make_unique<Session>();
    m_source = m_session->addSource(QStringLiteral("127.0.0.1:5000"), false);
    m_model = std::make_unique<SocketHealthModel>(*m_session, m_clock, nullptr);
    new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_model.get());
}

void HealthModelTest::cleanup()
{
    m_model.reset();
    m_session.reset();
}

void HealthModelTest::showsRunningLiveCallsOnly()
{
    append(1, event::CallIncoming {});
    QCOMPARE(m_model->rowCount(), 0);
    append(1, event::StreamStarted {});
    append(2, event::StreamStarted {});
    QCOMPARE(m_model->rowCount(), 2);
    append(1, event::CallEnded {});
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->keyAt(0), key(2));

    const int recording = m_session->addSource(QStringLiteral("old.jsonl"), true);
    m_session->append(recording, std::vector { m_make->make(3, event::StreamStarted {}) });
    QCOMPARE(m_model->rowCount(), 1);

    const SocketHealthModel late(*m_session, m_clock, nullptr);
    QCOMPARE(late.rowCount(), 1);
}

void HealthModelTest::takesABatchInOneInsertion()
{
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    std::vector<event::Event> batch;
    for (int call = 1; call <= 40; ++call)
        batch.push_back(m_make->make(call, event::StreamStarted {}));
    batch.push_back(m_make->make(1, event::CallEnded {}));
    m_session->append(m_source, batch);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(m_model->rowCount(), 39);
}

void HealthModelTest::followsRandomTrafficLikeANaiveList()
{
    QRandomGenerator random(5);
    for (int step = 0; step < 400; ++step) {
        std::vector<event::Event> batch;
        for (int i = random.bounded(1, 10); i > 0; --i) {
            const int call = random.bounded(1, 5 + step / 10);
            const std::array<event::Payload, 5> payloads { event::StreamStarted {}, event::CallEnded {},
                                                           event::MediaGapFound {}, event::PingSent { step },
                                                           event::StreamStopped {} };
            const auto kind = random.bounded(20U); // a call ends once; most of its events come before
            batch.push_back(m_make->make(call, payloads[kind < 5 ? kind : 2 + kind % 2]));
        }
        m_session->append(m_source, batch);

        std::vector<QByteArray> expected, actual;
        for (const CallKey &one : m_session->calls()) {
            bool started = false;
            for (const EventId id : m_session->eventsOf(one)) {
                const event::Payload &payload = m_session->entry(id).event.payload;
                started = started || std::holds_alternative<event::StreamStarted>(payload);
            }
            if (started && m_session->call(one)->isRunning())
                expected.push_back(one.callSid.bytes());
        }
        for (int row = 0; row < m_model->rowCount(); ++row) {
            actual.push_back(m_model->keyAt(row).callSid.bytes());
            QCOMPARE(m_model->rowOf(m_model->keyAt(row)), std::optional(row));
        }
        std::sort(expected.begin(), expected.end());
        std::sort(actual.begin(), actual.end());
        QCOMPARE(actual, expected);
    }
    QVERIFY(m_model->rowCount() > 0);
}

void HealthModelTest::measuresPings()
{
    append(1, event::StreamStarted {});
    QVERIFY(text(0, HealthColumn::RoundTrip, Qt::AccessibleTextRole).contains(QStringLiteral("unknown")));
    int number = 0;
    for (const double trip : { 4.0, 250.0, 7.5 }) {
        append(1, event::PingSent { ++number });
        append(1, event::PongReceived { number, trip });
    }
    QVERIFY(text(0, HealthColumn::RoundTrip).contains(QStringLiteral("7.5 ms")));
    QVERIFY(text(0, HealthColumn::Median).contains(QStringLiteral("7.5 ms")));
    QVERIFY(text(0, HealthColumn::Worst).contains(QStringLiteral("250 ms")));
    const auto trend = m_model->index(0, static_cast<int>(HealthColumn::Trend)).data(SocketHealthModel::trendRole);
    QCOMPARE(trend.value<QList<double>>(), (QList<double> { 4.0, 250.0, 7.5 }));

    for (int i = 0; i < 100; ++i)
        append(1, event::PongReceived { i, 1.0 });
    QCOMPARE(m_model->healthAt(0).roundTrips().size(), SocketHealth::mostRoundTrips);
    QVERIFY(text(0, HealthColumn::Worst).contains(QStringLiteral("250 ms")));
}

void HealthModelTest::countsMissedPongs()
{
    append(1, event::StreamStarted {});
    append(1, event::PingSent { 1 });
    QCOMPARE(m_model->healthAt(0).missedPongs(), 0); // it may still come
    append(1, event::PingSent { 2 });
    append(1, event::PingSent { 3 });
    QCOMPARE(m_model->healthAt(0).missedPongs(), 2);
    QCOMPARE(tone(0, HealthColumn::MissedPongs), Tone::Warning);
    QCOMPARE(tone(0, HealthColumn::Verdict), Tone::Warning);
    append(1, event::PongReceived { 1, 9000 });
    append(1, event::PongReceived { 3, 2 });
    QCOMPARE(m_model->healthAt(0).missedPongs(), 1);
    append(1, event::PongReceived { 2, 2 });
    QCOMPARE(tone(0, HealthColumn::Verdict), Tone::Good);
}

void HealthModelTest::agesWithTime()
{
    append(1, event::StreamStarted {});
    m_clock.advance(500ms);
    append(1, event::MediaReceived { 25, 25, 500ms, 12 });
    append(1, event::MediaSent { 25, 25, 500ms, 0ms, 0 });
    m_clock.advance(2s);
    QCOMPARE(m_model->ageAt(0), std::optional(std::chrono::milliseconds(2s)));
    QCOMPARE(tone(0, HealthColumn::LastByte), Tone::Plain);
    QCOMPARE(tone(0, HealthColumn::Verdict), Tone::Good);
    m_clock.advance(1ms);
    QCOMPARE(tone(0, HealthColumn::LastByte), Tone::Warning);
    QVERIFY(text(0, HealthColumn::Verdict).contains(QStringLiteral("Warning")));
    m_clock.advance(8s);
    QCOMPARE(tone(0, HealthColumn::LastByte), Tone::Problem);
    QVERIFY(text(0, HealthColumn::Verdict).contains(QStringLiteral("Problem")));
    QVERIFY(text(0, HealthColumn::LastByte).contains(QStringLiteral("10.0 s")));
    append(1, event::DigitPressed { QStringLiteral("1") });
    QCOMPARE(tone(0, HealthColumn::Verdict), Tone::Good);
}

void HealthModelTest::knowsNoOtherClockThanItsSources()
{
    const int elsewhere = m_session->addSource(QStringLiteral("192.0.2.7:5000"), false);
    event::Event started = m_make->make(9, event::StreamStarted {});
    started.monotonic -= 30min;
    m_session->append(elsewhere, std::vector { started });
    m_clock.advance(3s);
    QCOMPARE(m_model->ageAt(0), std::optional(std::chrono::milliseconds(3s)));

    event::Event late = m_make->make(9, event::MediaReceived { 50, 50, 1s, 1 });
    late.monotonic -= 30min + 1s; // a second on its way
    m_session->append(elsewhere, std::vector { late });
    QCOMPARE(m_model->ageAt(0), std::optional(std::chrono::milliseconds(1s)));
}

void HealthModelTest::tellsQueueGapsAndErrors()
{
    append(1, event::StreamStarted {});
    append(1, event::MediaSent { 50, 50, 1000ms, 1250ms, 4096 });
    append(1, event::MediaGapFound { 100ms, 60ms, QStringLiteral("missing") });
    append(1, event::MediaGapFound { 900ms, 440ms, QStringLiteral("missing") });
    QVERIFY(text(0, HealthColumn::Queue).contains(QStringLiteral("1.2 s"))
            || text(0, HealthColumn::Queue).contains(QStringLiteral("1.3 s")));
    QVERIFY(text(0, HealthColumn::Unsent).contains(QStringLiteral("4.0")));
    QVERIFY(text(0, HealthColumn::Gaps).contains(u'2'));
    QVERIFY(text(0, HealthColumn::Gaps, Qt::ToolTipRole).contains(QStringLiteral("0.5 s")));
    QCOMPARE(tone(0, HealthColumn::Verdict), Tone::Good);
    append(1, event::ProtocolErrorFound { 1, QStringLiteral("no such track"), {} });
    QCOMPARE(tone(0, HealthColumn::Verdict), Tone::Warning);
    QVERIFY(text(0, HealthColumn::ProtocolErrors, Qt::ToolTipRole).contains(QStringLiteral("no such track")));
}

void HealthModelTest::tellsALostConnectionFromAClosedOne()
{
    append(1, event::StreamStarted {});
    append(1, event::WebSocketClosed { 1006, {}, QStringLiteral("peer") });
    QCOMPARE(tone(0, HealthColumn::Verdict), Tone::Problem);
    QVERIFY(text(0, HealthColumn::Verdict, Qt::ToolTipRole).contains(QStringLiteral("1006")));

    append(2, event::StreamStarted {});
    append(2, event::StreamStopped {});
    append(2, event::WebSocketClosed { 1000, {}, QStringLiteral("peer") });
    m_clock.advance(1min);
    QCOMPARE(text(1, HealthColumn::Verdict), QStringLiteral("Closed"));
    QCOMPARE(tone(1, HealthColumn::LastByte), Tone::Faint);
}

void HealthModelTest::startsAnewWithTheNextStream()
{
    append(1, event::StreamStarted {});
    append(1, event::PingSent { 7 });
    append(1, event::WebSocketClosed { 1006, {}, QStringLiteral("peer") });
    append(1, event::StreamStarted {});
    append(1, event::PingSent { 1 });
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->healthAt(0).missedPongs(), 0);
    QCOMPARE(tone(0, HealthColumn::Verdict), Tone::Good);
}

void HealthModelTest::refreshesWithOneSignal()
{
    append(1, event::StreamStarted {});
    append(2, event::StreamStarted {});
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    append(1, event::PingSent { 1 });
    append(2, event::MediaReceived { 50, 50, 1s, 1 });
    QCOMPARE(changed.size(), 0);
    m_model->refresh();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), m_model->index(0, 0));
    QCOMPARE(changed[0][1].toModelIndex(), m_model->index(1, healthColumnCount - 1));
}

void HealthModelTest::saysInWordsWhatIsDrawn()
{
    append(1, event::StreamStarted {});
    QVERIFY(!text(0, HealthColumn::Trend, Qt::AccessibleTextRole).isEmpty());
    append(1, event::PongReceived { 1, 3 });
    append(1, event::PongReceived { 2, 30 });
    const QString spoken = text(0, HealthColumn::Trend, Qt::AccessibleTextRole);
    QVERIFY2(spoken.contains(QStringLiteral("3.0 ms")) && spoken.contains(QStringLiteral("30 ms")), qPrintable(spoken));
    for (int column = 0; column < healthColumnCount; ++column)
        QVERIFY(!m_model->headerData(column, Qt::Horizontal).toString().isEmpty());
}

QTEST_MAIN(HealthModelTest)
#include "tst_healthmodel.moc"
