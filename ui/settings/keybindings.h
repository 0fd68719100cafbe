#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QObject>

namespace callscope::ui {

/// Which keys do what in a window. Knows the defaults of all named actions, puts the user's own in their place, and
/// keeps these in QSettings. An action is known by its object name; those of one name are one action. Lives on the GUI
/// thread.
class KeyBindings : public QObject
{
    Q_OBJECT

public:
    /// Takes what the actions below `root` have for their defaults, and applies what was kept; a child of `root`.
    explicit KeyBindings(QWidget *root);

    /// Each once, without the insides of text fields and lists.
    QList<QAction *> actions() const;
    QList<QKeySequence> defaults(const QString &name) const { return m_defaults.value(name); }
    bool isDefault(const QString &name) const;
    /// The action that has these keys where the named one works, too; nullptr: they are free.
    const QAction *holder(const QString &name, const QKeySequence &keys) const;
    /// In place of all keys that it had; empty: none. Its texts that name the keys are made anew.
    void bind(const QString &name, const QKeySequence &keys);
    void reset(const QString &name);

Q_SIGNALS:
    void changed();

private:
    void apply(const QString &name, const QList<QKeySequence> &keys);

    QWidget *m_root;
    QHash<QString, QList<QKeySequence>> m_defaults {};
};

} // namespace callscope::ui
