#pragma once

#include "ui/audio/playback.h"
#include "ui/common/feed.h"
#include "ui/common/session.h"
#include "ui/common/streamsound.h"

#include <QThread>

#include <memory>

namespace callscope::ui {

class DeviceWatch;
class Microphone;
class Player;
class SoundStore;

/// The sound of the desktop, seen from the GUI thread: it owns the sound thread with the devices, the store and the
/// player on it, and passes on what is asked of them and what they tell. Everything returns at once. There is one in a
/// process, for all of its life: Qt's connection to the sound server stays on the thread that used it first.
class SoundRoom : public QObject
{
    Q_OBJECT

public:
    explicit SoundRoom(QObject *parent = nullptr);
    ~SoundRoom() override;

    /// Takes all that comes from a source from now on. Connect the session to the feed first.
    void connectFeed(int source, Feed *feed);
    /// Gives the waveforms to the session.
    void connectSession(Session &session);
    /// A copy of a call's sound, made on a worker thread; cancelled when the room goes.
    QFuture<std::vector<StreamSound>> soundOf(const CallKey &call) const;
    /// The same as a function; the room has to outlive it.
    CopySound copySound() const;

    /// See Player.
    void play(const CallKey &call, std::optional<CallTime> from = {});
    void pause();
    void resume();
    void stop();
    void seek(const CallKey &call, CallTime to);
    void goLive();
    void setSpeed(double speed);
    void setMix(const LaneMix &mix);
    /// Remembered as "audio/device"; empty: the system's default.
    void chooseDevice(const QByteArray &id);
    QByteArray chosenDevice() const;

    /// One of the inputs, on the sound thread and not open yet. It may be let go on any thread, and before the room.
    std::shared_ptr<Microphone> microphone(const QByteArray &id);

    const Listening &listening() const { return m_listening; }
    const OutputStatus &output() const { return m_output; }
    /// To listen on.
    const QList<SoundDevice> &devices() const { return m_outputs; }
    /// To speak into.
    const QList<SoundDevice> &inputs() const { return m_inputs; }
    /// All of Qt's audio objects have to live here: Qt's own are not safe to be used from two threads.
    QThread *soundThread() { return &m_thread; }

Q_SIGNALS:
    void listeningChanged();
    void progressed(const callscope::ui::Progress &progress);
    void outputChanged();
    void devicesChanged();
    void inputsChanged();
    /// A sound file cannot be read.
    void failed(const callscope::base::Error &error);

private:
    void listenToPlayer();
    void listenToDevices();
    template <typename Task>
    void onPlayer(Task &&task);

    base::SystemClock m_clock {};
    QThread m_thread {};
    std::unique_ptr<DeviceWatch> m_devices;
    std::unique_ptr<SoundStore> m_store;
    std::unique_ptr<Player> m_player;
    Listening m_listening {};
    OutputStatus m_output {};
    QList<SoundDevice> m_outputs {}, m_inputs {};
};

} // namespace callscope::ui
