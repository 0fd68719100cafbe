#pragma once

#include "ui/audio/arrivals.h"
#include "ui/audio/filepeaks.h"
#include "ui/common/feed.h"
#include "ui/common/streamsound.h"

#include <QSet>

namespace callscope::ui {

/// All that is needed to copy a call's sound on any thread.
struct SoundSnapshot
{
    base::Monotonic zero {};
    std::optional<SoundExtent> remembered {}; ///< what the lanes hold
    SoundMemory::Lane caller {}, bot {};
    std::vector<PlacedFile> files {};
};

/// Blocking; for a worker thread.
std::vector<StreamSound> copyOf(const SoundSnapshot &snapshot);

/// The sound of all calls of all sources, each on its call's time axis in samples from call time 0: of running calls in
/// memory, of recorded ones in their files. It also makes the waveforms. Lives on the sound thread.
class SoundStore : public QObject
{
    Q_OBJECT

public:
    /// A piece that lies this near to the end of the one before it is put right behind it, as a hole would click.
    static constexpr std::chrono::milliseconds smallestHole { 5 };

    /// `clock` is the one that the pieces' moments come from; it outlives the store.
    explicit SoundStore(const base::Clock &clock, QObject *parent = nullptr);

    /// The calls of this source are over, whatever their events say.
    void noteRecording(int source) { m_recordings.insert(source); }
    void take(int source, const callscope::ui::FeedBatchPtr &batch);

    /// Silence where there is none; `caller` and `bot` are equally long.
    void read(const CallKey &key, qint64 position, std::span<media::Sample> caller, std::span<media::Sample> bot);
    std::optional<SoundExtent> extent(const CallKey &key) const;
    /// Whether more sound may come.
    bool isRunning(const CallKey &key) const;
    /// What is spoken in this moment, and what of it can already be played.
    qint64 spokenPosition(const CallKey &key) const;
    qint64 livePosition(const CallKey &key) const;
    SoundSnapshot snapshot(const CallKey &key) const;

Q_SIGNALS:
    /// Of running calls once a batch, the last peak of a lane being unfinished; of a file piece by piece.
    void peaksReady(const callscope::ui::PeakRuns &runs);
    /// A sound file cannot be read.
    void failed(const callscope::base::Error &error);

private:
    struct Running
    {
        std::array<qint64, 2> ends {}; ///< one past each lane's newest piece
        Arrivals arrivals {};
        bool ended = false;
    };
    /// What a batch brought to the lanes of each call.
    using Fresh = QHash<CallKey, std::array<std::optional<SoundExtent>, 2>>;

    void note(int source, const event::Event &event);
    void put(int source, const SoundPiece &piece, Fresh &fresh);
    void open(int source, const SoundFile &file);
    PeakRuns peaksOf(const Fresh &fresh) const;
    PeakRun peaksOf(const CallKey &key, media::Lane lane, const SoundExtent &extent) const;

    const base::Clock &m_clock;
    CallZeros m_zeros {};
    SoundMemory m_memory {};
    FileSounds m_files {};
    FilePeaks m_filePeaks { this };
    QSet<int> m_recordings {}; ///< sources
    QHash<CallKey, Running> m_running {};
};

} // namespace callscope::ui
