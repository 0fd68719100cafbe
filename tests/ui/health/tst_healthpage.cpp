#include "tests/ui/calls/eventmaker.h"
#include "ui/common/emptyhint.h"
#include "ui/health/gatewaypanel.h"
#include "ui/health/healthpage.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QSettings>
#include <QTest>
#include <QToolButton>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using tests::EventMaker;

class HealthPageTest : public QObject
{
    Q_OBJECT

private:
    tests::ManualClock m_clock {};
    std::unique_ptr<EventMaker> m_make {};
    std::unique_ptr<Session> m_session {};
    std::unique_ptr<Selection> m_selection {};
    std::unique_ptr<HealthPage> m_page {};
    int m_source = 0;

    CallKey key(int call) const { return { m_source, EventMaker::callSid(call) }; }
    void append(int call, event::Payload payload)
    {
        m_session->append(m_source, std::vector { m_make->make(call, std::move(payload)) });
    }
    QTableView *table() const { return m_page->findChild<QTableView *>(); }
    bool shows(const QString &text) const
    {
        const auto labels = m_page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }
    static FeedStatus running()
    {
        return { .state = FeedStatus::State::Running,
                 .name = QStringLiteral("127.0.0.1:5000"),
                 .url = QStringLiteral("http://127.0.0.1:5000"),
                 .version = QStringLiteral("0.1.0"),
                 .deployId = QStringLiteral("blue-7"),
                 .warnings = {} };
    }

private Q_SLOTS:
    void initTestCase();
    void init();
    void showsTheGateway();
    void listsProvidersInTheScreensDirection();
    void listsEveryWarning();
    void givesTheGatewayItsHeight();
    void cutsNoHeader();
    void tellsWhyItFailed();
    void copiesTheAddress();
    void hintsWhileNothingRuns();
    void selectsTheCallOfASocket();
    void followsTheSelection();
    void ticksWhileItIsShown();
    void hasAccessibleNames();
};

void HealthPageTest::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("callscope-test"));
    QCoreApplication::setApplicationName(QStringLiteral("tst_healthpage"));
}

