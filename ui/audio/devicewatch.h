#pragma once

#include "ui/audio/playback.h"
#include "ui/audio/pulseserver.h"

#include <QAudioDevice>

namespace callscope::ui {

/// What there is to listen on and to speak into, looked up every 2 s: Qt tells nothing of a change of default, and
/// little of other changes. Qt's own lists must not be touched while no server answers, so whoever wants a device asks
/// here. It owns the watch over the server, and lives on the sound thread.
class DeviceWatch : public QObject
{
    Q_OBJECT

public:
    explicit DeviceWatch(QObject *parent = nullptr);

    /// Before it nothing of the system's sound is touched.
    void watch();
    bool answers() const { return m_server.answers(); }
    /// By its id; the system's default, when that is not there. Null: there is none.
    QAudioDevice output(const QByteArray &id) const;
    /// By its id. Null: it is not there.
    QAudioDevice input(const QByteArray &id) const;

Q_SIGNALS:
    void outputsChanged(const QList<callscope::ui::SoundDevice> &devices);
    void inputsChanged(const QList<callscope::ui::SoundDevice> &devices);
    /// All is known anew, changed or not.
    void looked();

private:
    void look();

    PulseServer m_server { this };
    QTimer m_poll { this };
    QList<SoundDevice> m_outputs {}, m_inputs {};
};

} // namespace callscope::ui
