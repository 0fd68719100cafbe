#include "tests/ui/requests/requestevents.h"
#include "ui/common/text.h"
#include "ui/requests/requestspage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTextBlock>
#include <QTextEdit>
#include <QTextLayout>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;
using tests::callSid;
using tests::RequestEvents;

class TestRequestsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void emptyPagesSayWhy();
    void aChosenRowIsSelectedEverywhere();
    void aRequestOfAnotherCallSelectsThatCall();
    void anEventChosenElsewhereIsChosenHere();
    void detailShowsAllOfIt();
    void codesAreExplainedInPlace();
    void copies();
    void resendAsksFirst();
    void resendSaysWhyNot_data();
    void resendSaysWhyNot();
    void bodyIsColouredAndLeftToRight();
    void endsOfPathsAreSeen();
    void oldRequestsLeaveWithoutHarm();
    void everythingHasAName();

private:
    struct Desk
    {
        Session session {};
        Selection selection {};
        RequestEvents events {};
        int source = session.addSource(u"gateway"_s, false);
        RequestsPage page { session, selection };
        QTreeView *list = page.findChild<QTreeView *>();

        void add(event::Payload payload, const base::CallSid &call = callSid('a'))
        {
            session.append(source, std::vector { events.make(std::move(payload), call) });
        }
        void choose(int row) { list->setCurrentIndex(list->model()->index(row, 0)); }
        QAction *action(const QString &name) { return page.findChild<QAction *>(name); }
        void showAll() { page.findChild<QComboBox *>()->setCurrentIndex(1); }
        QString texts() const
        {
            QString all;
            for (const QLabel *label : page.findChildren<QLabel *>()) {
                if (!label->isHidden())
                    all += label->text() + u'\n';
            }
            return withoutBidiControls(all);
        }
    };
};

void TestRequestsPage::init()
{
    QSettings().clear();
}

void TestRequestsPage::emptyPagesSayWhy()
{
    Desk desk;
    QVERIFY(desk.texts().contains("Select a call"_L1));
    desk.showAll();
    QVERIFY(desk.texts().contains("No requests yet"_L1));
    desk.add(RequestEvents::webhook(u"/x"_s));
    QVERIFY(!desk.texts().contains("No requests yet"_L1));
    QVERIFY(desk.texts().contains("Choose a request"_L1));
}

void TestRequestsPage::aChosenRowIsSelectedEverywhere()
{
    Desk desk;
    desk.add(event::CallIncoming {});
    desk.add(RequestEvents::webhook(u"/x"_s));
    desk.selection.selectCall({ desk.source, callSid('a') });
    QCOMPARE(desk.list->model()->rowCount(), 1);
    desk.choose(0);
    QVERIFY(desk.selection.stretch());
    QCOMPARE(desk.selection.stretch()->event, EventId(1));
    QVERIFY(desk.selection.stretch()->range.contains(desk.session.timeOf(1)));
    QCOMPARE(desk.selection.stretch()->range.begin, CallTime(247)); // 3 ms long, at 250 ms
}

void TestRequestsPage::aRequestOfAnotherCallSelectsThatCall()
{
    Desk desk;
    desk.showAll();
    desk.add(RequestEvents::webhook(u"/a"_s), callSid('a'));
    desk.add(RequestEvents::webhook(u"/b"_s), callSid('b'));
    desk.add(RequestEvents::webhook(u"/healthz"_s), {});
    desk.selection.selectCall({ desk.source, callSid('a') });
    desk.choose(1);
    QCOMPARE(desk.selection.call(), (CallKey { desk.source, callSid('b') }));
    QCOMPARE(desk.selection.stretch()->event, EventId(1));
    desk.choose(2); // of no call: the call stays
    QCOMPARE(desk.selection.call(), (CallKey { desk.source, callSid('b') }));
    QCOMPARE(desk.selection.stretch()->event, EventId(2));
    QVERIFY(desk.selection.stretch()->range.isEmpty());
}

void TestRequestsPage::anEventChosenElsewhereIsChosenHere()
{
    Desk desk;
    desk.add(RequestEvents::webhook(u"/a"_s));
    desk.add(RequestEvents::webhook(u"/b"_s));
    desk.selection.selectCall({ desk.source, callSid('a') });
    const Stretch wide { .range = { CallTime(0), CallTime(9000) }, .event = 1 };
    desk.selection.selectStretch(wide);
    QCOMPARE(desk.list->currentIndex().row(), 1);
    QCOMPARE(desk.selection.stretch(), wide); // shown, not selected anew
    QVERIFY(desk.texts().contains("POST /b"_L1));
}

