#include "tests/ui/calls/eventmaker.h"
#include "ui/calls/callmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <map>
#include <set>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using tests::EventMaker;

namespace {

const QString number = QStringLiteral("+972-50-123-4567");

QString textAt(const CallModel &model, int row, CallColumn column, int role = Qt::DisplayRole)
{
    return model.index(row, static_cast<int>(column)).data(role).toString();
}

std::vector<base::CallSid> sidsOf(const CallModel &model)
{
    std::vector<base::CallSid> sids;
    for (int row = 0; row < model.rowCount(); ++row)
        sids.push_back(model.keyAt(row).callSid);
    return sids;
}

std::vector<base::CallSid> sids(std::initializer_list<int> calls)
{
    std::vector<base::CallSid> all;
    for (const int call : calls)
        all.push_back(EventMaker::callSid(call));
    return all;
}

/// The same list by the shortest way: all calls, filtered and sorted anew each time. Sort keys are those of when the
/// call came or the list was last sorted.
struct NaiveList
{
    const Session &session;
    CallModel::Filter filter {};
    CallColumn column = CallColumn::Start;
    bool ascending = false;
    std::map<std::size_t, SortKey> keys {};
    std::set<QByteArray> hidden {};

    void takeNewKeys()
    {
        for (std::size_t i = keys.size(); i < session.calls().size(); ++i)
            keys[i] = sortKey(column, *session.call(session.calls()[i]), {});
    }
    void sort(CallColumn by, bool up)
    {
        column = by;
        ascending = up;
        keys.clear();
        takeNewKeys();
    }
    std::vector<base::CallSid> rows() const
    {
        std::vector<std::size_t> shown;
        for (std::size_t i = 0; i < session.calls().size(); ++i) {
            const CallKey &key = session.calls()[i];
            if (!hidden.contains(key.callSid.bytes()) && (!filter || filter(*session.call(key), {})))
                shown.push_back(i);
        }
        std::stable_sort(shown.begin(), shown.end(),
                         [this](std::size_t a, std::size_t b) { return keys.at(a) < keys.at(b); });
        if (!ascending)
            std::reverse(shown.begin(), shown.end());
        std::vector<base::CallSid> result;
        for (const std::size_t i : shown)
            result.push_back(session.calls()[i].callSid);
        return result;
    }
};

} // namespace

class CallModelTest : public QObject
{
    Q_OBJECT

private:
    tests::ManualClock m_clock {};
    std::unique_ptr<EventMaker> m_make {};
    std::unique_ptr<Session> m_session {};
    std::unique_ptr<CallModel> m_model {};
    int m_source = 0;

    void append(const std::vector<event::Event> &events) { m_session->append(m_source, events); }
    void ring(int call) { append({ m_make->incoming(call, number) }); }
    void speak(int call, quint16 rms)
    {
        m_session->addPeaks({ { { m_source, EventMaker::callSid(call) }, media::Lane::Left, 0, { { 0, 1, rms } } } });
    }
    event::Event randomEvent(QRandomGenerator &random, int call);
    /// The filter's verdicts come through the event loop.
    void settle() const
    {
        while (!m_model->isSettled())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    void filter(CallModel::Filter filter) const
    {
        m_model->setFilter(std::move(filter));
        settle();
    }

private Q_SLOTS:
    void init();
    void cleanup();
    void matchesTheNaiveList();
    void takesABatchInOneInsertion();
    void putsTheNewestFirst();
    void tellsChangesOncePerFlush();
    void tellsOnlyTheMeterForSound();
    void tellsNothingForWhatCannotBeSeen();
    void letsTimePassForRunningCallsOnly();
    void staysSortedAsItWas();
    void keepsIndicesOnTheirCalls();
    void movesCallsInAndOutOfTheFilter();
    void keepsItsRowsUntilTheFilterIsThrough();
    void showsNewCallsOnceTheFilterLetsThem();
    void isNotHeldUpByASlowFilter();
    void testsOneLotAtATime();
    void endsWhileAFilterIsAtWork();
    void startsAfreshForScatteredRows();
    void isolatesNumbers();
    void marksWhatIsOverBudget();
    void countsAndNamesErrors();
    void saysThatACallIsRecorded();
    void endsACallThatNobodyTook();
    void speaksWhatIsDrawn();
};

void CallModelTest::init()
{
    m_make = std::make_unique<EventMaker>(m_clock);
    m_session = std::make_unique<Session>();
    m_source = m_session->addSource(QStringLiteral("127.0.0.1:5000"), false);
    m_model = std::make_unique<CallModel>(*m_session, m_clock, nullptr);
    new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_model.get());
}

