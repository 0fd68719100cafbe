#include "ui/audio/devicebutton.h"

#include "ui/audio/soundicon.h"
#include "ui/audio/soundroom.h"
#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QAction>
#include <QMenu>

namespace callscope::ui {

DeviceButton::DeviceButton(SoundRoom &sound, QWidget *parent)
    : QToolButton(parent)
    , m_sound(sound)
    , m_menu(new QMenu(this))
{
    setAutoRaise(true);
    setIcon(soundIcon(SoundSign::Speaker));
    setIconSize(QSize(1, 1) * fontMetrics().height());
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &DeviceButton::fill);
    connect(&m_sound, &SoundRoom::devicesChanged, this, &DeviceButton::fill);
    connect(&m_sound, &SoundRoom::outputChanged, this, &DeviceButton::showDevice);
    onLanguageChange(this, [this] {
        setAccessibleName(tr("Sound device"));
        fill();
        showDevice();
    });
}

void DeviceButton::fill()
{
    m_menu->clear();
    add(tr("Default of the system"), {});
    m_menu->addSeparator();
    for (const SoundDevice &device : m_sound.devices()) {
        const QString name = bidiIsolated(device.name);
        add(device.isDefault ? tr("%1 (default)").arg(name) : name, device.id);
    }
    if (m_sound.devices().isEmpty())
        m_menu->addAction(tr("No sound device was found"))->setEnabled(false);
}

void DeviceButton::add(const QString &name, const QByteArray &id)
{
    QAction *action = m_menu->addAction(name);
    action->setCheckable(true);
    action->setChecked(id == m_sound.chosenDevice());
    connect(action, &QAction::triggered, this, [this, id] { m_sound.chooseDevice(id); });
}

void DeviceButton::showDevice()
{
    const QString device = m_sound.output().device;
    setToolTip(device.isEmpty() ? tr("Sound device") : tr("Sound device: %1").arg(bidiIsolated(device)));
}

} // namespace callscope::ui
