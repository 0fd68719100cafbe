#pragma once

#include "ui/settings/settingsfilter.h"
#include "ui/settings/settingsmodel.h"

#include <QLabel>
#include <QLineEdit>
#include <QTreeView>

namespace callscope::ui {

class EmptyHint;

/// The gateway's settings, searchable, each with where it came from and how to change it. Owns its model; lives on the
/// GUI thread.
class GatewaySettingsPane : public QWidget
{
    Q_OBJECT

public:
    explicit GatewaySettingsPane(QWidget *parent = nullptr);

    void setSettings(const config::LoadedSettings &loaded);

private:
    void retranslate();
    void explainCurrent();

    SettingsModel m_model;
    SettingsFilter m_filter;
    QLineEdit *m_search;
    QTreeView *m_list;
    EmptyHint *m_hint;
    QLabel *m_explanation;
};

} // namespace callscope::ui
