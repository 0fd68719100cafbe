#include "tests/desktop/desktop.h"
#include "tests/desktop/windowfaults.h"
#include "tests/desktop/windowtexts.h"
#include "ui/audio/seekslider.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/settings/appearance.h"
#include "ui/timeline/timelineview.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSettings>
#include <QShortcut>
#include <QTest>
#include <QTextBrowser>
#include <QTextEdit>

using namespace callscope;
using namespace callscope::tests;

namespace {

/// A short call with a greeting, an answered turn, a failure and a webhook.
constexpr const char *callEvents[] = {
    R"("event":"CALL_INCOMING","from":"+972501234567","to":"+97237654321","direction":"inbound","status":"ringing")",
    R"("event":"HTTP_REQUEST","method":"POST","path":"/webhook/incoming_call","status":200,"ms":0.13,"peer":"127.0.0.1:40986","request_bytes":776,"response_bytes":538,"signature":"valid")",
    R"("event":"WS_START","encoding":"audio/x-mulaw","sample_rate":8000,"channels":1,"tracks":["inbound"],"parameters":{})",
    R"("event":"AGENT_REPLY","turn":1,"text":"Hello, how can I help you?","language":"en-US")",
    R"("event":"TTS_LEN_ms","turn":1,"sentence":1,"length_ms":1762,"text":"Hello, how can I help you?")",
    R"("event":"MEDIA_TX","frames":60,"total_frames":60,"audio_ms":1200,"queued_ms":80,"socket_bytes":0)",
    R"("event":"MARK_RX","mark":"t1s1","heard":true,"turn":1,"twilio_buffer_ms":1795)",
    R"("event":"SPEECH_START","utterance":1,"at_ms":1400,"rms":1919.8,"threshold":210)",
    R"("event":"STT_PARTIAL","utterance":1,"text":"go for","language":"en-US")",
    R"("event":"SPEECH_END","utterance":1,"at_ms":1900,"length_ms":500,"threshold":210)",
    R"("event":"STT_FINAL","utterance":1,"text":"go forward","language":"en-US","latency_ms":26)",
    R"("event":"PROVIDER_ERROR","kind":"agent","provider":"http","code":"503","text":"no answer","detail":"")",
    R"("event":"AGENT_REPLY","turn":2,"utterance":1,"text":"You said: go forward","language":"en-US")",
    R"("event":"PING_PONG_TX","turn":2,"utterance":1,"endpointing_ms":459,"recognition_ms":26,"agent_ms":2,"text_ms":0,"synthesis_ms":4,"gateway_ms":0,"voice_to_voice_ms":491,"ours_ms":9)",
    R"("event":"WS_STOP","duration_ms":3000)",
    R"("event":"CALL_END","cause":"completed","duration_ms":3100,"turns":2)",
};

QByteArray recordedCall()
{
    QByteArray lines;
    int sequence = 0;
    for (const char *fields : callEvents) {
        ++sequence;
        const bool inStream = sequence > 2 && sequence < 16;
        lines += QByteArray(R"({"seq":%1,"utc":"2026-11-20T14:44:%2.600000Z","mono_us":%3,"call_sid":"%4",)")
                     .replace("%1", QByteArray::number(sequence))
                     .replace("%2", QByteArray::number(30 + sequence))
                     .replace("%3", QByteArray::number(5'000'000 + sequence * 1'000'000))
                     .replace("%4", QByteArray("CA").append(32, 'a'));
        if (inStream)
            lines += R"("stream_sid":")" + QByteArray("MZ").append(32, 'b') + R"(",)";
        lines += QByteArray(fields) + "}\n";
    }
    return lines;
}

/// Qt Test cuts long messages; this tells all.
bool none(QStringList faults)
{
    faults.removeDuplicates();
    for (const QString &fault : faults)
        qWarning("%s", qPrintable(fault));
    return faults.isEmpty();
}

constexpr std::array panes { ui::MainWindow::Pane::Events, ui::MainWindow::Pane::Requests, ui::MainWindow::Pane::Health,
                             ui::MainWindow::Pane::Verdict }; // the others stand beside these

constexpr std::array dialogs { "none", "settings", "shortcuts", "test call", "export" };
constexpr QSize mostSize { 1600, 1000 };

} // namespace

