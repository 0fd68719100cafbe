#pragma once

#include "core/base/result.h"
#include "core/event/event.h"
#include "core/media/stereotrack.h"
#include "core/store/backgroundqueue.h"

#include <QObject>

namespace callscope::store {

/// Leaves a record of every call: `<folder>/<yyyy-mm-dd>/<CallSid>/events.jsonl` with all its events and `audio.wav`
/// with the caller left and the bot right, growing while the call runs. The day is that of the call's first event, in
/// UTC. It lives on the gateway's thread and only queues; a thread of its own does all that touches files.
class Recorder : public QObject
{
    Q_OBJECT

public:
    /// Pieces of sound that may wait for the disk; more are dropped and stay silence, in time with the rest.
    static constexpr int longestAudioQueue = 20'000;
    /// Events may wait longer.
    static constexpr int longestQueue = 30'000;

    explicit Recorder(const QString &folder, QObject *parent = nullptr);
    ~Recorder() override;

    /// Closes the records of calls that were running when an earlier gateway was killed; `closedInterrupted` follows
    /// when there were some.
    void closeInterruptedRecords();
    /// To be connected to EventStream::published; an event without a call is nobody's record. Sound is filed between
    /// WS_START and WS_CLOSE or CALL_END, each stream in a file of its own.
    void append(const event::Event &event);
    /// `position`: samples since the start of the stream, of the first of `samples`. Each of the two comes in its own
    /// order, the bot at most AudioTrack::lateness after the caller's newest.
    void addCallerAudio(const base::CallSid &call, qint64 position, const media::Samples &samples);
    void addBotAudio(const base::CallSid &call, qint64 position, const media::Samples &samples);

    /// Something that belongs to the call, whole: a message that the caller left. `name` is one of ours, without a
    /// path.
    void addFile(const base::CallSid &call, const QString &name, const QByteArray &bytes);

    /// Files what waits and closes all records; false when that did not work out in time. Nothing is recorded after it.
    bool finish(std::chrono::milliseconds within);

Q_SIGNALS:
    /// Once when records begin to fail, and again only after writing has worked in between.
    void failed(const callscope::base::Error &error);
    void closedInterrupted(const QStringList &folders);
    /// A sound file of that call takes no more from `at` on, and takes more again, with `missing` before.
    void soundBroke(const callscope::base::CallSid &call, const QString &file, std::chrono::milliseconds at,
                    const callscope::base::Error &error);
    void soundResumed(const callscope::base::CallSid &call, const QString &file, std::chrono::milliseconds at,
                      std::chrono::milliseconds missing);

private:
    class Records;
    void addAudio(media::Lane lane, const base::CallSid &call, qint64 position, const media::Samples &samples);
    void fileSound(Records &records);
    void report(const base::Outcome &outcome, Records &records);
    void reportBreaks(const base::CallSid &call, Records &records);
    void noteTaken(bool taken);

    std::shared_ptr<Records> m_records; ///< touched by jobs only
    bool m_overloaded = false;
    BackgroundQueue m_queue; ///< last: its jobs end before the rest goes
};

} // namespace callscope::store
