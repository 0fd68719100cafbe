#include "core/store/callsound.h"
#include "core/store/jsonlinesexport.h"
#include "tests/core/store/madecall.h"
#include "ui/common/language.h"
#include "ui/exports/exportdialog.h"
#include "ui/exports/exportform.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPromise>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;

namespace {

std::vector<StreamSound> soundOf(const store::CallCopy &call)
{
    std::vector<StreamSound> all;
    for (const store::CallSound &sound : call.sounds)
        all.push_back({ sound.begin, sound.caller, sound.bot });
    return all;
}

} // namespace

class tst_ExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void writesTheCallToFiles();
    void namesTheFilesAfterTheCall();
    void writesWhatIsChosen();
    void redactsOnRequest();
    void copiesARecordingAsItIs();
    void asksBeforeItReplaces();
    void tellsWhereItFailed();
    void tellsThatACallHasNoSound();
    void canBeStopped();
    void closingStopsIt();
    void saysWhatIsMissing();
    void remembersWhatWasChosen();
    void speaksTheLanguageOfTheDay();
    void explainsItselfToScreenReaders();
    void canBeLookedAt();

private:
    template <typename Widget>
    Widget *child(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QLatin1StringView(name));
    }
    void check(const char *name, bool on) { child<QCheckBox>(name)->setChecked(on); }
    QString message() const { return child<QLabel>("message")->text(); }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files); }
    QString path(const char *name) const { return m_folder->filePath(QLatin1StringView(name)); }
    void open(CopySound copySound);
    /// Presses the main button and waits until it is over.
    void run()
    {
        QSignalSpy ended(m_dialog.get(), &ExportDialog::ended);
        child<QPushButton>("export")->click();
        QTRY_COMPARE(ended.count(), 1);
    }

    store::CallCopy m_call;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Session> m_session;
    CallKey m_key;
    std::unique_ptr<ExportDialog> m_dialog;
};

void tst_ExportDialog::initTestCase()
{
    QCoreApplication::setOrganizationName(u"callscope-tests"_s);
    QCoreApplication::setApplicationName(u"tst_exportdialog"_s);
}

void tst_ExportDialog::init()
{
    QSettings().clear();
    m_call = tests::madeCall();
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = std::make_unique<Session>();
    m_key = { m_session->addSource(u"test"_s, false), tests::madeSid };
    m_session->append(m_key.source, m_call.events);
    open([this](const CallKey &) { return QtFuture::makeReadyFuture(soundOf(m_call)); });
}

void tst_ExportDialog::cleanup()
{
    m_dialog.reset();
    switchLanguage(u"en"_s);
}

void tst_ExportDialog::open(CopySound copySound)
{
    m_dialog = std::make_unique<ExportDialog>(*m_session, m_key, std::move(copySound));
    m_dialog->show();
    child<QLineEdit>("folder")->setText(m_folder->path());
    child<QLineEdit>("name")->setText(u"call"_s);
}

void tst_ExportDialog::writesTheCallToFiles()
{
    run();
    QCOMPARE(files(), (QStringList { u"call.har"_s, u"call.jsonl"_s, u"call.txt"_s, u"call.wav"_s }));
    QCOMPARE(tests::contentsOf(path("call.jsonl")), tests::linesOf(m_call.events));
    QCOMPARE(*store::storedSamples(path("call.wav")), 8 * 8000);
    QVERIFY(tests::contentsOf(path("call.txt")).contains("barge-in"));
    QVERIFY(QJsonDocument::fromJson(tests::contentsOf(path("call.har"))).object().contains(u"log"_s));
    QVERIFY(message().contains(m_folder->path()));
    QVERIFY(message().contains(u"✓"_s));
    QVERIFY(child<QPushButton>("openFolder")->isVisible());
    QVERIFY(child<QPushButton>("export")->isEnabled());
}

void tst_ExportDialog::namesTheFilesAfterTheCall()
{
    const ExportForm form(store::exportName(tests::madeSid, m_call.events.front().utc));
    QCOMPARE(form.plan().name, u"2026-01-15-89abcdef"_s);
    ExportDialog dialog(*m_session, m_key, {});
    QCOMPARE(dialog.findChild<QLineEdit *>(u"name"_s)->text(), u"2026-01-15-89abcdef"_s);
}

