#pragma once

#include "core/event/event.h"
#include "core/media/peakpyramid.h"
#include "core/media/stereotrack.h"
#include "ui/common/callsummary.h"
#include "ui/common/calltime.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <array>
#include <deque>
#include <memory>
#include <span>
#include <vector>

namespace callscope::ui {

/// Number of an event on the screen, over all sources, from 0 on; never used twice.
using EventId = qint64;

/// Peaks of one lane that are new: `first` counts media::samplesPerPeak since call time 0.
struct PeakRun
{
    CallKey key {};
    media::Lane lane = media::Lane::Left;
    qint64 first = 0;
    std::vector<media::Peak> peaks {};
};
using PeakRuns = std::vector<PeakRun>;

/// All that the screen knows: the events of every source, a summary of each call, and the peaks of its sound. It owns
/// them all and lives on the GUI thread; it does no I/O. What comes in is told once a batch, so that a view's work
/// grows with the screen and not with the traffic.
class Session : public QObject
{
    Q_OBJECT

public:
    /// Older events go, in whole blocks, when there are more than this; what is on disk stays there.
    static constexpr EventId mostEvents = 300'000;
    static constexpr EventId droppedAtOnce = 8'192;
    /// The waveforms of calls that ended longest ago go when there are more peaks than this: some 70 hours of one lane.
    static constexpr qint64 mostPeaks = 8'000'000;
    /// A running call of which no sound comes for so long is silent.
    static constexpr std::chrono::milliseconds silentAfter { 600 };

    struct Entry
    {
        int source = 0;
        event::Event event {};
    };

    explicit Session(QObject *parent = nullptr);

    /// A number for a new source. `recorded`: its calls are not running ones.
    int addSource(const QString &name, bool recorded);
    QString sourceName(int source) const;
    bool isRecorded(int source) const;

    void append(int source, std::span<const event::Event> events);
    void addPeaks(const callscope::ui::PeakRuns &runs);

    EventId firstEvent() const { return m_first; }
    EventId endEvent() const { return m_first + static_cast<EventId>(m_entries.size()); }
    /// From firstEvent() to before endEvent().
    const Entry &entry(EventId id) const { return m_entries[static_cast<std::size_t>(id - m_first)]; }

    /// In the order in which they came.
    const std::vector<CallKey> &calls() const { return m_order; }
    /// Null: no such call. Valid until control returns to the event loop.
    const CallSummary *call(const CallKey &key) const;
    /// Its events that are still here, in order.
    std::vector<EventId> eventsOf(const CallKey &key) const;
    CallKey keyOf(const Entry &entry) const { return { entry.source, entry.event.callSid }; }
    /// Where on its call's time axis an event stands; 0 of an event without a call.
    CallTime timeOf(EventId id) const;
    const media::PeakPyramid &peaks(const CallKey &key, media::Lane lane) const;

Q_SIGNALS:
    void sourceAdded(int source);
    /// New events are there: `first` to before `end`. Before callsAdded and callsChanged of the same batch.
    void eventsAppended(qint64 first, qint64 end);
    /// Events before `first` are gone.
    void eventsDropped(qint64 first);
    /// Indices of calls().
    void callsAdded(int first, int count);
    void callsChanged(const QList<callscope::ui::CallKey> &keys);
    void peaksAdded(const QList<callscope::ui::CallKey> &keys);

private:
    struct Call
    {
        CallSummary summary {};
        std::deque<EventId> events {};
        std::array<media::PeakPyramid, 2> peaks {};
        base::Monotonic heard {}; ///< when sound came last
    };
    struct Source
    {
        QString name;
        bool recorded = false;
    };

    void take(int source, const event::Event &event, QSet<CallKey> &changed);
    void dropOldest();
    void dropOldPeaks();
    void silenceStalled();
    void quietenLevels(const PeakRuns &runs);

    std::vector<Source> m_sources {};
    std::deque<Entry> m_entries {};
    EventId m_first = 0;
    QHash<CallKey, std::shared_ptr<Call>> m_calls {};
    std::vector<CallKey> m_order {};
    std::deque<CallKey> m_ended {}; ///< with a waveform, those that ended longest ago first
    qint64 m_peaks = 0;
    QTimer m_silence {};
};

} // namespace callscope::ui
