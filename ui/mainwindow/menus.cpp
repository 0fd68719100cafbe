#include "ui/mainwindow/menus.h"

#include "ui/common/language.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

#include <array>

namespace callscope::ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Menus", text);
}

/// Adds menus and actions whose texts follow the language.
class MenuFiller
{
public:
    explicit MenuFiller(MainWindow &window)
        : m_window(window)
    { }

    QMenu *menu(const char *title)
    {
        QMenu *menu = m_window.menuBar()->addMenu(QString());
        onLanguageChange(&m_window, [menu, title] { menu->setTitle(translated(title)); });
        return menu;
    }
    QMenu *submenu(QMenu *parent, const char *title)
    {
        QMenu *menu = parent->addMenu(QString());
        onLanguageChange(&m_window, [menu, title] { menu->setTitle(translated(title)); });
        return menu;
    }
    QAction *action(QMenu *menu, const char *name, const char *text, const QKeySequence &shortcut,
                    const std::function<void()> &deed)
    {
        auto *action = new QAction(&m_window);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(shortcut);
        QObject::connect(action, &QAction::triggered, &m_window, deed);
        onLanguageChange(&m_window, [action, text] { action->setText(translated(text)); });
        menu->addAction(action);
        m_window.addAction(action);
        return action;
    }

private:
    MainWindow &m_window;
};

void addPanes(MenuFiller &filler, QMenu *menu, MainWindow &window)
{
    struct Entry
    {
        const char *name, *text;
        MainWindow::Pane pane;
    };
    using Pane = MainWindow::Pane;
    static constexpr std::array<Entry, 9> entries { {
        { "window.calls", QT_TRANSLATE_NOOP("Menus", "Calls"), Pane::Calls },
        { "window.timeline", QT_TRANSLATE_NOOP("Menus", "Timeline"), Pane::Timeline },
        { "window.conversation", QT_TRANSLATE_NOOP("Menus", "Conversation"), Pane::Conversation },
        { "window.events", QT_TRANSLATE_NOOP("Menus", "Events"), Pane::Events },
        { "window.latency", QT_TRANSLATE_NOOP("Menus", "Latency"), Pane::Latency },
        { "window.requests", QT_TRANSLATE_NOOP("Menus", "Requests"), Pane::Requests },
        { "window.health", QT_TRANSLATE_NOOP("Menus", "Health"), Pane::Health },
        { "window.check", QT_TRANSLATE_NOOP("Menus", "GO/NO-GO"), Pane::Check },
        { "window.verdict", QT_TRANSLATE_NOOP("Menus", "Verdict"), Pane::Verdict },
    } };
    int number = 1;
    for (const Entry &entry : entries)
        filler.action(menu, entry.name, entry.text, QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_0 + number++)),
                      [&window, pane = entry.pane] { window.showPane(pane); });
}

void showAbout(MainWindow &window)
{
    QMessageBox::about(&window, translated(QT_TRANSLATE_NOOP("Menus", "About Callscope")),
                       translated(QT_TRANSLATE_NOOP("Menus",
                                                    "Callscope %1: a gateway and call monitor for phone voice bots "
                                                    "on Twilio Media Streams. GPL-3.0-or-later."))
                           .arg(QCoreApplication::applicationVersion()));
}

} // namespace

void addMenus(MainWindow &window, const MenuDeeds &deeds, const std::vector<PageMenu> &pages)
{
    MenuFiller filler(window);
    QMenu *file = filler.menu(QT_TRANSLATE_NOOP("Menus", "&File"));
    filler.action(file, "window.open", QT_TRANSLATE_NOOP("Menus", "&Open a recorded call…"), QKeySequence::Open,
                  deeds.open);
    deeds.serveRecent(filler.submenu(file, QT_TRANSLATE_NOOP("Menus", "Opened &before")));
    filler.action(file, "window.record", QT_TRANSLATE_NOOP("Menus", "Open the &record of this call"),
                  QKeySequence(QStringLiteral("Ctrl+Shift+O")), deeds.openRecord);
    QAction *save = filler.action(file, "window.export", QT_TRANSLATE_NOOP("Menus", "&Export the call…"),
                                  QKeySequence(QStringLiteral("Ctrl+E")), deeds.exportCall);
    save->setShortcuts({ QKeySequence(QStringLiteral("Ctrl+E")), QKeySequence::Save });
    filler.action(file, "window.testcall", QT_TRANSLATE_NOOP("Menus", "Place a &test call…"),
                  QKeySequence(QStringLiteral("Ctrl+N")), [&window] { window.showTestCall(); });
    file->addSeparator();
    filler.action(file, "window.settings", QT_TRANSLATE_NOOP("Menus", "&Settings…"),
                  QKeySequence(QStringLiteral("Ctrl+,")), [&window] { window.showSettings(); });
    filler.action(file, "window.quit", QT_TRANSLATE_NOOP("Menus", "&Quit"), QKeySequence::Quit,
                  [&window] { window.close(); });

    QMenu *panes = filler.menu(QT_TRANSLATE_NOOP("Menus", "&Go to"));
    addPanes(filler, panes, window);
    for (const PageMenu &page : pages) {
        if (!page.page->actions().isEmpty())
            filler.menu(page.title)->addActions(page.page->actions());
    }
    QMenu *help = filler.menu(QT_TRANSLATE_NOOP("Menus", "&Help"));
    filler.action(help, "window.shortcuts", QT_TRANSLATE_NOOP("Menus", "Keyboard &shortcuts"),
                  QKeySequence::HelpContents, [&window] { window.showShortcuts(); });
    filler.action(help, "window.about", QT_TRANSLATE_NOOP("Menus", "&About Callscope"), {},
                  [&window] { showAbout(window); });
}

} // namespace callscope::ui
