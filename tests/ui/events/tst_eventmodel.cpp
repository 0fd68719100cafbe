#include "core/filter/eventrow.h"
#include "tests/ui/events/sampleevents.h"
#include "ui/events/eventintake.h"
#include "ui/events/mediaframes.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;

namespace {

filter::Filter filterOf(const QString &text)
{
    return std::get<filter::Filter>(filter::Filter::parse(text, filter::eventFields()));
}

std::vector<event::Event> randomBatch(SampleEvents &sample, QRandomGenerator &random)
{
    std::vector<event::Event> events;
    for (int count = random.bounded(1, 40); count > 0; --count) {
        const int call = random.bounded(4); // 0: of no call
        switch (random.bounded(4)) {
        case 0:
            events.push_back(sample.media(call));
            break;
        case 1:
            events.push_back(sample.said(random.bounded(2) ? u"hello"_s : u"good bye"_s, call));
            break;
        case 2:
            events.push_back(sample.gap(call));
            break;
        default:
            events.push_back(sample.ping(call));
        }
    }
    return events;
}

bool isMedia(const event::Event &event)
{
    return std::holds_alternative<event::MediaReceived>(event.payload);
}

/// What an EventIntake is to show, found the slow way.
struct Reference
{
    const Session &session;
    const Selection &selection;
    bool allCalls = false, media = true;
    std::optional<EventId> pausedAt {};
    filter::Filter filter {};

    std::vector<EventId> rows(bool waiting) const
    {
        std::vector<EventId> ids;
        for (EventId id = session.firstEvent(); id < session.endEvent(); ++id) {
            const Session::Entry &entry = session.entry(id);
            const bool inScope = allCalls || selection.call().isEmpty() || session.keyOf(entry) == selection.call();
            const bool isWaiting = pausedAt && id >= *pausedAt;
            if (inScope && (media || !isMedia(entry.event)) && isWaiting == waiting
                && filter.matches(filter::EventRow(entry.event, session.sourceName(entry.source))))
                ids.push_back(id);
        }
        return ids;
    }
};

} // namespace

class tst_EventModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreThoseOfANaiveList();
    void showsWhatANaiveReferenceShows_data();
    void showsWhatANaiveReferenceShows();
    void insertsOnceABatch();
    void dropsWhatTheSessionDrops();
    void takesAHundredThousandEvents();
    void writesCells();
    void unfoldsFrames();
    void marksTheStretch();
};

/// Every operation of the model at random, against a list of pairs.
void tst_EventModel::rowsAreThoseOfANaiveList()
{
    Session session;
    const int source = session.addSource(u"test"_s, false);
    SampleEvents sample;
    QRandomGenerator random(1);
    for (int i = 0; i < 20; ++i)
        session.append(source, randomBatch(sample, random));

    const Bookmarks bookmarks;
    EventModel model(session, bookmarks);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<std::pair<EventId, bool>> naive; // id, is a frame
    EventId next = 0;
    for (int step = 0; step < 300; ++step) {
        const int operation = random.bounded(10);
        if (operation < 5) {
            std::vector<EventId> ids;
            for (int count = random.bounded(4); count > 0 && next < session.endEvent(); --count) {
                ids.push_back(next);
                naive.emplace_back(next, false);
                next += random.bounded(1, 3);
            }
            model.append(ids);
        } else if (operation < 9 && model.rowCount() > 0) {
            const int row = random.bounded(model.rowCount());
            const EventId id = model.idAt(row);
            const auto event = std::find(naive.begin(), naive.end(), std::pair(id, false));
            const bool unfolds = !model.isFrame(row) && isMedia(session.entry(id).event) && !model.isUnfolded(row);
            if (unfolds) {
                model.unfold(row);
                naive.insert(event + 1, 50, { id, true });
            } else {
                model.fold(row);
                std::erase(naive, std::pair(id, true));
            }
        } else {
            const EventId first = random.bounded(static_cast<int>(next) + 1) / 4;
            model.dropBefore(first);
            std::erase_if(naive, [first](const auto &row) { return row.first < first; });
        }
        QCOMPARE(model.rowCount(), static_cast<int>(naive.size()));
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(std::pair(model.idAt(row), model.isFrame(row)), naive[static_cast<std::size_t>(row)]);
    }
}