void tst_ExportDialog::writesWhatIsChosen()
{
    check("events", false);
    check("har", false);
    check("labels", false);
    child<QComboBox>("soundForm")->setCurrentIndex(1);
    run();
    QCOMPARE(files(), (QStringList { u"call-bot.wav"_s, u"call-caller.wav"_s }));
}

void tst_ExportDialog::redactsOnRequest()
{
    check("numbersAway", true);
    check("soundAway", true);
    QVERIFY(!child<QCheckBox>("sound")->isEnabled());
    run();
    QCOMPARE(files(), (QStringList { u"call.har"_s, u"call.jsonl"_s, u"call.txt"_s }));
    for (const QString &name : files())
        QVERIFY2(!tests::contentsOf(m_folder->filePath(name)).contains("972501234567"), qPrintable(name));
}

void tst_ExportDialog::copiesARecordingAsItIs()
{
    const QString log = path("log.jsonl");
    const QByteArray bytes = tests::linesOf(m_call.events)
        + R"({"seq":99,"call_sid":"CA0123456789abcdef0123456789abcdef","event":"FROM_THE_FUTURE"})"
          "\n";
    tests::writeFile(log, bytes);
    m_dialog->setRecordingPath(log);
    run();
    QCOMPARE(tests::contentsOf(path("call.jsonl")), bytes);
    QCOMPARE(*store::storedSamples(path("call.wav")), 8 * 8000);
}

void tst_ExportDialog::asksBeforeItReplaces()
{
    tests::writeFile(path("call.txt"), "mine");
    auto *button = child<QPushButton>("export");
    const QString before = button->text();
    button->click();
    QTRY_VERIFY(message().contains(u"call.txt"_s));
    QVERIFY(button->text() != before);
    QCOMPARE(tests::contentsOf(path("call.txt")), "mine");
    QCOMPARE(files().size(), 1);
    check("labels", false); // another plan is another question
    QCOMPARE(button->text(), before);
    check("labels", true);
    button->click();
    QTRY_VERIFY(message().contains(u"call.txt"_s));
    run();
    QVERIFY(tests::contentsOf(path("call.txt")).contains("barge-in"));
}

void tst_ExportDialog::tellsWhereItFailed()
{
    child<QLineEdit>("folder")->setText(u"/proc/nowhere"_s);
    run();
    QVERIFY(message().contains(u"/proc/nowhere"_s));
    QVERIFY(message().contains(u"✗"_s));
    QVERIFY(!child<QPushButton>("openFolder")->isVisible());
    child<QLineEdit>("folder")->setText(m_folder->path());
    QVERIFY(message().isEmpty());
    run();
    QCOMPARE(files().size(), 4);
}

void tst_ExportDialog::tellsThatACallHasNoSound()
{
    open({});
    run();
    QCOMPARE(files().size(), 3);
    QCOMPARE(message().count(u'\n'), 1);
}

void tst_ExportDialog::canBeStopped()
{
    QPromise<std::vector<StreamSound>> promise;
    promise.start();
    open([&promise](const CallKey &) { return promise.future(); });
    tests::writeFile(path("other.txt"), "stays");
    QSignalSpy ended(m_dialog.get(), &ExportDialog::ended);
    child<QPushButton>("export")->click();
    QTRY_VERIFY(m_dialog->findChild<QProgressBar *>()->isVisible());
    QVERIFY(!m_dialog->findChild<ExportForm *>()->isEnabled());
    child<QPushButton>("close")->click();
    QVERIFY(m_dialog->isVisible());
    promise.addResult(soundOf(m_call));
    promise.finish();
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(files(), QStringList { u"other.txt"_s });
    QVERIFY(message().contains(u"stopped"_s));
    run();
    QCOMPARE(files().size(), 5);
}

void tst_ExportDialog::closingStopsIt()
{
    QPromise<std::vector<StreamSound>> promise;
    promise.start();
    open([&promise](const CallKey &) { return promise.future(); });
    child<QPushButton>("export")->click();
    QTRY_VERIFY(m_dialog->findChild<QProgressBar *>()->isVisible());
    m_dialog.reset();
    promise.addResult(soundOf(m_call));
    promise.finish();
    QCoreApplication::processEvents();
    QVERIFY(files().isEmpty());
}