void TestRequestsPage::detailShowsAllOfIt()
{
    Desk desk;
    desk.showAll();
    event::HttpRequested request = RequestEvents::webhook(u"/webhook/incoming_call"_s, 200, u"wrong"_s);
    request.requestHeaders.emplace_back(u"X-Callscope-Resent"_s, u"1"_s);
    desk.add(request);
    desk.choose(0);
    const QString texts = desk.texts();
    for (const char *part : { "POST /webhook/incoming_call ↻ resent", "Status 200", "3.5 ms", "512 bytes in",
                              "633 bytes out", "from 127.0.0.1", "✗ The signature is wrong" })
        QVERIFY2(texts.contains(QString::fromUtf8(part)), qPrintable(texts));
    const auto *tabs = desk.page.findChild<QTabWidget *>();
    QCOMPARE(tabs->count(), 3);
    const auto *parameters = qobject_cast<QTreeView *>(tabs->widget(0));
    QCOMPARE(parameters->model()->rowCount(), 6);
    QCOMPARE(parameters->model()->index(1, 1).data().toString(), bidiIsolated(u"+972501234567"_s));
    QCOMPARE(desk.page.findChild<QTextEdit *>()->toPlainText().count(u'\n'), 7);
}

void TestRequestsPage::codesAreExplainedInPlace()
{
    Desk desk;
    desk.showAll();
    desk.add(event::StreamStatusReported { u"stream-error"_s, u"31921"_s, u"main"_s, {} });
    desk.choose(0);
    const QString texts = desk.texts();
    for (const char *part : { "STREAM_STATUS stream-error · 31921 · main", "Twilio error", "31921",
                              "The gateway closed the media stream.", "Likely cause:", "What to do:" })
        QVERIFY2(texts.contains(QString::fromUtf8(part)), qPrintable(texts));
    QCOMPARE(desk.page.findChild<QTabWidget *>()->count(), 1); // its fields
}

void TestRequestsPage::copies()
{
    Desk desk;
    desk.page.setBaseUrl(u"http://127.0.0.1:5000"_s);
    desk.showAll();
    QVERIFY(!desk.action(u"requests.copyCurl"_s)->isEnabled());
    desk.add(RequestEvents::webhook(u"/webhook/incoming_call"_s));
    desk.choose(0);
    desk.action(u"requests.copyCurl"_s)->trigger();
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(command.startsWith("curl http://127.0.0.1:5000/webhook/incoming_call"_L1), qPrintable(command));
    QVERIFY(command.contains("--data-urlencode From=+972501234567"_L1));
    desk.action(u"requests.copyBody"_s)->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("<?xml"_L1));
}

void TestRequestsPage::resendAsksFirst()
{
    Desk desk;
    desk.page.setResendable(true);
    desk.page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&desk.page));
    desk.showAll();
    desk.add(RequestEvents::webhook(u"/webhook/incoming_call"_s));
    desk.choose(0);
    QSignalSpy asked(&desk.page, &RequestsPage::resendRequested);
    const auto answer = [&](bool yes) {
        desk.page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&desk.page));
        QTest::keyClick(&desk.page, Qt::Key_R, Qt::ControlModifier);
        auto *box = desk.page.findChild<QMessageBox *>(u"requests.confirmResend"_s);
        QVERIFY(box);
        QVERIFY(box->informativeText().contains("signed anew"_L1));
        QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
        QCOMPARE(asked.count(), 0);
        const QList<QAbstractButton *> buttons = box->buttons();
        for (QAbstractButton *button : buttons) {
            if ((button != box->button(QMessageBox::Cancel)) == yes)
                return button->click();
        }
    };
    answer(false);
    QCOMPARE(asked.count(), 0);
    QTRY_VERIFY(!desk.page.findChild<QMessageBox *>());
    answer(true);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(0).value<CallKey>(), (CallKey { desk.source, callSid('a') }));
    QCOMPARE(asked.first().at(1).value<event::HttpRequested>().path, u"/webhook/incoming_call"_s);
}

void TestRequestsPage::resendSaysWhyNot_data()
{
    QTest::addColumn<bool>("recorded");
    QTest::addColumn<bool>("resendable");
    QTest::addColumn<bool>("kept");
    QTest::addColumn<QString>("why");
    QTest::newRow("recorded") << true << true << true << u"recorded"_s;
    QTest::newRow("no gateway") << false << false << true << u"the gateway is down"_s;
    QTest::newRow("no webhook") << false << true << false << u"only webhooks"_s;
    QTest::newRow("good") << false << true << true << QString();
}