void CallModelTest::cleanup()
{
    m_model.reset();
    m_session.reset();
}

event::Event CallModelTest::randomEvent(QRandomGenerator &random, int call)
{
    switch (random.bounded(6)) {
    case 0:
        return m_make->incoming(call, QStringLiteral("+1%1").arg(random.bounded(1000)));
    case 1:
        return m_make->make(call, event::StreamStarted {});
    case 2:
        return m_make->make(call, event::CallEnded {});
    case 3:
        return m_make->replyLeft(call, random.bounded(1, 9), std::chrono::milliseconds(random.bounded(3000)));
    case 4:
        return m_make->providerFailed(call);
    default:
        return m_make->make(call, event::MediaReceived {});
    }
}

void CallModelTest::matchesTheNaiveList()
{
    QRandomGenerator random(3);
    NaiveList naive { *m_session };
    const std::vector<CallModel::Filter> filters {
        {},
        [](const CallSummary &call, const CallCircumstances &) { return call.errors > 1; },
        [](const CallSummary &call, const CallCircumstances &) { return call.isRunning(); },
        [](const CallSummary &call, const CallCircumstances &) { return call.worstLatency > 1000ms; },
    };
    static constexpr CallColumn sortable[]
        = { CallColumn::Start, CallColumn::From, CallColumn::Errors, CallColumn::State, CallColumn::Latency };

    int compared = 0;
    for (int step = 0; step < 600; ++step) {
        m_clock.advance(10ms);
        const int dice = random.bounded(20);
        if (dice == 0) {
            naive.filter = filters[random.bounded(static_cast<quint32>(filters.size()))];
            m_model->setFilter(naive.filter);
        } else if (dice == 1) {
            naive.sort(sortable[random.bounded(5)], random.bounded(2) == 0);
            m_model->sort(static_cast<int>(naive.column), naive.ascending ? Qt::AscendingOrder : Qt::DescendingOrder);
        } else if (dice == 2 && !m_session->calls().empty()) {
            const CallKey key = m_session->calls()[random.bounded(static_cast<quint32>(m_session->calls().size()))];
            naive.hidden.insert(key.callSid.bytes());
            m_model->hide(key);
        } else {
            std::vector<event::Event> batch;
            for (int i = random.bounded(1, 12); i > 0; --i)
                batch.push_back(randomEvent(random, random.bounded(1, 5 + step / 5)));
            append(batch);
        }
        m_model->flush();
        naive.takeNewKeys();
        QVERIFY(naive.filter || m_model->isSettled());
        QCoreApplication::processEvents();
        if (random.bounded(3) == 0) // else the next step comes in the midst of a test
            settle();
        if (m_model->isSettled()) {
            QCOMPARE(sidsOf(*m_model), naive.rows());
            ++compared;
        }
    }
    QVERIFY(compared > 200);
    QVERIFY(m_session->calls().size() > 50);
}

void CallModelTest::takesABatchInOneInsertion()
{
    ring(1);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    std::vector<event::Event> batch;
    for (int call = 2; call < 52; ++call)
        batch.push_back(m_make->incoming(call, number));
    append(batch);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted[0][1].toInt(), 0);
    QCOMPARE(m_model->rowCount(), 51);
}

void CallModelTest::putsTheNewestFirst()
{
    for (const int call : { 7, 3, 9 }) {
        ring(call);
        m_clock.advance(1s);
    }
    QCOMPARE(sidsOf(*m_model), sids({ 9, 3, 7 }));
}

void CallModelTest::tellsChangesOncePerFlush()
{
    ring(1);
    m_model->flush();
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    for (int i = 0; i < 100; ++i)
        append({ m_make->providerFailed(1) });
    QCOMPARE(changed.size(), 0);
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(textAt(*m_model, 0, CallColumn::Errors).contains(QStringLiteral("100 PROVIDER_ERROR")));
}

