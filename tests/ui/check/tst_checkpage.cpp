#include "ui/check/checkpage.h"
#include "ui/check/checktexts.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using check::Stage;
using check::Verdict;

namespace {

check::CheckReport sampleReport()
{
    check::CheckReport report;
    report.target = u"https://bot.example.com"_s;
    report.findings = {
        { .stage = Stage::Port,
          .summary = { "One server listens on port %1 and answers.", { u"443"_s } },
          .took = 12ms },
        { .stage = Stage::Twiml,
          .verdict = Verdict::NoGo,
          .fault = u"twiml_play"_s,
          .summary = { "The TwiML has a <Play>." },
          .evidence = { u"line 2: <Play>hello.mp3</Play>"_s },
          .causes = { { "Send a short id and keep the value on the server." } } },
    };
    report.notRun = { Stage::Handshake };
    return report;
}

/// A server on a free port of this process that answers every request with 404, or not at all.
class SmallServer : public QTcpServer
{
public:
    explicit SmallServer(bool answers)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, answers] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                if (answers)
                    connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                        socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                        socket->disconnectFromHost();
                    });
            }
        });
    }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(serverPort()); }
};

QString cell(const CheckModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class CheckPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setOrganizationName(u"callscope-tst-checkpage"_s); }
    void init() { QSettings().clear(); }
    void stagesTurn();
    void aReportIsShownAndCopied();
    void aRunEndsAtTheFirstNoGo();
    void aRunCanBeStopped();
    void thePageCanGoDuringARun();
    void aBadAddressIsRefused();
    void theOwnGatewayNeedsNothingTyped();
    void addressesAreKeptButNoToken();
};

void CheckPageTest::stagesTurn()
{
    CheckModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), int(check::allStages.size()));
    model.start({ Stage::Port, Stage::Tls, Stage::Twiml });
    QCOMPARE(cell(model, 0, CheckModel::Outcome), u"waiting"_s);
    model.begin(Stage::Port);
    QCOMPARE(cell(model, 0, CheckModel::Outcome), u"running"_s);
    QVERIFY(!model.finding(0));
    model.end(sampleReport().findings.front());
    QCOMPARE(cell(model, 0, CheckModel::Outcome), u"GO"_s);
    QVERIFY(cell(model, 0, CheckModel::Summary).contains(u"443"_s));
    QCOMPARE(model.index(0, CheckModel::Outcome).data(GlyphRole).toString(), u"✓"_s); // no meaning by colour alone
    model.finish();
    QCOMPARE(cell(model, 2, CheckModel::Outcome), u"not reached"_s);
    model.begin(Stage::Call); // not part of this run
    QCOMPARE(model.rowCount(), 3);
}

void CheckPageTest::aReportIsShownAndCopied()
{
    CheckPage page({});
    page.show(sampleReport());
    QVERIFY(page.conclusion().contains(u"NO-GO at"_s) && page.conclusion().contains(u"twiml"_s));
    const QString shown = page.findChild<QTextBrowser *>()->toPlainText();
    QVERIFY2(shown.contains(u"<Play>hello.mp3</Play>"_s), qPrintable(shown));
    QVERIFY(shown.contains(u"Likely causes"_s));
    page.findChild<QAction *>(u"check.copyStage"_s)->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"NO-GO  twiml  The TwiML has a <Play>."_s));
    page.findChild<QAction *>(u"check.copyReport"_s)->trigger();
    const QString all = QGuiApplication::clipboard()->text();
    QVERIFY2(all.contains(u"One server listens on port 443"_s), qPrintable(all)); // without bidi controls
    QVERIFY(all.contains(u"line 2: <Play>hello.mp3</Play>"_s));
}

