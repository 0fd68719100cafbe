#pragma once

#include "core/media/resampler.h"
#include "ui/audio/devicewatch.h"

#include <QElapsedTimer>

#include <functional>
#include <span>

class QAudioSink;
class QIODevice;

namespace callscope::ui {

/// The way to the listener's ears: opens the chosen device or the system's default, follows the default when it
/// changes, opens again what was lost, and never ends by itself. It asks for sound in frames of 20 ms. It owns the
/// device's sink, borrows the watch over the devices, and lives on the sound thread.
class SoundOutput : public QObject
{
    Q_OBJECT

public:
    /// Fills 20 ms at 8 kHz, caller left and bot right in turns.
    using Render = std::function<void(std::span<media::Sample> interleaved)>;

    SoundOutput(Render render, const DeviceWatch &devices, QObject *parent = nullptr);
    ~SoundOutput() override;

    /// By its id; empty: the system's default, whatever that is.
    void choose(const QByteArray &device);
    void start();
    void stop();
    /// What was asked for and is not yet heard.
    std::chrono::milliseconds buffered() const;

Q_SIGNALS:
    void statusChanged(const callscope::ui::OutputStatus &status);

private:
    void followDevices();
    void noteSubstitute();
    void open();
    void openOn(const QAudioDevice &device);
    void close();
    void lose();
    void feed();
    QByteArray nextBlock();
    void tell(OutputStatus::State state);

    Render m_render;
    const DeviceWatch &m_devices;
    QTimer m_feed { this };
    QTimer m_reopen { this };
    std::chrono::milliseconds m_patience { 0 }; ///< before the next try to open
    QByteArray m_chosen {}, m_opened {}; ///< ids
    QString m_name; ///< of the one that was opened
    bool m_isSubstitute = false;
    bool m_wanted = false;
    std::unique_ptr<QAudioSink> m_sink;
    QIODevice *m_device = nullptr; ///< the sink's
    std::array<media::Resampler, 2> m_resamplers;
    QByteArray m_pending {}; ///< in the device's format
    QElapsedTimer m_sinceProgress {};
    OutputStatus m_status {};
};

} // namespace callscope::ui
