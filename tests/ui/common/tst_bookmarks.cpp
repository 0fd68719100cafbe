#include "ui/common/bookmarks.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace callscope;
using callscope::ui::Bookmarks;
using namespace Qt::StringLiterals;

namespace {

event::Event numbered(quint64 sequence, char call = '1')
{
    event::Event event;
    event.sequence = sequence;
    if (call != 0)
        event.callSid = *base::CallSid::parse("CA" + QByteArray(32, call));
    event.payload = event::StreamStopped {};
    return event;
}

} // namespace

class BookmarksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setOrganizationName(u"callscope-tst-bookmarks"_s); }
    void init() { QSettings().clear(); }
    void toggleSetsAndTakesAway();
    void theyAreKeptByCall();
    void anEventOfNoCallHasNone();
};

void BookmarksTest::toggleSetsAndTakesAway()
{
    Bookmarks bookmarks;
    QSignalSpy changed(&bookmarks, &Bookmarks::changed);
    QVERIFY(!bookmarks.contains(numbered(7)));
    QVERIFY(bookmarks.toggle(numbered(7)));
    QVERIFY(bookmarks.contains(numbered(7)));
    QVERIFY(!bookmarks.contains(numbered(8)));
    QVERIFY(bookmarks.toggle(numbered(7)));
    QVERIFY(!bookmarks.contains(numbered(7)));
    QCOMPARE(changed.count(), 2);
    QVERIFY(QSettings().allKeys().isEmpty());
}

void BookmarksTest::theyAreKeptByCall()
{
    {
        Bookmarks bookmarks;
        bookmarks.toggle(numbered(7));
        bookmarks.toggle(numbered(12, '2'));
    }
    const Bookmarks next;
    QVERIFY(next.contains(numbered(7)));
    QVERIFY(!next.contains(numbered(12)));
    QVERIFY(next.contains(numbered(12, '2')));
}

void BookmarksTest::anEventOfNoCallHasNone()
{
    Bookmarks bookmarks;
    QVERIFY(!bookmarks.toggle(numbered(7, 0)));
    QVERIFY(!bookmarks.contains(numbered(7, 0)));
    QVERIFY(QSettings().allKeys().isEmpty());
}

QTEST_GUILESS_MAIN(BookmarksTest)
#include "tst_bookmarks.moc"
