#pragma once

#include <QToolButton>

class QMenu;

namespace callscope::ui {

class SoundRoom;

/// Chooses the device that is listened on, from a menu of those that are there. Lives on the GUI thread.
class DeviceButton : public QToolButton
{
    Q_OBJECT

public:
    explicit DeviceButton(SoundRoom &sound, QWidget *parent = nullptr);

private:
    void fill();
    void add(const QString &name, const QByteArray &id);
    void showDevice();

    SoundRoom &m_sound;
    QMenu *m_menu;
};

} // namespace callscope::ui