void CallModelTest::tellsOnlyTheMeterForSound()
{
    ring(1);
    ring(2);
    m_model->flush();
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    speak(1, 4000);
    speak(2, 300);
    m_model->flush();
    QCOMPARE(changed.size(), 1);
    const auto from = changed[0][0].toModelIndex(), to = changed[0][1].toModelIndex();
    QCOMPARE(from, m_model->index(0, static_cast<int>(CallColumn::Level)));
    QCOMPARE(to, m_model->index(1, static_cast<int>(CallColumn::Level)));
    QVERIFY(from.data(CallModel::levelsRole).toPointF().x() < to.data(CallModel::levelsRole).toPointF().x());
}

void CallModelTest::tellsNothingForWhatCannotBeSeen()
{
    ring(1);
    speak(1, 4000);
    m_model->flush();
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    speak(1, 4010);
    append({ m_make->make(1, event::MediaReceived {}), m_make->make(1, event::PartialRecognized {}) });
    m_model->flush();
    QCOMPARE(changed.size(), 0);
}

void CallModelTest::letsTimePassForRunningCallsOnly()
{
    ring(1);
    m_clock.advance(1s);
    append({ m_make->make(1, event::CallEnded {}) });
    ring(2);
    m_model->flush();
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_clock.advance(65s);
    m_model->tick();
    QVERIFY(textAt(*m_model, 0, CallColumn::Duration).contains(QStringLiteral("1:05")));
    QVERIFY(textAt(*m_model, 1, CallColumn::Duration).contains(QStringLiteral("0:01")));
    QCOMPARE(changed.size(), 1);
    const QModelIndex running = m_model->index(0, static_cast<int>(CallColumn::Duration));
    QCOMPARE(changed[0][0].toModelIndex(), running);
    QCOMPARE(changed[0][1].toModelIndex(), running);
}

void CallModelTest::staysSortedAsItWas()
{
    for (const int call : { 1, 2, 3 })
        ring(call);
    append({ m_make->providerFailed(2) });
    m_model->flush();
    const int errors = static_cast<int>(CallColumn::Errors);
    m_model->sort(errors, Qt::DescendingOrder);
    QCOMPARE(sidsOf(*m_model), sids({ 2, 3, 1 }));

    QSignalSpy laidOut(m_model.get(), &QAbstractItemModel::layoutChanged);
    append({ m_make->providerFailed(1), m_make->providerFailed(1) });
    m_model->flush();
    QCOMPARE(sidsOf(*m_model), sids({ 2, 3, 1 }));
    QCOMPARE(laidOut.size(), 0);

    m_model->sort(errors, Qt::DescendingOrder);
    QCOMPARE(sidsOf(*m_model), sids({ 1, 2, 3 }));
}

void CallModelTest::keepsIndicesOnTheirCalls()
{
    append({ m_make->incoming(1, QStringLiteral("+3")), m_make->incoming(2, QStringLiteral("+1")),
             m_make->incoming(3, QStringLiteral("+2")) });
    const QPersistentModelIndex kept = m_model->index(*m_model->rowOf({ m_source, EventMaker::callSid(1) }), 0);
    m_model->sort(static_cast<int>(CallColumn::From), Qt::AscendingOrder);
    QCOMPARE(sidsOf(*m_model), sids({ 2, 3, 1 }));
    QCOMPARE(kept.row(), 2);
}

void CallModelTest::movesCallsInAndOutOfTheFilter()
{
    ring(1);
    ring(2);
    filter([](const CallSummary &call, const CallCircumstances &) { return call.isRunning(); });
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    append({ m_make->make(1, event::CallEnded {}) });
    m_model->flush();
    settle();
    QCOMPARE(sidsOf(*m_model), sids({ 2 }));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(m_model->counts(), (CallModel::Counts { 2, 1, 1 }));
    QCOMPARE(m_model->rowOf({ m_source, EventMaker::callSid(1) }), std::nullopt);
    m_model->setFilter({});
    QCOMPARE(sidsOf(*m_model), sids({ 2, 1 }));
}