void TestRequestsPage::resendSaysWhyNot()
{
    QFETCH(bool, recorded);
    QFETCH(bool, resendable);
    QFETCH(bool, kept);
    QFETCH(QString, why);
    Desk desk;
    desk.source = desk.session.addSource(u"other"_s, recorded);
    desk.page.setResendable(resendable, u"the gateway is down"_s);
    desk.showAll();
    event::HttpRequested request = RequestEvents::webhook(u"/webhook/x"_s);
    if (!kept) {
        request.requestHeaders.clear();
        request.form.clear();
    }
    desk.add(request);
    desk.choose(0);
    const QAction *resend = desk.action(u"requests.resend"_s);
    QCOMPARE(resend->isEnabled(), why.isEmpty());
    QVERIFY2(resend->toolTip().contains(why.isEmpty() ? u"after you have confirmed"_s : why),
             qPrintable(resend->toolTip()));
}

void TestRequestsPage::bodyIsColouredAndLeftToRight()
{
    Desk desk;
    desk.showAll();
    desk.add(RequestEvents::webhook(u"/x"_s));
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    desk.choose(0);
    const auto *view = desk.page.findChild<QTextEdit *>();
    QCOMPARE(view->layoutDirection(), Qt::LeftToRight);
    const QTextBlock line = view->document()->findBlockByNumber(2);
    QVERIFY2(line.text().contains("<Connect action="_L1), qPrintable(line.text()));
    QSet<QRgb> colours;
    for (const QTextLayout::FormatRange &range : line.layout()->formats())
        colours += range.format.foreground().color().rgb();
    QCOMPARE(colours.size(), 3); // element, attribute, value
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

void TestRequestsPage::endsOfPathsAreSeen()
{
    Desk desk;
    desk.page.resize(640, 480);
    desk.page.show();
    desk.showAll();
    const QString longStart = u"/webhook/"_s.repeated(20), otherStart = u"/elsewhere/"_s.repeated(20);
    for (const QString &path : { longStart + u"incoming_call"_s, u"/x"_s, longStart + u"call_status"_s, u"/x"_s,
                                 otherStart + u"incoming_call"_s })
        desk.add(RequestEvents::webhook(path));
    const QTreeView *list = desk.list;
    const auto image = [list](int row) {
        const QRect cell = list->visualRect(list->model()->index(row, RequestModel::Subject));
        return list->viewport()->grab(cell).toImage();
    };
    QVERIFY(image(0) != image(2));
    QVERIFY(list->columnWidth(RequestModel::What) < list->fontMetrics().averageCharWidth() * 20);
    list->header()->setSectionResizeMode(RequestModel::Subject, QHeaderView::Fixed);
    list->header()->resizeSection(RequestModel::Subject, list->fontMetrics().averageCharWidth() * 12);
    QVERIFY(image(0) != image(2));
    QCOMPARE(image(0), image(4)); // only the starts differ
}

void TestRequestsPage::oldRequestsLeaveWithoutHarm()
{
    Desk desk;
    desk.page.show();
    desk.showAll();
    desk.add(RequestEvents::webhook(u"/old"_s));
    desk.add(RequestEvents::webhook(u"/older"_s));
    desk.choose(0);
    desk.session.append(
        desk.source,
        std::vector(static_cast<std::size_t>(Session::mostEvents), desk.events.make(event::PingSent { 1 })));
    QCOMPARE(desk.list->model()->rowCount(), 0);
    QVERIFY(!desk.action(u"requests.copyCurl"_s)->isEnabled());
    QVERIFY(desk.texts().contains("Choose a request"_L1));
}

void TestRequestsPage::everythingHasAName()
{
    Desk desk;
    for (const QTreeView *view : desk.page.findChildren<QTreeView *>())
        QVERIFY(!view->accessibleName().isEmpty());
    QVERIFY(!desk.page.findChild<QTextEdit *>()->accessibleName().isEmpty());
    QVERIFY(!desk.page.findChild<QComboBox *>()->accessibleName().isEmpty());
    for (const QAction *action : desk.page.actions()) {
        QVERIFY(!action->text().isEmpty());
        QVERIFY(!action->shortcut().isEmpty());
        QVERIFY(action->objectName().startsWith("requests."_L1));
    }
}

QTEST_MAIN(TestRequestsPage)
#include "tst_requestspage.moc"
