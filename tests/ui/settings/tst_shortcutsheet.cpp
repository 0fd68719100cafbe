#include "ui/common/text.h"
#include "ui/settings/shortcutsheet.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QMenu>
#include <QTest>

using namespace callscope::ui;
using namespace Qt::StringLiterals;

class TestShortcutSheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void actionsAreListedInGroups();
    void searchKeepsTitles();
    void itIsReadAnewEachTime();
    void itIsClosedByKeyboard();

private:
    /// Title of each group, then its actions and their keys: "Window|Open…=Ctrl+O".
    static QStringList groupsOf(const ShortcutSheet &sheet);
    static QAction *add(QWidget &root, const char *name, const QString &text, const QKeySequence &keys = {});
};

QAction *TestShortcutSheet::add(QWidget &root, const char *name, const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(text, &root);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    root.addAction(action);
    return action;
}

QStringList TestShortcutSheet::groupsOf(const ShortcutSheet &sheet)
{
    const QAbstractItemModel *model = sheet.findChild<QTreeView *>()->model();
    QStringList groups;
    for (int i = 0; i < model->rowCount(); ++i) {
        const QModelIndex group = model->index(i, 0);
        QStringList texts { group.data().toString() };
        for (int row = 0; row < model->rowCount(group); ++row)
            texts += model->index(row, 0, group).data().toString() + u'='
                + withoutBidiControls(model->index(row, 1, group).data().toString());
        groups += texts.join(u'|');
    }
    return groups;
}

void TestShortcutSheet::actionsAreListedInGroups()
{
    QWidget root;
    QWidget page(&root);
    QMenu menu(u"Menu"_s, &root);
    add(page, "events.follow", u"&Follow"_s, Qt::Key_F);
    add(root, "window.open", u"&Open…"_s, Qt::CTRL | Qt::Key_O);
    add(root, "window.save", u"Save && close"_s)->setShortcuts({ Qt::CTRL | Qt::Key_S, Qt::Key_F2 });
    add(root, "nowhere", u"Dance"_s);
    add(root, "_q_inner", u"Inner"_s);
    add(root, "window.separator", u"Line"_s)->setSeparator(true);
    add(root, "window.empty", {});
    add(page, "", u"Copy"_s, QKeySequence::Copy);
    KeyBindings bindings(&root);
    const ShortcutSheet sheet(bindings);
    const QStringList expected { u"Window|Open…=Ctrl+O|Save & close=Ctrl+S   F2"_s, u"Events|Follow=F"_s,
                                 u"Other|Dance="_s };
    QCOMPARE(groupsOf(sheet), expected);
}

void TestShortcutSheet::searchKeepsTitles()
{
    QWidget root;
    add(root, "window.open", u"Open"_s, Qt::CTRL | Qt::Key_O);
    add(root, "window.save", u"Save"_s, Qt::CTRL | Qt::Key_S);
    add(root, "events.follow", u"Follow"_s, Qt::Key_F);
    KeyBindings bindings(&root);
    const ShortcutSheet sheet(bindings);
    QAbstractItemModelTester tester(sheet.findChild<QTreeView *>()->model(),
                                    QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto *search = sheet.findChild<QLineEdit *>();
    search->setText(u"SAVE"_s);
    QCOMPARE(groupsOf(sheet), QStringList { u"Window|Save=Ctrl+S"_s });
    search->setText(u"ctrl+o"_s); // by its keys
    QCOMPARE(groupsOf(sheet), QStringList { u"Window|Open=Ctrl+O"_s });
    search->setText(u"events"_s); // a whole group
    QCOMPARE(groupsOf(sheet), QStringList { u"Events|Follow=F"_s });
    search->setText(u"xyzzy"_s);
    QCOMPARE(groupsOf(sheet), QStringList());
}

void TestShortcutSheet::itIsReadAnewEachTime()
{
    QWidget root;
    KeyBindings bindings(&root);
    ShortcutSheet sheet(bindings);
    QCOMPARE(groupsOf(sheet), QStringList());
    add(root, "requests.about", u"About"_s);
    sheet.show();
    QCOMPARE(groupsOf(sheet), QStringList { u"Requests|About="_s });
}

void TestShortcutSheet::itIsClosedByKeyboard()
{
    QWidget root;
    KeyBindings bindings(&root);
    ShortcutSheet sheet(bindings);
    sheet.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sheet));
    QVERIFY(sheet.findChild<QLineEdit *>()->hasFocus());
    QTest::keyClick(&sheet, Qt::Key_Escape);
    QVERIFY(!sheet.isVisible());
}

QTEST_MAIN(TestShortcutSheet)
#include "tst_shortcutsheet.moc"
