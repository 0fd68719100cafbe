#include "ui/settings/settingsdialog.h"

#include "ui/common/language.h"
#include "ui/settings/gatewaysettingspane.h"
#include "ui/settings/preferencespane.h"

#include <QSettings>
#include <QVBoxLayout>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

const QString geometryKey = u"settings/geometry"_s;

} // namespace

SettingsDialog::SettingsDialog(QWidget *parent)
    : QDialog(parent)
    , m_tabs(new QTabWidget(this))
    , m_preferences(new PreferencesPane(m_tabs))
    , m_gateway(new GatewaySettingsPane(m_tabs))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Close, this))
{
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_preferences, QString());
    m_tabs->addTab(m_gateway, QString());
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_preferences, &PreferencesPane::changed, this, &SettingsDialog::tell);
    if (!restoreGeometry(QSettings().value(geometryKey).toByteArray()))
        resize(fontMetrics().averageCharWidth() * 120, fontMetrics().lineSpacing() * 32);
    onLanguageChange(this, [this] { retranslate(); });
}

SettingsDialog::~SettingsDialog()
{
    QSettings().setValue(geometryKey, saveGeometry());
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("Settings"));
    m_tabs->setTabText(0, tr("Desktop"));
    m_tabs->setTabText(1, tr("Gateway"));
}

void SettingsDialog::setGatewaySettings(const config::LoadedSettings &loaded)
{
    m_gateway->setSettings(loaded);
}

void SettingsDialog::setSoundDevices(const QStringList &devices)
{
    m_preferences->setSoundDevices(devices);
}

void SettingsDialog::tell(const Preferences &now, const Preferences &before)
{
    if (now.language != before.language)
        Q_EMIT languageChosen(now.language);
    if (now.appearance != before.appearance)
        Q_EMIT appearanceChosen(now.appearance);
    if (now.fontScale != before.fontScale)
        Q_EMIT fontScaleChosen(now.fontScale);
    if (now.latencyBudget != before.latencyBudget)
        Q_EMIT latencyBudgetChosen(now.latencyBudget);
    if (now.soundDevice != before.soundDevice)
        Q_EMIT soundDeviceChosen(now.soundDevice);
}

} // namespace callscope::ui
