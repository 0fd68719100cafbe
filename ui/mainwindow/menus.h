#pragma once

#include "ui/mainwindow/mainwindow.h"

class QMenu;

namespace callscope::ui {

/// What the menus can do besides the actions of the pages.
struct MenuDeeds
{
    std::function<void()> open, exportCall, openRecord;
    std::function<void(QMenu *)> serveRecent;
};

/// One menu of a page's own actions.
struct PageMenu
{
    QWidget *page;
    const char *title; ///< marked for translation in the context "Menus"
};

/// Fills the menu bar of `window`: its own actions and those of the pages, so that every action can be found, has a
/// text and shows its shortcut.
void addMenus(MainWindow &window, const MenuDeeds &deeds, const std::vector<PageMenu> &pages);

} // namespace callscope::ui
