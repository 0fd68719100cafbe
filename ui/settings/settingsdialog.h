#pragma once

#include "core/config/settingsreader.h"
#include "ui/settings/preferences.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QTabWidget>

namespace callscope::ui {

class GatewaySettingsPane;
class PreferencesPane;

/// The desktop's preferences, which work at once, and the gateway's settings, which are shown with their sources. Owns
/// both panes; lives on the GUI thread. What it tells is already kept: at the next start Preferences::load gives it.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(QWidget *parent = nullptr);
    ~SettingsDialog() override;

    void setGatewaySettings(const config::LoadedSettings &loaded);
    /// Descriptions of the sound devices that are there now.
    void setSoundDevices(const QStringList &devices);

Q_SIGNALS:
    void languageChosen(const QString &language); ///< "he" or "en"
    void appearanceChosen(callscope::ui::Appearance appearance);
    void fontScaleChosen(int percent);
    void latencyBudgetChosen(int milliseconds);
    void soundDeviceChosen(const QString &description); ///< empty: the system's default

private:
    void retranslate();
    void tell(const Preferences &now, const Preferences &before);

    QTabWidget *m_tabs;
    PreferencesPane *m_preferences;
    GatewaySettingsPane *m_gateway;
    QDialogButtonBox *m_buttons;
};

} // namespace callscope::ui
