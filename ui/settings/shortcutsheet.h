#pragma once

#include "ui/settings/keybindings.h"
#include "ui/settings/settingsfilter.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QTreeView>

namespace callscope::ui {

class EmptyHint;
class ShortcutEditor;

/// All that can be done in a window, with its keys, searchable; the keys can be changed. Reads the actions each time it
/// is shown. Owns its model; lives on the GUI thread.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    /// `bindings` must outlive the sheet.
    explicit ShortcutSheet(KeyBindings &bindings, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void retranslate();
    void fill();
    void refill();

    KeyBindings &m_bindings;
    QStandardItemModel m_model;
    SettingsFilter m_filter;
    QLineEdit *m_search;
    QTreeView *m_list;
    ShortcutEditor *m_editor;
    EmptyHint *m_hint;
    QDialogButtonBox *m_buttons;
};

} // namespace callscope::ui