void tst_EventModel::showsWhatANaiveReferenceShows_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void tst_EventModel::showsWhatANaiveReferenceShows()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Session session;
    Selection selection;
    const int source = session.addSource(u"test"_s, false);
    SampleEvents sample;
    const Bookmarks bookmarks;
    EventModel model(session, bookmarks);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    EventIntake intake(session, selection, model);
    Reference reference { session, selection };
    const QStringList filters { u""_s, u"event == STT_FINAL"_s, u"hello"_s, u"event == NOTHING"_s, u"dir == out"_s };

    for (int step = 0; step < 60; ++step) {
        switch (random.bounded(9)) {
        case 0:
            reference.filter = filterOf(filters[random.bounded(static_cast<int>(filters.size()))]);
            intake.setFilter(reference.filter);
            break;
        case 1:
            if (std::exchange(reference.pausedAt, std::nullopt) == std::nullopt)
                reference.pausedAt = session.endEvent();
            intake.setPaused(reference.pausedAt.has_value());
            break;
        case 2:
            reference.allCalls = !reference.allCalls;
            intake.setScope(reference.allCalls ? EventIntake::Scope::AllCalls : EventIntake::Scope::SelectedCall);
            break;
        case 3:
            selection.selectCall(random.bounded(3) ? CallKey { source, sampleCall(random.bounded(1, 4)) } : CallKey {});
            break;
        case 4:
            reference.media = !reference.media;
            intake.setMediaShown(reference.media);
            break;
        default:
            session.append(source, randomBatch(sample, random));
        }
        if (random.bounded(3) == 0)
            continue; // the next thing happens while this one is under way
        QTRY_COMPARE(model.shownEvents(), reference.rows(false));
        QTRY_COMPARE(intake.waiting(), static_cast<qint64>(reference.rows(true).size()));
    }
    intake.setPaused(false);
    reference.pausedAt.reset();
    QTRY_COMPARE(model.shownEvents(), reference.rows(false));
}

void tst_EventModel::insertsOnceABatch()
{
    Session session;
    Selection selection;
    const int source = session.addSource(u"test"_s, false);
    SampleEvents sample;
    const Bookmarks bookmarks;
    EventModel model(session, bookmarks);
    EventIntake intake(session, selection, model);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 10; ++i)
        session.append(source, sample.pings(20));
    QTRY_COMPARE(model.rowCount(), 200);
    QCOMPARE(inserted.size(), 1);
}

void tst_EventModel::dropsWhatTheSessionDrops()
{
    Session session;
    Selection selection;
    const int source = session.addSource(u"test"_s, false);
    SampleEvents sample;
    const Bookmarks bookmarks;
    EventModel model(session, bookmarks);
    EventIntake intake(session, selection, model);
    session.append(source, sample.pings(static_cast<int>(Session::mostEvents) - 10));
    QTRY_COMPARE(model.rowCount(), static_cast<int>(Session::mostEvents) - 10);
    intake.setPaused(true);
    session.append(source, sample.pings(20)); // too many by now
    QVERIFY(session.firstEvent() > 0);
    QCOMPARE(model.idAt(0), session.firstEvent());
    QTRY_COMPARE(intake.waiting(), 20);
    intake.setPaused(false);
    QCOMPARE(model.rowCount(), static_cast<int>(session.endEvent() - session.firstEvent()));
    QCOMPARE(model.idAt(model.rowCount() - 1), session.endEvent() - 1);
}

