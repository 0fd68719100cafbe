#include "core/filter/eventrow.h"
#include "tests/ui/events/sampleevents.h"
#include "ui/events/eventdetail.h"
#include "ui/events/eventintake.h"
#include "ui/events/eventtable.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <numeric>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;

namespace {

/// Counts what a view asks for.
class CountingModel : public EventModel
{
public:
    using EventModel::EventModel;

    QVariant data(const QModelIndex &index, int role) const override
    {
        ++m_asked;
        return EventModel::data(index, role);
    }
    qint64 takeAsked() { return std::exchange(m_asked, 0); }

private:
    mutable qint64 m_asked = 0;
};

/// The page's list without the page, shown.
struct Fixture
{
    Session session {};
    Selection selection {};
    const Bookmarks bookmarks {};
    CountingModel model { session, bookmarks };
    EventIntake intake { session, selection, model };
    EventTable table { &model };
    SampleEvents sample {};
    int source = session.addSource(u"test"_s, false);

    Fixture()
    {
        table.resize(800, 600);
        table.show();
    }
    /// So many batches of so many events, each shown before the next; how many cells the view asked for.
    qint64 tell(int batches, int size)
    {
        model.takeAsked();
        for (int batch = 0; batch < batches; ++batch) {
            session.append(source, sample.pings(size));
            const auto isShown = [this] {
                return model.rowCount() == session.endEvent() - session.firstEvent()
                    && model.idAt(model.rowCount() - 1) == session.endEvent() - 1;
            };
            if (!QTest::qWaitFor(isShown, 60'000))
                qFatal("the batch never came");
            QCoreApplication::processEvents();
        }
        return model.takeAsked();
    }
};

} // namespace

/// More than a screen was made for. What is bounded is counted and not timed; times are printed.
class EventFloodTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void T34_aMillionEventsCostWhatTheScreenShows();
    void T34_aFilterIsCancelledBetweenTwoEvents();
    void T34_hugeValuesAreCutBeforeTheyAreLaidOut();
};

void EventFloodTest::T34_aMillionEventsCostWhatTheScreenShows()
{
    constexpr int batches = 25;
    Fixture f;
    const qint64 askedOfFew = f.tell(batches, 40);
    std::array<qint64, 5> times {};
    qint64 asked = 0;
    for (qint64 &time : times) {
        QElapsedTimer timer;
        timer.start();
        asked += f.tell(batches, 8'000);
        time = timer.elapsed();
    }
    std::sort(times.begin(), times.end());
    qInfo(
        "200,000 events in 25 batches: median %lld ms; cells asked for in a batch: %lld of 8000 rows, %lld of 40 rows",
        times[2], asked / 5 / batches, askedOfFew / batches);
    QVERIFY(f.session.endEvent() >= 1'000'000);
    QVERIFY(f.session.endEvent() - f.session.firstEvent() <= Session::mostEvents);
    QCOMPARE(f.model.rowCount(), static_cast<int>(f.session.endEvent() - f.session.firstEvent()));
    QCOMPARE(f.model.idAt(0), f.session.firstEvent());
    QVERIFY2(asked < 3 * 5 * askedOfFew, "a view's work has to grow with the screen and not with the traffic");
}

void EventFloodTest::T34_aFilterIsCancelledBetweenTwoEvents()
{
    Session session;
    SampleEvents sample;
    session.append(session.addSource(u"test"_s, false), sample.pings(100'000));
    std::vector<EventId> ids(100'000);
    std::iota(ids.begin(), ids.end(), 0);

    QSemaphore reached, goOn;
    std::atomic<int> tested = 0;
    EventSieve sieve(session);
    const QSignalSpy found(&sieve, &EventSieve::found);
    sieve.start(
        [&](const event::Event &, const QString &) {
            if (++tested == 10) {
                reached.release();
                goOn.acquire(); // a pattern that costs
            }
            return true;
        },
        ids);
    reached.acquire();
    sieve.cancel();
    QVERIFY(!sieve.isRunning());
    goOn.release();

    int testedAfter = 0;
    sieve.start([&](const event::Event &, const QString &) { return ++testedAfter > 0; }, { 0, 1, 2 });
    QTRY_VERIFY(!sieve.isRunning());
    QCOMPARE(tested.load(), 10);
    QCOMPARE(testedAfter, 3);
    QCOMPARE(found.size(), 1); // of the second run
}

/// A line of a record has no more than a megabyte; this is what a gateway in the same process could tell.
void EventFloodTest::T34_hugeValuesAreCutBeforeTheyAreLaidOut()
{
    constexpr qsizetype most = 2 << 20; // characters that are given to widgets, all together
    const QString huge(8 << 20, u'a');
    EventDetail detail;
    detail.resize(600, 400);
    detail.show(SampleEvents().said(huge));
    qsizetype shown = detail.findChild<QPlainTextEdit *>()->toPlainText().size();
    const auto *fields = detail.findChild<QTreeWidget *>();
    for (int row = 0; row < fields->topLevelItemCount(); ++row) {
        const QTreeWidgetItem &item = *fields->topLevelItem(row);
        shown += item.text(0).size() + item.text(1).size() + item.toolTip(1).size();
        QVERIFY(item.toolTip(1).size() < 20'000);
    }
    QVERIFY2(shown < most, qPrintable(QString::number(shown)));
    QVERIFY(detail.findChild<QPlainTextEdit *>()->toPlainText().contains(u"…(+"_s)); // and says so

    Fixture f;
    f.session.append(f.source, std::vector { f.sample.said(huge) });
    QTRY_COMPARE(f.model.rowCount(), 1);
    for (int column = 0; column < EventModel::columns; ++column) {
        QVERIFY(f.model.index(0, column).data().toString().size() < 5'000);
        QVERIFY(f.model.index(0, column).data(Qt::ToolTipRole).toString().size() < 20'000);
    }
}

QTEST_MAIN(EventFloodTest)
#include "tst_eventflood.moc"