/// The window as a whole, with a gateway that runs and a recorded call in it.
class WindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        ui::applyAppearance(ui::Appearance::Light);
        ui::applyFontScale(100);
        ui::switchLanguage(QStringLiteral("en"));
        QFile file(m_folder.filePath(QStringLiteral("events.jsonl")));
        QVERIFY(file.open(QFile::WriteOnly) && file.write(recordedCall()) > 0);
        file.close();
        m_desktop = std::make_unique<Desktop>();
        QVERIFY(m_desktop->waitForGateway());
        window().openRecording(file.fileName());
        QTRY_VERIFY(m_desktop->has("CALL_END"));
        QTRY_VERIFY(!m_desktop->selection().call().isEmpty());
        QTRY_VERIFY(timelineItems() > 3);
    }
    void init()
    {
        // Such as of sizes below zero, keys of two actions, and signals of nobody.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^Q[A-Z]\\w+::")));
    }
    void cleanup()
    {
        for (QDialog *dialog : window().findChildren<QDialog *>())
            dialog->close();
        ui::applyAppearance(ui::Appearance::Light);
        ui::applyFontScale(100);
        ui::switchLanguage(QStringLiteral("en"));
    }
    void cleanupTestCase() { m_desktop.reset(); }

    void theGatewaysWarningsAreTranslated()
    {
        const QStringList warnings = m_desktop->monitor().sources().live()->status().warnings;
        QVERIFY(!warnings.isEmpty()); // it runs without an auth token here
        ui::switchLanguage(QStringLiteral("he"));
        for (const QString &warning : warnings)
            QVERIFY2(!ui::warningText(warning).contains(warning), qPrintable(warning));
        ui::switchLanguage(QStringLiteral("en"));
    }

    void everyActionHasATextAndAName()
    {
        QVERIFY(none(namelessActions(window())));
        QVERIFY(window().findChildren<QAction *>().size() > 40);
    }

    void everyActionIsInReachOfTheMouse() { QVERIFY(none(hiddenActions(window()))); }

    void noKeyIsAmbiguousAnywhere()
    {
        QVERIFY(none(ambiguousKeys(window())));
        QVERIFY(window().findChildren<QShortcut *>().isEmpty()); // keys that no menu and no sheet would show
    }

    void menusHaveLettersOfTheirOwn_data() { addLanguages(); }
    void menusHaveLettersOfTheirOwn()
    {
        QFETCH(QString, language);
        ui::switchLanguage(language);
        QMap<QKeySequence, QString> letters;
        for (const QAction *menu : window().menuBar()->actions()) {
            const QKeySequence letter = QKeySequence::mnemonic(menu->text());
            QVERIFY2(!letters.contains(letter), qPrintable(menu->text() + u' ' + letters[letter]));
            if (!letter.isEmpty())
                letters[letter] = menu->text();
        }
        QVERIFY(window().menuBar()->actions().size() > 6);
    }

    void aScreenReaderLearnsAllThatIsInteractive_data() { addDialogs(); }
    void aScreenReaderLearnsAllThatIsInteractive()
    {
        QFETCH(QString, dialog);
        openDialog(dialog);
        int seen = 0;
        QVERIFY(none(unnamedElements(window(), seen)));
        QVERIFY(seen > 40);
    }

    void theTimelineTellsItsItems()
    {
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(window().findChild<ui::TimelineView *>());
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), timelineItems());
        for (int i = 0; i < list->childCount(); ++i) {
            QCOMPARE(list->child(i)->role(), QAccessible::ListItem);
            QVERIFY(!list->child(i)->text(QAccessible::Name).isEmpty());
        }
    }

    void theLanguageSwitchesOnTheLivingWindow_data() { addDialogs(); }
    void theLanguageSwitchesOnTheLivingWindow()
    {
        QFETCH(QString, dialog);
        openDialog(dialog);
        QCoreApplication::processEvents();
        const WindowTexts english(window());
        ui::switchLanguage(QStringLiteral("he"));
        QCoreApplication::processEvents();
        QCOMPARE(window().layoutDirection(), Qt::RightToLeft);
        QVERIFY(none(WindowTexts(window()).untranslated(english)));

        ui::switchLanguage(QStringLiteral("en"));
        QCoreApplication::processEvents();
        QCOMPARE(window().layoutDirection(), Qt::LeftToRight);
        QVERIFY(none(WindowTexts(window()).changedSince(english)));
    }

    void contentStaysLeftToRight()
    {
        ui::switchLanguage(QStringLiteral("he"));
        QCOMPARE(window().findChild<ui::TimelineView *>()->layoutDirection(), Qt::LeftToRight);
        QCOMPARE(window().findChild<ui::SeekSlider *>()->layoutDirection(), Qt::LeftToRight);
        int json = 0;
        const auto check = [&](const auto *view) {
            if (!view->isReadOnly()
                || qobject_cast<const QTextBrowser *>(view)) // prose: tst_checkpage looks at its content
                return;
            ++json;
            QCOMPARE(view->layoutDirection(), Qt::LeftToRight);
            QCOMPARE(view->document()->defaultTextOption().textDirection(), Qt::LeftToRight);
        };
        std::ranges::for_each(window().findChildren<QPlainTextEdit *>(), check);
        std::ranges::for_each(window().findChildren<QTextEdit *>(), check);
        QCOMPARE(json, 2); // the event and the body of a request
    }

    void twiceTheFontFits_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("dialog");
        for (const char *language : { "en", "he" }) {
            for (const char *dialog : dialogs)
                QTest::addRow("%s, %s", language, dialog) << language << dialog;
        }
    }
    void twiceTheFontFits()
    {
        QFETCH(QString, language);
        QFETCH(QString, dialog);
        ui::switchLanguage(language);
        ui::applyFontScale(200);
        window().resize(mostSize);
        openDialog(dialog);
        QCoreApplication::processEvents();
        QVERIFY(none(tooLarge(window(), mostSize)));
        for (const auto pane : panes) {
            window().showPane(pane);
            if (!QTest::qWaitFor([this] { return clippedButtons(window()).isEmpty(); }))
                QVERIFY(none(clippedButtons(window())));
        }
    }

    void darkAndLightSwitchLive()
    {
        for (const auto &[appearance, dark] :
             { std::pair { ui::Appearance::Dark, true }, { ui::Appearance::Light, false } }) {
            ui::applyAppearance(appearance);
            for (const auto pane : panes) {
                window().showPane(pane);
                QCoreApplication::processEvents();
                QVERIFY(none(leftovers(window(), dark)));
                const QRgb ground = window().palette().color(QPalette::Window).rgb();
                QCOMPARE(window().grab().toImage().pixel(window().width() / 2, window().height() - 2), ground);
            }
        }
    }

private:
    ui::MainWindow &window() { return m_desktop->window(); }
    int timelineItems() { return static_cast<int>(window().findChild<ui::TimelineView *>()->marks().items().size()); }

    static void addLanguages()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << "en";
        QTest::newRow("Hebrew") << "he";
    }
    static void addDialogs()
    {
        QTest::addColumn<QString>("dialog");
        for (const char *dialog : dialogs)
            QTest::newRow(dialog) << dialog;
    }
    void openDialog(const QString &dialog)
    {
        if (dialog == QLatin1String("settings"))
            window().showSettings();
        else if (dialog == QLatin1String("shortcuts"))
            window().showShortcuts();
        else if (dialog == QLatin1String("test call"))
            window().showTestCall();
        else if (dialog == QLatin1String("export"))
            window().exportCall(m_desktop->selection().call());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Desktop> m_desktop;
};

int main(int argc, char *argv[])
{
    QCoreApplication::setOrganizationName(QStringLiteral("callscope"));
    QCoreApplication::setApplicationName(QStringLiteral("tst_window"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QApplication application(argc, argv);
    QSettings().clear(); // else the size of a window of before
    WindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window.moc"