/// The figure is in the bench; here it is only made sure that nothing grows with the square.
void tst_EventModel::takesAHundredThousandEvents()
{
    Session session;
    Selection selection;
    const int source = session.addSource(u"test"_s, false);
    SampleEvents sample;
    const Bookmarks bookmarks;
    EventModel model(session, bookmarks);
    EventIntake intake(session, selection, model);
    intake.setFilter(filterOf(u"event == PING and not text ~ x"_s));
    QElapsedTimer timer;
    timer.start();
    for (int batch = 0; batch < 500; ++batch) {
        session.append(source, sample.pings(200));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(model.rowCount(), 100'000);
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
}

void tst_EventModel::writesCells()
{
    Session session;
    const int source = session.addSource(u"test"_s, false);
    SampleEvents sample;
    session.append(source, std::vector { sample.ping(), sample.said(u"go forward"_s), sample.gap() });
    const Bookmarks bookmarks;
    EventModel model(session, bookmarks);
    model.append(std::vector<EventId> { 0, 1, 2 });
    const auto cell = [&](int row, int column, int role = Qt::DisplayRole) {
        return model.index(row, column).data(role).toString().remove(QChar(0x2066)).remove(QChar(0x2069));
    };
    QCOMPARE(cell(1, EventModel::Time), u"0:00.050"_s);
    QCOMPARE(cell(0, EventModel::Gap), QString());
    QCOMPARE(cell(1, EventModel::Gap), u"50 ms"_s);
    QCOMPARE(cell(0, EventModel::Direction), u"→"_s);
    QCOMPARE(cell(1, EventModel::Direction), u"•"_s);
    QCOMPARE(cell(2, EventModel::Direction), u"←"_s);
    QCOMPARE(cell(1, EventModel::Call), u"CA…00000001"_s);
    QCOMPARE(cell(1, EventModel::Name), u"STT_FINAL"_s);
    QCOMPARE(cell(1, EventModel::Summary), u"utterance=0 text=\"go forward\" latency=86ms"_s);
    QCOMPARE(cell(1, EventModel::Time, Qt::ToolTipRole), u"2026-01-15 09:30:00.100 UTC, event 2"_s);
    QCOMPARE(model.textOf(1),
             u"2026-01-15 09:30:00.100 STT_FINAL          CA…00000001 utterance=0 "
             "text=\"go forward\" latency=86ms"_s);
    model.setClock(EventModel::Clock::OfDay);
    QVERIFY(cell(1, EventModel::Time).endsWith(u":00.100"_s));
}

void tst_EventModel::unfoldsFrames()
{
    Session session;
    const int source = session.addSource(u"test"_s, false);
    SampleEvents sample;
    session.append(source, std::vector { sample.ping(), sample.media(), sample.media(), sample.ping() });
    event::MediaReceived huge;
    huge.frames = huge.totalFrames = 1'000'000'000'000;
    session.append(source, std::vector { sample.make(huge) });
    const CallKey key { source, sampleCall(1) };
    session.addPeaks({ { key, media::Lane::Left, 0, std::vector(200, media::Peak { -900, 900, 640 }) } });

    const Bookmarks bookmarks;
    EventModel model(session, bookmarks);
    model.append(std::vector<EventId> { 0, 1, 2, 3, 4 });
    QVERIFY(!model.canUnfold(0));
    model.unfold(2);
    QCOMPARE(model.rowCount(), 55);
    QVERIFY(model.isUnfolded(2));
    const MediaFrame frame = frameOf(session, 2, 0);
    QCOMPARE(frame.number, 51);
    QCOMPARE(frame.place, std::chrono::milliseconds(1000));
    QCOMPARE(frameOf(session, 2, 49).number, 100);
    QCOMPARE(frameOf(session, 2, 49).rms, std::optional(640));
    QVERIFY(model.index(3, EventModel::Name).data().toString().contains(u"51"_s));
    model.unfold(54);
    QCOMPARE(model.rowCount(), 55 + MediaFrames::mostFrames);
    model.fold(30); // one of the frames
    QCOMPARE(model.rowCount(), 5 + MediaFrames::mostFrames);
    QVERIFY(!model.isUnfolded(2));
}

void tst_EventModel::marksTheStretch()
{
    Session session;
    const int source = session.addSource(u"test"_s, false);
    SampleEvents sample;
    session.append(source, sample.pings(10, 1));
    session.append(source, sample.pings(10, 2));
    const Bookmarks bookmarks;
    EventModel model(session, bookmarks);
    std::vector<EventId> ids(20);
    std::iota(ids.begin(), ids.end(), 0);
    model.append(ids);
    model.setStretch({ source, sampleCall(1) }, TimeRange { CallTime(100), CallTime(250) });
    std::vector<int> marked;
    for (int row = 0; row < 20; ++row)
        if (model.index(row, 0).data(EventModel::InStretchRole).toBool())
            marked.push_back(row);
    QCOMPARE(marked, (std::vector<int> { 2, 3, 4 }));
}

QTEST_MAIN(tst_EventModel)
#include "tst_eventmodel.moc"