void CallModelTest::keepsItsRowsUntilTheFilterIsThrough()
{
    for (const int call : { 1, 2, 3 })
        ring(call);
    append({ m_make->providerFailed(2) });
    m_model->flush();
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset), counts(m_model.get(), &CallModel::countsChanged);
    m_model->setFilter([](const CallSummary &call, const CallCircumstances &) { return call.errors > 0; });
    QCOMPARE(sidsOf(*m_model), sids({ 3, 2, 1 }));
    QCOMPARE(counts.size(), 0);
    settle();
    QCOMPARE(sidsOf(*m_model), sids({ 2 }));
    QCOMPARE(counts.size(), 1);
    QCOMPARE(m_model->counts(), (CallModel::Counts { 3, 1, 3 }));

    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    m_model->setFilter({});
    QCOMPARE(sidsOf(*m_model), sids({ 3, 2, 1 }));
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(reset.size(), 0);
}

void CallModelTest::showsNewCallsOnceTheFilterLetsThem()
{
    QSignalSpy arrived(m_model.get(), &CallModel::callsArrived);
    ring(1);
    QCOMPARE(arrived.size(), 1);
    filter([](const CallSummary &call, const CallCircumstances &) { return call.from == number; });
    QCOMPARE(arrived.size(), 1);
    append({ m_make->incoming(2, number), m_make->incoming(3, QStringLiteral("+1")) });
    QCOMPARE(sidsOf(*m_model), sids({ 1 }));
    settle();
    QCOMPARE(sidsOf(*m_model), sids({ 2, 1 }));
    QCOMPARE(m_model->counts(), (CallModel::Counts { 3, 2, 3 }));
    QCOMPARE(arrived.size(), 2);
    QCOMPARE(arrived[1][0].value<std::vector<int>>(), std::vector { 1 });
}

void CallModelTest::isNotHeldUpByASlowFilter()
{
    for (const int call : { 1, 2, 3 })
        ring(call);
    QSemaphore begun, mayGoOn;
    std::atomic_int asked = 0;
    const auto *gui = QThread::currentThread();
    std::atomic_bool onGuiThread = false;
    const auto end = qScopeGuard([&] { // before what the filter refers to is gone
        mayGoOn.release(100);
        m_model.reset();
    });
    m_model->setFilter([&](const CallSummary &, const CallCircumstances &) {
        onGuiThread = QThread::currentThread() == gui;
        ++asked;
        begun.release();
        mayGoOn.acquire();
        return false;
    });
    QVERIFY(begun.tryAcquire(1, 5000)); // this thread goes on while the other stands still
    QVERIFY(!onGuiThread);
    QCoreApplication::processEvents();
    QCOMPARE(sidsOf(*m_model), sids({ 3, 2, 1 }));

    m_model->setFilter(
        [](const CallSummary &call, const CallCircumstances &) { return call.key.callSid != EventMaker::callSid(2); });
    mayGoOn.release(3);
    settle();
    QCOMPARE(sidsOf(*m_model), sids({ 3, 1 }));
    QCOMPARE(asked, 1);
}

void CallModelTest::testsOneLotAtATime()
{
    ring(1);
    ring(2);
    QSemaphore begun, mayGoOn;
    std::atomic_int asked = 0;
    const auto end = qScopeGuard([&] { // before what the filter refers to is gone
        mayGoOn.release(100);
        m_model.reset();
    });
    m_model->setFilter([&](const CallSummary &call, const CallCircumstances &) {
        if (++asked == 1) {
            begun.release();
            mayGoOn.acquire();
        }
        return call.errors == 3;
    });
    QVERIFY(begun.tryAcquire(1, 5000));
    for (int i = 0; i < 3; ++i) {
        append({ m_make->providerFailed(1) });
        m_model->flush();
    }
    mayGoOn.release();
    settle();
    QCOMPARE(sidsOf(*m_model), sids({ 1 }));
    QCOMPARE(asked, 3); // both calls, then what had changed meanwhile, once
}

void CallModelTest::endsWhileAFilterIsAtWork()
{
    constexpr int calls = 300;
    std::vector<event::Event> batch;
    for (int call = 1; call <= calls; ++call)
        batch.push_back(m_make->incoming(call, number));
    append(batch);
    QSemaphore begun, never;
    std::atomic_int asked = 0;
    m_model->setFilter([&](const CallSummary &, const CallCircumstances &) {
        ++asked;
        begun.release();
        return never.tryAcquire(1, 10); // seconds for all of them
    });
    const bool hasBegun = begun.tryAcquire(1, 5000);
    m_model.reset();
    QVERIFY(hasBegun);
    QVERIFY2(asked < calls, "the end waited for every call");
}