void CheckPageTest::aRunEndsAtTheFirstNoGo()
{
    SmallServer server(true);
    CheckPage page({});
    QSignalSpy finished(&page, &CheckPage::finished);
    page.form()->address()->setEditText(server.url());
    page.form()->button()->click();
    QVERIFY(page.isRunning());
    QVERIFY(finished.wait(20000));
    QVERIFY(!page.isRunning());
    const int health = page.model()->rowOf(Stage::Health);
    QVERIFY(page.model()->finding(health));
    QCOMPARE(page.model()->finding(health)->fault, u"health_status"_s);
    QCOMPARE(cell(*page.model(), page.model()->rowOf(Stage::Call), CheckModel::Outcome), u"not reached"_s);
    QVERIFY(page.conclusion().contains(u"healthz"_s));
    page.run(); // again
    QVERIFY(finished.wait(20000));
}

void CheckPageTest::aRunCanBeStopped()
{
    SmallServer server(false);
    CheckPage page({});
    QSignalSpy finished(&page, &CheckPage::finished);
    page.form()->address()->setEditText(server.url());
    page.run();
    QTRY_VERIFY_WITH_TIMEOUT(page.model()->finding(0), 20000); // it waits for /healthz now
    page.form()->button()->click();
    QVERIFY(finished.wait(20000));
    QVERIFY(finished.front().front().value<check::CheckReport>().cancelled);
    QVERIFY(page.conclusion().contains(u"Stopped"_s));
}

void CheckPageTest::thePageCanGoDuringARun()
{
    SmallServer server(false);
    auto page = std::make_unique<CheckPage>(simulate::SayVoice {});
    page->form()->address()->setEditText(server.url());
    page->run();
    QTRY_VERIFY_WITH_TIMEOUT(page->model()->finding(0), 20000);
    page.reset();
    QVERIFY(!page);
}

void CheckPageTest::aBadAddressIsRefused()
{
    CheckPage page({});
    page.form()->address()->setEditText(u"bot.example.com"_s);
    page.run();
    QVERIFY(!page.isRunning());
    QVERIFY2(page.conclusion().contains(u"bot.example.com"_s), qPrintable(page.conclusion()));
}

void CheckPageTest::theOwnGatewayNeedsNothingTyped()
{
    CheckForm form;
    form.setOwnGateway(
        { u"http://127.0.0.1:5000"_s, u"https://bot.example.com"_s, u"blue"_s, {}, base::Secret("canary-token") });
    QCOMPARE(form.address()->currentText(), u"http://127.0.0.1:5000"_s);
    const auto options = form.options();
    QVERIFY(options);
    QCOMPARE(options->authToken.reveal(), QByteArray("canary-token"));
    QCOMPARE(options->publicBaseUrl, QByteArray("https://bot.example.com"));
    QCOMPARE(options->expectedDeployId, QByteArray("blue"));
    for (const QLineEdit *edit : form.findChildren<QLineEdit *>())
        QVERIFY(!edit->text().contains(u"canary"_s));
    form.address()->setEditText(u"https://other.example.com/voice"_s); // nobody else gets it
    const auto other = form.options();
    QVERIFY(other && other->authToken.isEmpty() && other->publicBaseUrl.isEmpty());
    QCOMPARE(other->routes.incomingCall, QByteArray("/voice"));
}

void CheckPageTest::addressesAreKeptButNoToken()
{
    {
        CheckForm form;
        form.address()->setEditText(u"https://other.example.com"_s);
        for (QLineEdit *edit : form.findChildren<QLineEdit *>()) {
            if (edit->echoMode() == QLineEdit::Password)
                edit->setText(u"canary-token"_s);
        }
        QCOMPARE(form.options()->authToken.reveal(), QByteArray("canary-token"));
        form.keepAddress();
    }
    const CheckForm next;
    QCOMPARE(next.address()->itemText(0), u"https://other.example.com"_s);
    const QSettings settings;
    for (const QString &key : settings.allKeys())
        QVERIFY(!settings.value(key).toString().contains(u"canary"_s));
}

QTEST_MAIN(CheckPageTest)
#include "tst_checkpage.moc"
