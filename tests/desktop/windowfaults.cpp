#include "tests/desktop/windowfaults.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QTabBar>
#include <QToolBar>

namespace callscope::tests {

namespace {

QList<QAction *> actionsOf(const QWidget &window)
{
    QList<QAction *> own;
    for (QAction *action : window.findChildren<QAction *>()) {
        if (!action->isSeparator() && !action->menu() && !isOfQt(action))
            own << action;
    }
    return own;
}

bool isInMenu(const QMenu *menu, const QAction *action)
{
    return std::ranges::any_of(menu->actions(), [action](const QAction *one) {
        return one == action || (one->menu() && isInMenu(one->menu(), action));
    });
}

bool isInMenuBar(const QMenuBar &bar, const QAction *action)
{
    return std::ranges::any_of(
        bar.actions(), [action](const QAction *menu) { return menu->menu() && isInMenu(menu->menu(), action); });
}

/// A mouse reaches it: in the menu bar, on a button, or in the menu of the one field that it is for.
bool isInReach(const QMenuBar &bar, const QAction *action)
{
    return isInMenuBar(bar, action) || std::ranges::any_of(action->associatedObjects(), [](const QObject *owner) {
               const auto *widget = qobject_cast<const QWidget *>(owner);
               return qobject_cast<const QAbstractButton *>(owner)
                   || (widget && widget->contextMenuPolicy() == Qt::ActionsContextMenu);
           });
}

/// Whether Qt asks the action for its keys while `focus` has the keyboard and all pages are shown.
bool hears(const QAction *action, const QWidget *focus)
{
    const auto reaches = [&](const QObject *owner) {
        const auto *widget = qobject_cast<const QWidget *>(owner);
        if (!widget || qobject_cast<const QMenu *>(owner))
            return false;
        return widget == focus
            || (action->shortcutContext() == Qt::WidgetWithChildrenShortcut && widget->isAncestorOf(focus));
    };
    return action->shortcutContext() == Qt::WindowShortcut || action->shortcutContext() == Qt::ApplicationShortcut
        || std::ranges::any_of(action->associatedObjects(), reaches);
}

QStringList unnamed(QAccessibleInterface *element, int &seen)
{
    QStringList faults;
    const QObject *object = element->object();
    const auto *widget = qobject_cast<const QWidget *>(object);
    const QAccessible::Role role = element->role();
    const auto *label = qobject_cast<const QLabel *>(object);
    const bool takesKeys = widget && widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy() && !isOfQt(widget)
        && !(label && label->text().isEmpty()) && !widget->inherits("QScrollArea") /* focus only to scroll */;
    static const QSet<QAccessible::Role> interactive {
        QAccessible::Button,       QAccessible::CheckBox,       QAccessible::RadioButton, QAccessible::ComboBox,
        QAccessible::EditableText, QAccessible::SpinBox,        QAccessible::Slider,      QAccessible::Table,
        QAccessible::List,         QAccessible::Tree,           QAccessible::PageTab,     QAccessible::MenuItem,
        QAccessible::ButtonMenu,   QAccessible::ButtonDropDown, QAccessible::Dial,        QAccessible::HotkeyField,
    };
    static const QSet<QAccessible::Role> vague { QAccessible::NoRole, QAccessible::Client, QAccessible::Window,
                                                 QAccessible::Pane };
    const bool counts = (interactive.contains(role) || takesKeys) && !(widget && isOfQt(widget));
    seen += counts;
    if (counts && element->text(QAccessible::Name).isEmpty())
        faults << QStringLiteral("no name: role %1 ").arg(role) + (object ? placeOf(object) : QString());
    if (takesKeys && vague.contains(role))
        faults << QStringLiteral("vague role %1: ").arg(role) + placeOf(object);
    if (element->tableInterface())
        return faults; // its cells are data
    for (int i = 0; i < element->childCount(); ++i) {
        if (QAccessibleInterface *child = element->child(i))
            faults += unnamed(child, seen);
    }
    return faults;
}

double lightnessOf(const QImage &image, const QRect &place)
{
    double sum = 0;
    qint64 count = 0;
    for (int y = place.top(); y <= place.bottom(); y += 3) {
        for (int x = place.left(); x <= place.right(); x += 3, ++count)
            sum += qGray(image.pixel(x, y));
    }
    return count == 0 ? 0 : sum / static_cast<double>(count);
}

} // namespace

QString placeOf(const QObject *object)
{
    QStringList path;
    for (const QObject *one = object; one && path.size() < 5; one = one->parent())
        path.prepend(QString::fromLatin1(one->metaObject()->className()).remove(QStringLiteral("callscope::ui::")));
    return path.join(QStringLiteral(" > ")) + u' ' + object->objectName();
}

bool isOfQt(const QObject *object)
{
    const QString name = object->objectName();
    const auto *bar = qobject_cast<const QToolBar *>(object->parent());
    return name.startsWith(QLatin1String("_q_")) || name.startsWith(QLatin1String("qt_"))
        || (bar && bar->toggleViewAction() == object) || qobject_cast<const QTabBar *>(object->parent())
        || qobject_cast<const QLineEdit *>(object->parent()) || object->inherits("QComboBoxListView");
}

bool isEntry(const QAction *action)
{
    return !action->menu() && qobject_cast<const QMenu *>(action->parent());
}

QStringList namelessActions(const QWidget &window)
{
    QStringList faults;
    for (const QAction *action : actionsOf(window)) {
        if (action->text().isEmpty() || (action->objectName().isEmpty() && !isEntry(action)))
            faults << placeOf(action) + QStringLiteral(": ") + action->text();
    }
    return faults;
}

QStringList hiddenActions(const QMainWindow &window)
{
    QStringList faults;
    for (const QAction *action : actionsOf(window)) {
        if (!isEntry(action) && !isInReach(*window.findChild<QMenuBar *>(), action))
            faults << placeOf(action) + QStringLiteral(": ") + action->text();
    }
    return faults;
}

QStringList ambiguousKeys(const QWidget &window)
{
    QStringList faults;
    for (const QWidget *focus : window.findChildren<QWidget *>()) {
        if (focus->focusPolicy() == Qt::NoFocus)
            continue;
        QMap<QKeySequence, const QAction *> owners;
        for (const QAction *action : actionsOf(window)) {
            for (const QKeySequence &keys : hears(action, focus) ? action->shortcuts() : QList<QKeySequence>()) {
                if (const QAction *other = std::exchange(owners[keys], action))
                    faults << keys.toString() + u' ' + placeOf(action) + QStringLiteral(" | ") + placeOf(other);
            }
        }
    }
    return faults;
}

QStringList unnamedElements(QWidget &window, int &seen)
{
    return unnamed(QAccessible::queryAccessibleInterface(&window), seen);
}

QStringList clippedButtons(const QWidget &window)
{
    QStringList faults;
    for (const auto *button : window.findChildren<QAbstractButton *>()) {
        if (button->isVisible() && !isOfQt(button) && button->sizeHint().width() > button->width())
            faults << placeOf(button)
                    + QStringLiteral(": %1, %2 < %3")
                          .arg(button->text())
                          .arg(button->width())
                          .arg(button->sizeHint().width());
    }
    return faults;
}

QStringList tooLarge(const QWidget &window, QSize most)
{
    QStringList faults;
    QList<const QWidget *> windows { &window };
    for (QDialog *dialog : window.findChildren<QDialog *>())
        windows << dialog;
    for (const QWidget *one : windows) {
        const QSize least = one->minimumSizeHint().expandedTo(one->minimumSize());
        if (least.width() > most.width() || least.height() > most.height())
            faults << placeOf(one) + QStringLiteral(": %1×%2").arg(least.width()).arg(least.height());
    }
    return faults;
}

QStringList leftovers(QWidget &window, bool dark)
{
    const QImage image = window.grab().toImage();
    QStringList faults;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const QRect place(widget->mapTo(&window, QPoint()), widget->size());
        const QRect seen = place.intersected(image.rect());
        if (!widget->isVisible() || seen.width() < 24 || seen.height() < 12)
            continue;
        const double lightness = lightnessOf(image, seen);
        if (dark ? lightness > 128 : lightness < 128)
            faults << placeOf(widget) + QStringLiteral(": lightness %1").arg(lightness);
    }
    return faults;
}

} // namespace callscope::tests
