#include "ui/settings/keybindings.h"
#include "ui/settings/shortcutsheet.h"

#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace callscope::ui;
using namespace Qt::StringLiterals;

namespace {

/// A window with actions as pages have them.
struct Window
{
    QWidget root {};
    QWidget left { &root }, right { &root };
    QAction *open = add(root, "window.open", u"&Open"_s, { Qt::CTRL | Qt::Key_O });
    QAction *play = add(root, "listen.play", u"Play"_s, { Qt::Key_Space, Qt::Key_F5 });
    QAction *find = add(left, "events.find", u"Find"_s, { Qt::CTRL | Qt::Key_F }, Qt::WidgetWithChildrenShortcut);
    QAction *search = add(right, "text.find", u"Search"_s, { Qt::Key_F9 }, Qt::WidgetWithChildrenShortcut);

    static QAction *add(QWidget &owner, const char *name, const QString &text, const QList<QKeySequence> &keys,
                        Qt::ShortcutContext context = Qt::WindowShortcut)
    {
        auto *action = new QAction(text, &owner);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcuts(keys);
        action->setShortcutContext(context);
        owner.addAction(action);
        return action;
    }
};

template <typename Part>
Part *named(const QWidget &sheet, const QString &text)
{
    for (Part *part : sheet.findChildren<Part *>()) {
        if (part->text() == text)
            return part;
    }
    return nullptr;
}

} // namespace

class TestKeyBindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCoreApplication::setOrganizationName(u"callscope-tst-keybindings"_s); }
    void init() { QSettings().clear(); }
    void newKeysAreKept();
    void resetGivesAllDefaultsBack();
    void keysOfAnotherActionAreTaken();
    void actionsInOtherPlacesMayShare();
    void noKeysAtAllIsAChoice();
    void theSheetChangesThem();
    void theSheetNamesTheHolder();
};

void TestKeyBindings::newKeysAreKept()
{
    {
        Window window;
        KeyBindings bindings(&window.root);
        QSignalSpy changed(&bindings, &KeyBindings::changed);
        bindings.bind(u"window.open"_s, Qt::Key_F7);
        QCOMPARE(window.open->shortcuts(), QList<QKeySequence> { Qt::Key_F7 });
        QCOMPARE(changed.count(), 1);
        QVERIFY(!bindings.isDefault(u"window.open"_s));
    }
    Window next;
    const KeyBindings bindings(&next.root);
    QCOMPARE(next.open->shortcuts(), QList<QKeySequence> { Qt::Key_F7 });
    QCOMPARE(bindings.defaults(u"window.open"_s), QList<QKeySequence> { Qt::CTRL | Qt::Key_O });
    QVERIFY(bindings.isDefault(u"listen.play"_s));
}

void TestKeyBindings::resetGivesAllDefaultsBack()
{
    Window window;
    KeyBindings bindings(&window.root);
    bindings.bind(u"listen.play"_s, Qt::Key_F7);
    bindings.reset(u"listen.play"_s);
    QCOMPARE(window.play->shortcuts(), QList<QKeySequence>({ Qt::Key_Space, Qt::Key_F5 }));
    QVERIFY(bindings.isDefault(u"listen.play"_s));
}

void TestKeyBindings::keysOfAnotherActionAreTaken()
{
    Window window;
    const KeyBindings bindings(&window.root);
    QCOMPARE(bindings.holder(u"window.open"_s, Qt::Key_F5), window.play);
    QCOMPARE(bindings.holder(u"window.open"_s, Qt::CTRL | Qt::Key_F), window.find); // it works in the whole window
    QCOMPARE(bindings.holder(u"window.open"_s, Qt::CTRL | Qt::Key_O), nullptr); // its own
    QCOMPARE(bindings.holder(u"window.open"_s, Qt::Key_F8), nullptr);
}

void TestKeyBindings::actionsInOtherPlacesMayShare()
{
    Window window;
    const KeyBindings bindings(&window.root);
    QCOMPARE(bindings.holder(u"text.find"_s, Qt::CTRL | Qt::Key_F), nullptr);
    QCOMPARE(bindings.holder(u"text.find"_s, Qt::Key_Space), window.play);
}

void TestKeyBindings::noKeysAtAllIsAChoice()
{
    Window window;
    KeyBindings bindings(&window.root);
    bindings.bind(u"window.open"_s, {});
    QVERIFY(window.open->shortcuts().isEmpty());
    Window next;
    const KeyBindings kept(&next.root);
    QVERIFY(next.open->shortcuts().isEmpty());
    QVERIFY(!kept.isDefault(u"window.open"_s));
}

void TestKeyBindings::theSheetChangesThem()
{
    Window window;
    KeyBindings bindings(&window.root);
    ShortcutSheet sheet(bindings);
    sheet.show();
    auto *list = sheet.findChild<QTreeView *>();
    list->setCurrentIndex(list->model()->index(0, 0, list->model()->index(0, 0)));
    QVERIFY(named<QLabel>(sheet, u"Open"_s));
    auto *keys = sheet.findChild<QKeySequenceEdit *>();
    QCOMPARE(keys->keySequence(), QKeySequence(Qt::CTRL | Qt::Key_O));
    keys->setKeySequence(Qt::Key_F7);
    named<QPushButton>(sheet, u"Set"_s)->click();
    QCOMPARE(window.open->shortcuts(), QList<QKeySequence> { Qt::Key_F7 });
    QCOMPARE(list->currentIndex().siblingAtColumn(0).data().toString(), u"Open"_s); // still the chosen one
    QVERIFY(list->currentIndex().siblingAtColumn(1).data().toString().contains(u"F7"_s));
    named<QPushButton>(sheet, u"Default"_s)->click();
    QCOMPARE(window.open->shortcuts(), QList<QKeySequence> { Qt::CTRL | Qt::Key_O });
    QVERIFY(!named<QPushButton>(sheet, u"Default"_s)->isEnabled());
}

void TestKeyBindings::theSheetNamesTheHolder()
{
    Window window;
    KeyBindings bindings(&window.root);
    ShortcutSheet sheet(bindings);
    sheet.show();
    auto *list = sheet.findChild<QTreeView *>();
    list->setCurrentIndex(list->model()->index(0, 0, list->model()->index(0, 0)));
    sheet.findChild<QKeySequenceEdit *>()->setKeySequence(Qt::Key_Space);
    named<QPushButton>(sheet, u"Set"_s)->click();
    QCOMPARE(window.open->shortcuts(), QList<QKeySequence> { Qt::CTRL | Qt::Key_O });
    bool named = false;
    for (const QLabel *label : sheet.findChildren<QLabel *>())
        named = named || (label->text().contains(u"Space"_s) && label->text().contains(u"\"Play\""_s));
    QVERIFY(named);
}

QTEST_MAIN(TestKeyBindings)
#include "tst_keybindings.moc"
