#pragma once

#include "core/media/format.h"

#include <QProcess>
#include <QTemporaryDir>

#include <array>

namespace callscope::tests {

/// A PulseAudio server of the test's own with two outputs that nobody hears, "one" (the default) and "two", and a
/// recorder that listens to what comes out of them. From its construction on PULSE_SERVER of this process names its
/// socket, so it has to be made before anything touches the system's sound. Lives on the test's thread; all goes with
/// it.
class SoundServer
{
public:
    static constexpr int rate = 48000; ///< of its outputs

    SoundServer();
    ~SoundServer();

    /// Starts and waits until it answers. False: it does not; its own words are in the test's log.
    bool start();
    bool isRunning() const { return m_server.state() == QProcess::Running; }
    /// Dies as by a crash.
    void kill();
    bool setDefault(const QString &output);
    bool unload(const QString &output);

    /// Records what comes out of an output from now on.
    bool record(const QString &output = QStringLiteral("one"));
    /// The newest `length` of left and right, at `rate`; shorter while there is less.
    std::array<media::Samples, 2> heard(std::chrono::milliseconds length);

private:
    bool control(const QStringList &arguments);

    QTemporaryDir m_folder;
    QProcess m_server, m_recorder;
    QByteArray m_recorded {};
};

/// How strong a tone is in a sound, as the amplitude of a sine on the 16-bit scale (Goertzel's filter).
double toneIn(std::span<const media::Sample> samples, double frequency, int rate);

} // namespace callscope::tests
