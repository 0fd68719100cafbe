#pragma once

#include "ui/settings/preferences.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QSlider>
#include <QSpinBox>

namespace callscope::ui {

/// What a person likes about the desktop, to be changed with effect at once. Keeps it in QSettings; lives on the GUI
/// thread.
class PreferencesPane : public QWidget
{
    Q_OBJECT

public:
    explicit PreferencesPane(QWidget *parent = nullptr);

    /// Descriptions of the devices that are there now.
    void setSoundDevices(const QStringList &devices);

Q_SIGNALS:
    void changed(const callscope::ui::Preferences &now, const callscope::ui::Preferences &before);

private:
    void build();
    void retranslate();
    void setUp();
    void take();
    void fillDevices();

    Preferences m_kept;
    QStringList m_devices {};
    QFormLayout *m_form;
    QComboBox *m_language, *m_appearance, *m_device;
    QSpinBox *m_budget;
    QSlider *m_font;
    QLabel *m_fontText;
    QWidget *m_fontRow;
    bool m_showing = false;
};

} // namespace callscope::ui
