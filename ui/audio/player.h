#pragma once

#include "ui/audio/lanemixer.h"
#include "ui/audio/soundoutput.h"
#include "ui/audio/soundstore.h"
#include "ui/audio/speedchanger.h"

namespace callscope::ui {

/// Plays one call, a running one or one from the past: caller on the left, bot on the right, silence where sound is
/// missing. A running call is either kept up with, behind a jitter buffer, or played from its past; a player that has
/// caught up keeps up from there. Without a device it waits for one. It borrows the store, owns the way out, and lives
/// on the sound thread.
class Player : public QObject
{
    Q_OBJECT

public:
    static constexpr double slowest = 0.5, fastest = 2;
    static constexpr std::chrono::milliseconds progressPeriod { 40 };

    Player(SoundStore &store, const DeviceWatch &devices, QObject *parent = nullptr);

    /// From `from` on; without: where a running call is now, or the beginning of one that is over.
    void play(const CallKey &call, std::optional<CallTime> from = {});
    void pause();
    void resume();
    void stop();
    /// Goes there; a call that is not played yet is made ready, as if paused.
    void seek(const CallKey &call, CallTime to);
    void goLive();
    void setSpeed(double speed);
    void setMix(const LaneMix &mix) { m_mixer.setMix(mix); }
    void chooseDevice(const QByteArray &id) { m_output.choose(id); }

Q_SIGNALS:
    void listeningChanged(const callscope::ui::Listening &listening);
    void progressed(const callscope::ui::Progress &progress);
    void outputChanged(const callscope::ui::OutputStatus &status);

private:
    void enter(const Listening &listening);
    void moveTo(qint64 position);
    void render(std::span<media::Sample> interleaved);
    void renderLive(std::span<media::Sample> interleaved);
    void renderPast(std::span<media::Sample> interleaved);
    void readInto(std::span<media::Sample> interleaved, qint64 position);
    bool isQuietAhead();
    void tick();
    void tellProgress();
    qint64 heardPosition() const;
    qint64 end() const;

    SoundStore &m_store;
    SoundOutput m_output;
    LaneMixer m_mixer {};
    SpeedChanger m_speedChanger {};
    QTimer m_tick { this };
    Listening m_listening {};
    qint64 m_position = 0; ///< of what is rendered next, in samples since call time 0
    qint64 m_read = 0; ///< of what goes into the speed changer next
};

} // namespace callscope::ui
