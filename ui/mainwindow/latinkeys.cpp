#include "ui/mainwindow/latinkeys.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

#include <string_view>

namespace callscope::ui {

namespace {

/// Rows of an American keyboard and the key code of the first key of each.
struct Row
{
    quint32 first;
    std::string_view keys;
};
constexpr Row rows[] = { { 24, "QWERTYUIOP[]" }, { 38, "ASDFGHJKL" }, { 52, "ZXCVBNM,./" } };

bool isLatin(int key)
{
    return key < 0x80;
}

bool isInReach(const QAction &action, const QWidget *focus)
{
    if (action.shortcutContext() == Qt::WindowShortcut || action.shortcutContext() == Qt::ApplicationShortcut)
        return true;
    const auto *owner = qobject_cast<const QWidget *>(action.parent());
    return owner && focus
        && (owner == focus
            || (action.shortcutContext() == Qt::WidgetWithChildrenShortcut && owner->isAncestorOf(focus)));
}

} // namespace

int latinKeyAt(quint32 scanCode)
{
    for (const Row &row : rows) {
        if (scanCode >= row.first && scanCode < row.first + row.keys.size())
            return static_cast<unsigned char>(row.keys[scanCode - row.first]);
    }
    return 0;
}

LatinKeys::LatinKeys(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    qApp->installEventFilter(this);
}

/// Fields that take text have accepted the key as theirs before it comes here as a press nobody wanted.
bool LatinKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride || watched != QApplication::focusWidget())
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<const QKeyEvent *>(event);
    if (isLatin(key->key()) || QApplication::activeWindow() != m_window)
        return QObject::eventFilter(watched, event);
    QKeyEvent asked(QEvent::ShortcutOverride, key->key(), key->modifiers(), key->text());
    asked.ignore();
    watched->event(&asked);
    if (asked.isAccepted())
        return QObject::eventFilter(watched, event);
    const int latin = latinKeyAt(key->nativeScanCode());
    if (latin == 0 || !trigger(latin, key->modifiers()))
        return QObject::eventFilter(watched, event);
    event->accept(); // else Qt's own search among Latin layouts might find it once more
    return true;
}

bool LatinKeys::trigger(int key, Qt::KeyboardModifiers modifiers) const
{
    const QKeySequence wanted(QKeyCombination(modifiers, static_cast<Qt::Key>(key)));
    for (QAction *action : m_window->findChildren<QAction *>()) {
        if (action->isEnabled() && action->shortcuts().contains(wanted)
            && isInReach(*action, QApplication::focusWidget())) {
            action->trigger();
            return true;
        }
    }
    return false;
}

} // namespace callscope::ui
