#pragma once

#include "ui/audio/filesounds.h"
#include "ui/common/session.h"

#include <QTimer>

#include <deque>

namespace callscope::ui {

/// Makes the waveforms of sound files, a piece at each turn of the event loop, so that the screen fills from the left
/// and playback on the same thread is not held up. It owns the files that are still being read, and lives on the sound
/// thread.
class FilePeaks : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 peaksAtOnce = 1024; ///< about 33 s of sound, 2 ms of work

    explicit FilePeaks(QObject *parent = nullptr);

    void add(const CallKey &key, qint64 position, media::WavReader reader);

Q_SIGNALS:
    void ready(const callscope::ui::PeakRuns &runs);

private:
    struct Job
    {
        CallKey key {};
        qint64 position = 0; ///< of the file's first sample
        media::WavReader reader;
        qint64 next = 0; ///< the next peak, counted from call time 0
    };

    void work();

    std::deque<Job> m_jobs {};
    QTimer m_turn { this };
};

} // namespace callscope::ui
