#include "ui/settings/keybindings.h"

#include <QCoreApplication>
#include <QEvent>
#include <QMenu>
#include <QSettings>
#include <QWidget>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const QString &name)
{
    return u"shortcuts/"_s + name;
}

/// None for an empty text, of which Qt would make one sequence without a key.
QList<QKeySequence> keysFrom(const QString &kept)
{
    return kept.isEmpty() ? QList<QKeySequence> {} : QKeySequence::listFromString(kept, QKeySequence::PortableText);
}

/// What has no name is the inside of a text field or a list.
bool isOurs(const QAction &action)
{
    const QString name = action.objectName();
    const bool internal = name.isEmpty() || name.startsWith("_q_"_L1) || name.startsWith("qt_"_L1);
    return !internal && !action.isSeparator() && !action.menu() && !action.text().isEmpty();
}

bool isWide(const QAction &action)
{
    return action.shortcutContext() == Qt::WindowShortcut || action.shortcutContext() == Qt::ApplicationShortcut;
}

/// Two narrow ones are apart in different places.
bool canClash(const QAction &a, const QAction &b)
{
    return isWide(a) || isWide(b) || a.parent() == b.parent();
}

} // namespace

KeyBindings::KeyBindings(QWidget *root)
    : QObject(root)
    , m_root(root)
{
    const QSettings settings;
    for (const QAction *action : actions()) {
        const QString name = action->objectName();
        m_defaults.insert(name, action->shortcuts());
        if (const QVariant kept = settings.value(keyOf(name)); kept.isValid())
            apply(name, keysFrom(kept.toString()));
    }
}

QList<QAction *> KeyBindings::actions() const
{
    QList<QAction *> named;
    QSet<QString> known; // tables of one sort have an action each
    for (QAction *action : m_root->findChildren<QAction *>()) {
        if (!isOurs(*action) || known.contains(action->objectName()))
            continue;
        known.insert(action->objectName());
        named += action;
    }
    return named;
}

bool KeyBindings::isDefault(const QString &name) const
{
    return !QSettings().contains(keyOf(name));
}

const QAction *KeyBindings::holder(const QString &name, const QKeySequence &keys) const
{
    const QList<QAction *> all = actions();
    const auto own
        = std::find_if(all.begin(), all.end(), [&](const QAction *one) { return one->objectName() == name; });
    if (own == all.end() || keys.isEmpty())
        return nullptr;
    for (const QAction *other : all) {
        if (other != *own && other->shortcuts().contains(keys) && canClash(**own, *other))
            return other;
    }
    return nullptr;
}

void KeyBindings::bind(const QString &name, const QKeySequence &keys)
{
    QSettings().setValue(keyOf(name), keys.toString(QKeySequence::PortableText));
    apply(name, keys.isEmpty() ? QList<QKeySequence> {} : QList { keys });
    Q_EMIT changed();
}

void KeyBindings::reset(const QString &name)
{
    QSettings().remove(keyOf(name));
    apply(name, m_defaults.value(name));
    Q_EMIT changed();
}

void KeyBindings::apply(const QString &name, const QList<QKeySequence> &keys)
{
    for (QAction *action : m_root->findChildren<QAction *>(name))
        action->setShortcuts(keys);
    QEvent anew(QEvent::LanguageChange); // tool tips name the keys
    QCoreApplication::sendEvent(m_root, &anew);
}

} // namespace callscope::ui