void tst_ExportDialog::saysWhatIsMissing()
{
    auto *button = child<QPushButton>("export");
    QVERIFY(message().isEmpty() && button->isEnabled());
    for (const char *name : { "events", "har", "labels", "sound" })
        check(name, false);
    QVERIFY(!message().isEmpty() && !button->isEnabled());
    check("events", true);
    QVERIFY(message().isEmpty() && button->isEnabled());
    for (const QString &name : { u""_s, u"a/b"_s }) {
        child<QLineEdit>("name")->setText(name);
        QVERIFY(!message().isEmpty() && !button->isEnabled());
    }
    child<QLineEdit>("name")->setText(u"call"_s);
    for (const QString &folder : { u""_s, u"relative"_s }) {
        child<QLineEdit>("folder")->setText(folder);
        QVERIFY(!message().isEmpty() && !button->isEnabled());
    }
}

void tst_ExportDialog::remembersWhatWasChosen()
{
    check("har", false);
    check("textAway", true);
    run();
    open({});
    QVERIFY(!child<QCheckBox>("har")->isChecked());
    QVERIFY(child<QCheckBox>("textAway")->isChecked());
    ExportDialog another(*m_session, m_key, {});
    QCOMPARE(another.findChild<QLineEdit *>(u"folder"_s)->text(), m_folder->path());
}

void tst_ExportDialog::speaksTheLanguageOfTheDay()
{
    switchLanguage(u"he"_s);
    QTRY_COMPARE(m_dialog->layoutDirection(), Qt::RightToLeft);
    QCOMPARE(child<QLineEdit>("folder")->layoutDirection(), Qt::LeftToRight);
    QVERIFY(m_dialog->windowTitle().contains(u"\u2066CA…89abcdef\u2069"_s));
    run();
    switchLanguage(u"en"_s);
    QTRY_COMPARE(m_dialog->layoutDirection(), Qt::LeftToRight);
    QVERIFY2(message().contains(m_folder->path()), "what came of it is still told");
}

void tst_ExportDialog::explainsItselfToScreenReaders()
{
    for (const QCheckBox *box : m_dialog->findChildren<QCheckBox *>()) {
        QVERIFY(!box->text().isEmpty());
        QVERIFY(!box->accessibleDescription().isEmpty());
        QVERIFY(box->focusPolicy() & Qt::TabFocus);
    }
    QVERIFY(!child<QComboBox>("soundForm")->accessibleName().isEmpty());
    QVERIFY(!child<QLabel>("message")->accessibleName().isEmpty());
}

/// For the eye: CALLSCOPE_GRAB names a folder for pictures. The test itself sees to it that no text is cut off.
void tst_ExportDialog::canBeLookedAt()
{
    const QString pictures = qEnvironmentVariable("CALLSCOPE_GRAB");
    const auto grab = [&](const char *name) {
        if (!pictures.isEmpty())
            m_dialog->grab().save(pictures + u'/' + QLatin1StringView(name) + u".png"_s);
    };
    for (const QCheckBox *box : m_dialog->findChildren<QCheckBox *>())
        QVERIFY2(box->width() >= box->sizeHint().width(), qPrintable(box->text()));
    grab("export-editing");
    tests::writeFile(path("call.txt"), "mine");
    child<QPushButton>("export")->click();
    QTRY_VERIFY(message().contains(u"call.txt"_s));
    QCoreApplication::processEvents();
    grab("export-asking");
    run();
    QCoreApplication::processEvents();
    grab("export-done");
    switchLanguage(u"he"_s);
    QPalette dark;
    for (const auto role : { QPalette::Window, QPalette::Base, QPalette::Button })
        dark.setColor(role, QColor(0x20, 0x24, 0x2a));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        dark.setColor(role, QColor(0xe6, 0xe9, 0xed));
    m_dialog->setPalette(dark);
    child<QLineEdit>("folder")->setText(u"/proc/nowhere"_s);
    run();
    QCoreApplication::processEvents();
    grab("export-failed-rtl-dark");
    QVERIFY(message().contains(u"/proc/nowhere"_s));
}

QTEST_MAIN(tst_ExportDialog)
#include "tst_exportdialog.moc"
