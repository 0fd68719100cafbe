#include "ui/check/checkpage.h"
#include "ui/check/checktexts.h"
#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

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

/// The line of a form whose label says `text`.
QLineEdit *lineOf(const CheckForm &form, const QString &text)
{
    for (const QLabel *label : form.findChildren<QLabel *>()) {
        if (label->text().contains(text))
            return qobject_cast<QLineEdit *>(label->buddy());
    }
    return nullptr;
}

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
    void anAddressIsKeptWithoutItsPassword();
    void stagesAreChosenByName();
    void routesCanBeElsewhereOrMissing();
    void copyingIsOfferedWhenThereIsSomething();
    void evidenceReadsLeftToRightInHebrew();
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
    model.begin(Stage::Tls);
    model.finish();
    QCOMPARE(cell(model, 1, CheckModel::Outcome), u"stopped"_s);
    QCOMPARE(cell(model, 2, CheckModel::Outcome), u"not reached"_s);
    model.begin(Stage::Call); // not part of this run
    QCOMPARE(model.rowCount(), 3);
}

void CheckPageTest::aReportIsShownAndCopied()
{
    CheckPage page({});
    page.show(sampleReport());
    QVERIFY(withoutBidiControls(page.conclusion()).startsWith(u"✗ NO-GO at"_s)
            && page.conclusion().contains(u"twiml"_s));
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
    QCOMPARE(cell(*page.model(), page.model()->rowOf(Stage::Health), CheckModel::Outcome), u"stopped"_s);
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

void CheckPageTest::anAddressIsKeptWithoutItsPassword()
{
    CheckForm form;
    form.address()->setEditText(u"https://me:canary@other.example.com/voice?key=canary"_s);
    form.keepAddress();
    QCOMPARE(QSettings().value(u"check/addresses"_s).toStringList(),
             QStringList { u"https://other.example.com/voice"_s });
}

void CheckPageTest::stagesAreChosenByName()
{
    CheckForm form;
    form.address()->setEditText(u"https://bot.example.com"_s);
    QLineEdit *stages = lineOf(form, u"Only these stages"_s);
    QVERIFY(stages);
    stages->setText(u"twiml, call"_s);
    QVERIFY(form.options()->only == std::vector({ Stage::Twiml, Stage::Call }));
    form.setWithCalls(false);
    QVERIFY(form.options()->only == std::vector({ Stage::Twiml }));
    stages->setText(u"call"_s);
    QVERIFY2(!form.options(), "nothing would be checked, which must not look like GO");
    stages->setText(u"twiml, twimml"_s);
    QVERIFY(form.options().error().text.contains(u"twimml"_s));
    stages->clear();
    QCOMPARE(form.options()->only.back(), Stage::Handshake);
}

void CheckPageTest::routesCanBeElsewhereOrMissing()
{
    CheckForm form;
    form.address()->setEditText(u"https://bot.example.com"_s);
    lineOf(form, u"health check"_s)->setText(u"none"_s);
    lineOf(form, u"media stream"_s)->setText(u"/media"_s);
    const auto options = form.options();
    QVERIFY(options->routes.health.isEmpty());
    QCOMPARE(options->routes.media, QByteArray("/media"));
    QCOMPARE(options->routes.version, check::Routes().version);
}

void CheckPageTest::copyingIsOfferedWhenThereIsSomething()
{
    CheckPage page({});
    const auto isOffered = [&page](const QString &name) {
        const auto buttons = page.findChildren<QToolButton *>();
        const auto button = std::ranges::find_if(buttons, [&](const QToolButton *each) {
            return each->defaultAction() && each->defaultAction()->objectName() == name;
        });
        return button != buttons.end() && (*button)->isEnabled();
    };
    QVERIFY(!isOffered(u"check.copyStage"_s) && !isOffered(u"check.copyReport"_s));
    page.show(sampleReport());
    QVERIFY(isOffered(u"check.copyStage"_s) && isOffered(u"check.copyReport"_s));
    page.findChild<QTreeView *>()->setCurrentIndex(page.model()->index(2, 0)); // not reached
    QVERIFY(!isOffered(u"check.copyStage"_s) && isOffered(u"check.copyReport"_s));
}

void CheckPageTest::evidenceReadsLeftToRightInHebrew()
{
    switchLanguage(u"he"_s);
    const auto english = qScopeGuard([] { switchLanguage(u"en"_s); });
    CheckPage page({});
    page.show(sampleReport());
    QTRY_COMPARE(page.layoutDirection(), Qt::RightToLeft);
    const QTextDocument *detail = page.findChild<QTextBrowser *>()->document();
    const QTextBlock evidence = detail->find(u"<Play>hello.mp3</Play>"_s).block();
    QVERIFY(evidence.isValid());
    QCOMPARE(evidence.textDirection(), Qt::LeftToRight);
    QCOMPARE(detail->firstBlock().textDirection(), Qt::RightToLeft); // though it begins with "NO-GO"
    QVERIFY(page.conclusion().isRightToLeft());
    QCOMPARE(evidence.begin().fragment().charFormat().fontFamilies().toStringList(),
             QStringList { QFontDatabase::systemFont(QFontDatabase::FixedFont).family() });
    QCOMPARE(lineOf(*page.form(), CheckForm::tr("Expected &deploy id:"))->layoutDirection(), Qt::LeftToRight);
}

QTEST_MAIN(CheckPageTest)
#include "tst_checkpage.moc"
