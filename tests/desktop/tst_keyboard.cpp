#include "tests/desktop/desktop.h"
#include "tests/desktop/xserver.h"
#include "ui/settings/shortcutsheet.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

using namespace callscope;
using tests::Desktop;
using tests::XServer;

namespace {

/// Places on the keyboard, by the letter of an American one.
const QString keyF = QStringLiteral("41"), keyP = QStringLiteral("33"), keyF1 = QStringLiteral("67"),
              keyEscape = QStringLiteral("Escape"); // its number would be taken for the digit

} // namespace

/// Keys of a real X server, on an American and on a Hebrew keyboard.
class KeyboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QVERIFY(XServer::useLayout(QStringLiteral("us")));
        m_desktop = std::make_unique<Desktop>();
        QVERIFY(m_desktop->waitForGateway());
        m_desktop->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window(), 20'000));
        m_desktop->window().showPane(ui::MainWindow::Pane::Conversation);
    }
    void cleanup() { m_desktop.reset(); }

    void lettersOfBothKeyboardsAreShortcuts_data()
    {
        QTest::addColumn<QString>("layout");
        QTest::newRow("American") << "us";
        QTest::newRow("Hebrew") << "il";
    }
    void lettersOfBothKeyboardsAreShortcuts()
    {
        QFETCH(QString, layout);
        QVERIFY(XServer::useLayout(layout));
        m_desktop->window().showPane(ui::MainWindow::Pane::Events);
        QAction *follow = action("events.follow"), *pause = action("events.pause");
        const bool followed = follow->isChecked();
        QVERIFY(XServer::press({ keyF }));
        QTRY_COMPARE(follow->isChecked(), !followed);
        QVERIFY(XServer::press({ keyP }));
        QTRY_VERIFY(pause->isChecked());
        QVERIFY(XServer::press({ keyP }));
        QTRY_VERIFY(!pause->isChecked());
    }

    void aTextFieldEatsSingleLetters()
    {
        m_desktop->window().showPane(ui::MainWindow::Pane::Events);
        QVERIFY(XServer::press({ QStringLiteral("ctrl+46") })); // Ctrl+L
        QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        const bool paused = action("events.pause")->isChecked();
        QVERIFY(XServer::press({ keyP, keyF }));
        QTRY_COMPARE(field->text(), QStringLiteral("pf"));
        QCOMPARE(action("events.pause")->isChecked(), paused);
    }

    void f1ShowsTheSheetAndEscapeClosesIt()
    {
        QVERIFY(XServer::useLayout(QStringLiteral("il")));
        QVERIFY(XServer::press({ keyF1 }));
        QTRY_VERIFY(m_desktop->window().findChild<ui::ShortcutSheet *>());
        auto *sheet = m_desktop->window().findChild<ui::ShortcutSheet *>();
        QVERIFY(QTest::qWaitForWindowActive(sheet, 20'000));
        QTRY_VERIFY(XServer::hasFocus(*sheet)); // Qt calls a window active before the window manager has said so
        QVERIFY(XServer::press({ keyEscape }));
        QTRY_VERIFY(!m_desktop->window().findChild<ui::ShortcutSheet *>());
    }

    void numbersGoToThePanes()
    {
        const auto focusIn = [this](const char *page) {
            const QWidget *focus = QApplication::focusWidget();
            for (const QWidget *one = focus; one; one = one->parentWidget()) {
                if (one->inherits(page))
                    return true;
            }
            return false;
        };
        const QStringList digits { QStringLiteral("10"), QStringLiteral("11"), QStringLiteral("12"),
                                   QStringLiteral("13"), QStringLiteral("14"), QStringLiteral("15"),
                                   QStringLiteral("16"), QStringLiteral("17"), QStringLiteral("18") };
        const std::array pages { "callscope::ui::CallsPage",      "callscope::ui::TimelinePage",
                                 "callscope::ui::TranscriptPage", "callscope::ui::EventsPage",
                                 "callscope::ui::LatencyPage",    "callscope::ui::RequestsPage",
                                 "callscope::ui::HealthPage",     "callscope::ui::CheckPage",
                                 "callscope::ui::VerdictPage" };
        for (std::size_t i = 0; i < pages.size(); ++i) {
            QVERIFY(XServer::press({ QStringLiteral("ctrl+") + digits[static_cast<qsizetype>(i)] }));
            QTRY_VERIFY2(focusIn(pages[i]), pages[i]);
        }
    }

private:
    QAction *action(const char *name) { return m_desktop->window().findChild<QAction *>(QLatin1String(name)); }

    std::unique_ptr<Desktop> m_desktop;
};

int main(int argc, char *argv[])
{
    const XServer server;
    if (!server.isRunning())
        return 2;
    QApplication application(argc, argv);
    KeyboardTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keyboard.moc"
