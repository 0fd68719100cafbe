#pragma once

#include "ui/settings/settingsfilter.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QTreeView>

namespace callscope::ui {

class EmptyHint;

/// All that can be done in a window, with its keys, searchable. Reads the actions under `root` each time it is shown.
/// Owns its model; lives on the GUI thread.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    /// `root` must outlive the sheet.
    explicit ShortcutSheet(QWidget *root, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void retranslate();
    void fill();

    QWidget *m_root;
    QStandardItemModel m_model;
    SettingsFilter m_filter;
    QLineEdit *m_search;
    QTreeView *m_list;
    EmptyHint *m_hint;
    QDialogButtonBox *m_buttons;
};

} // namespace callscope::ui
