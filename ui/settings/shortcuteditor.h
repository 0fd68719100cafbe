#pragma once

#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>

namespace callscope::ui {

class KeyBindings;

/// The line that changes the keys of one action: takes them from the keyboard, refuses what belongs to another action,
/// and gives the default back. Lives on the GUI thread.
class ShortcutEditor : public QWidget
{
    Q_OBJECT

public:
    /// `bindings` must outlive it.
    explicit ShortcutEditor(KeyBindings &bindings, QWidget *parent = nullptr);

    /// By its object name; empty: none.
    void setAction(const QString &name);
    QString actionName() const { return m_name; }
    void beginEditing();

private:
    void retranslate();
    void showAction();
    void set();
    void reset();
    const QAction *action() const;

    KeyBindings &m_bindings;
    QString m_name {};
    QLabel *m_title, *m_message;
    QKeySequenceEdit *m_keys;
    QPushButton *m_set, *m_default;
};

} // namespace callscope::ui