void CallModelTest::startsAfreshForScatteredRows()
{
    std::vector<event::Event> batch;
    for (int call = 1; call <= 300; ++call)
        batch.push_back(m_make->incoming(call, QStringLiteral("+%1").arg(call % 2)));
    append(batch);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset),
        removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    filter([](const CallSummary &call, const CallCircumstances &) { return call.from == QStringLiteral("+1"); });
    QCOMPARE(m_model->rowCount(), 150);
    QCOMPARE(m_model->counts().shown, 150);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(removed.size(), 0);
}

void CallModelTest::isolatesNumbers()
{
    ring(1);
    for (const CallColumn column :
         { CallColumn::From, CallColumn::To, CallColumn::Start, CallColumn::Duration, CallColumn::Sid }) {
        const QString text = textAt(*m_model, 0, column);
        QVERIFY2(text.startsWith(QChar(0x2066)) && text.endsWith(QChar(0x2069)), qPrintable(text));
    }
}

void CallModelTest::marksWhatIsOverBudget()
{
    ring(1);
    append({ m_make->replyLeft(1, 2, 1500ms) });
    m_model->flush();
    QCOMPARE(textAt(*m_model, 0, CallColumn::Latency, GlyphRole), QString());
    append({ m_make->replyLeft(1, 3, 1501ms) });
    m_model->flush();
    QVERIFY(!textAt(*m_model, 0, CallColumn::Latency, GlyphRole).isEmpty());
    QVERIFY(
        textAt(*m_model, 0, CallColumn::Latency, Qt::AccessibleTextRole).contains(QStringLiteral("over the budget")));
    m_model->setBudget(2s);
    QCOMPARE(textAt(*m_model, 0, CallColumn::Latency, GlyphRole), QString());
}

void CallModelTest::countsAndNamesErrors()
{
    ring(1);
    QCOMPARE(textAt(*m_model, 0, CallColumn::Errors), QString());
    append({ m_make->providerFailed(1), m_make->make(1, event::MediaGapFound {}) });
    m_model->flush();
    QVERIFY(textAt(*m_model, 0, CallColumn::Errors).contains(QStringLiteral("2 MEDIA_GAP")));
    QVERIFY(!textAt(*m_model, 0, CallColumn::Errors, GlyphRole).isEmpty());
}

void CallModelTest::saysThatACallIsRecorded()
{
    const int recording = m_session->addSource(QStringLiteral("monday.jsonl"), true);
    m_session->append(recording, std::vector { m_make->incoming(5, number) });
    QCOMPARE(textAt(*m_model, 0, CallColumn::State), QStringLiteral("Recording"));
    QVERIFY(!textAt(*m_model, 0, CallColumn::State, GlyphRole).isEmpty());
    QVERIFY(textAt(*m_model, 0, CallColumn::Source).contains(QStringLiteral("monday.jsonl")));
    QVERIFY(!m_model->index(0, static_cast<int>(CallColumn::Level)).data(CallModel::levelsRole).isValid());
    QCOMPARE(m_model->counts().running, 0);
}

/// Twilio reports the end of a call that this gateway never answered: there will be no CALL_END.
void CallModelTest::endsACallThatNobodyTook()
{
    append({ m_make->make(1, event::CallStatusReported { QStringLiteral("in-progress"), {}, {}, {} }) });
    QVERIFY(m_session->call(m_session->calls().front())->isRunning());
    append({ m_make->make(1, event::CallStatusReported { QStringLiteral("no-answer"), {}, {}, {} }) });
    const CallSummary *call = m_session->call(m_session->calls().front());
    QVERIFY(!call->isRunning());
    QCOMPARE(call->endCause, QStringLiteral("no-answer"));
}

void CallModelTest::speaksWhatIsDrawn()
{
    ring(1);
    speak(1, 3277);
    m_model->flush();
    const QString spoken = textAt(*m_model, 0, CallColumn::Level, Qt::AccessibleTextRole);
    QVERIFY2(spoken.contains(QStringLiteral("-20 dB")) && spoken.contains(QStringLiteral("silent")),
             qPrintable(spoken));
}

QTEST_MAIN(CallModelTest)
#include "tst_callmodel.moc"
