#pragma once

#include <QMainWindow>

/// What is wrong with a window, a line for each fault. Dialogs of the window that are open count too.
namespace callscope::tests {

/// Where a widget or action is: "EventsPage > FilterBar > QToolButton events.x".
QString placeOf(const QObject *object);
/// Whether Qt put it into its own widgets: the button that clears a field, those that scroll tabs, a tool bar's switch.
bool isOfQt(const QObject *object);

/// Whether a menu fills itself with it: it comes and goes, has no key and no place in the sheet of shortcuts.
bool isEntry(const QAction *action);

/// Actions without a text, or without a name to be found by.
QStringList namelessActions(const QWidget &window);
/// Actions that no mouse finds: not in the menu bar, on a button, or in the menu of the one field that they are for.
QStringList hiddenActions(const QMainWindow &window);
/// Keys that ask for two things, wherever the keyboard is; also of what is disabled now.
QStringList ambiguousKeys(const QWidget &window);

/// Interactive elements that a screen reader has no name for; `seen` counts all.
QStringList unnamedElements(QWidget &window, int &seen);

QStringList clippedButtons(const QWidget &window);
/// Windows that cannot be made as small as that.
QStringList tooLarge(const QWidget &window, QSize most);
/// What looks light in a dark window, or the other way round.
QStringList leftovers(QWidget &window, bool dark);

} // namespace callscope::tests