void HealthPageTest::init()
{
    QSettings().clear();
    m_page.reset();
    m_make = std::make_unique<EventMaker>(m_clock);
    m_session = std::make_unique<Session>();
    m_selection = std::make_unique<Selection>();
    m_source = m_session->addSource(QStringLiteral("127.0.0.1:5000"), false);
    m_page = std::make_unique<HealthPage>(*m_session, *m_selection);
    m_page->resize(1500, 500);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void HealthPageTest::showsTheGateway()
{
    QVERIFY(shows(QStringLiteral("Starting")));
    m_page->setFeedStatus(running());
    for (const char *text : { "Running", "http://127.0.0.1:5000", "0.1.0", "blue-7" })
        QVERIFY2(shows(QLatin1String(text)), text);
}

/// In Hebrew the titles are Hebrew: a line forced from left to right would put each behind the wrong names.
void HealthPageTest::listsProvidersInTheScreensDirection()
{
    FeedStatus status = running();
    status.providers = { { QStringLiteral("recognizer"), QStringLiteral("deepgram"), true, {} },
                         { QStringLiteral("agent"), QStringLiteral("gpt"), true, {} } };
    m_page->setFeedStatus(status);
    const auto labels = m_page->findChildren<QLabel *>();
    const auto line = std::find_if(labels.begin(), labels.end(),
                                   [](const QLabel *label) { return label->text().contains(QLatin1String("gpt")); });
    QVERIFY(line != labels.end());
    QVERIFY2((*line)->text().startsWith(QLatin1String("Hears:")), qPrintable((*line)->text()));
    QVERIFY((*line)->text().contains(QLatin1String("Answers:")));
}

void HealthPageTest::listsEveryWarning()
{
    FeedStatus status = running();
    status.warnings
        = { QStringLiteral("No auth token: signatures are not checked."), QStringLiteral("Records are not kept.") };
    m_page->setFeedStatus(status);
    QVERIFY(shows(status.warnings[0]));
    QVERIFY(shows(status.warnings[1]));
    m_page->setFeedStatus(running());
    QVERIFY(!shows(status.warnings[0]));
}

void HealthPageTest::givesTheGatewayItsHeight()
{
    const auto *area = m_page->findChild<QScrollArea *>();
    const QLayout *lines = m_page->findChild<GatewayPanel *>()->layout();
    const auto isHighEnough = [&] {
        return area->height() >= (lines->hasHeightForWidth() ? lines->totalHeightForWidth(area->width())
                                                             : lines->totalSizeHint().height());
    };
    m_page->setFeedStatus(running());
    QVERIFY(isHighEnough() && area->height() > m_page->fontMetrics().height() * 2);
    const int calm = area->height();
    QEvent switched(QEvent::LanguageChange);
    QCoreApplication::sendEvent(m_page.get(), &switched);
    QTRY_COMPARE(area->height(), calm);

    FeedStatus status = running();
    status.warnings = { QStringLiteral("one"), QStringLiteral("two") };
    m_page->setFeedStatus(status);
    QTRY_VERIFY(isHighEnough() && area->height() > calm);
    status.warnings.append(QStringLiteral("three"));
    const int two = area->height();
    m_page->setFeedStatus(status);
    QTRY_VERIFY(isHighEnough() && area->height() > two);
    m_page->setFeedStatus(running());
    QTRY_COMPARE(area->height(), calm);
}

void HealthPageTest::cutsNoHeader()
{
    const QHeaderView *header = table()->horizontalHeader();
    for (int column = 0; column < header->count(); ++column)
        QVERIFY2(header->sectionSize(column) >= header->sectionSizeHint(column),
                 qPrintable(table()->model()->headerData(column, Qt::Horizontal).toString()));
}

void HealthPageTest::tellsWhyItFailed()
{
    FeedStatus status = running();
    status.state = FeedStatus::State::Failed;
    status.error = base::Error { base::ErrorCode::Unavailable, QStringLiteral("port 5000 is taken"), {} };
    m_page->setFeedStatus(status);
    QVERIFY(shows(QStringLiteral("Failed")));
    QVERIFY(shows(QStringLiteral("port 5000 is taken")));
}

void HealthPageTest::copiesTheAddress()
{
    auto *copy = m_page->findChild<QToolButton *>();
    QVERIFY(!copy->isEnabled());
    m_page->setFeedStatus(running());
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:5000"));
}

void HealthPageTest::hintsWhileNothingRuns()
{
    auto *hint = m_page->findChild<EmptyHint *>();
    QVERIFY(hint->isVisible() && !hint->text().isEmpty());
    append(1, event::StreamStarted {});
    QVERIFY(!hint->isVisible());
    append(1, event::CallEnded {});
    QVERIFY(hint->isVisible());
}

void HealthPageTest::selectsTheCallOfASocket()
{
    append(1, event::StreamStarted {});
    append(2, event::StreamStarted {});
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {},
                      table()->visualRect(table()->model()->index(1, 0)).center());
    QCOMPARE(m_selection->call(), key(2));
    QTest::keyClick(table(), Qt::Key_Up);
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(m_selection->call(), key(1));
}

void HealthPageTest::followsTheSelection()
{
    append(1, event::StreamStarted {});
    append(2, event::StreamStarted {});
    m_selection->selectCall(key(2));
    QVERIFY(table()->selectionModel()->isRowSelected(1));
    append(1, event::CallEnded {});
    QVERIFY(table()->selectionModel()->isRowSelected(0));
    append(2, event::CallEnded {});
    QCOMPARE(m_selection->call(), key(2));
}

void HealthPageTest::ticksWhileItIsShown()
{
    append(1, event::StreamStarted {});
    int ticks = 0;
    connect(table()->model(), &QAbstractItemModel::dataChanged, m_page.get(), [&] { ++ticks; });
    QTRY_VERIFY(ticks >= 2);
    m_page->hide();
    ticks = 0;
    bool later = false;
    QTimer::singleShot(1200ms, m_page.get(), [&] { later = true; });
    QTRY_VERIFY(later);
    QCOMPARE(ticks, 0);
}

void HealthPageTest::hasAccessibleNames()
{
    append(1, event::StreamStarted {});
    m_page->setFeedStatus(running());
    for (QWidget *widget :
         { static_cast<QWidget *>(table()), static_cast<QWidget *>(m_page->findChild<QToolButton *>()) })
        QVERIFY(!QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty());
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(table());
    QAccessibleInterface *trend = accessible->tableInterface()->cellAt(0, static_cast<int>(HealthColumn::Trend));
    QVERIFY(!trend->text(QAccessible::Name).isEmpty());
}

QTEST_MAIN(HealthPageTest)
#include "tst_healthpage.moc"
