#include "core/store/recorder.h"

#include "core/store/callrecord.h"
#include "core/store/interruptedrecord.h"
#include "core/store/openrecords.h"
#include "core/store/recordfolder.h"
#include "core/store/soundqueue.h"

#include <QHash>

#include <deque>
#include <utility>

namespace callscope::store {

namespace {

using base::Done;
using base::Outcome;

/// Their late events find the folder without looking for it. Each holds about 1.2 KB, so that more would look like a
/// leak for hours.
constexpr std::size_t rememberedCalls = 512;

} // namespace

/// All records that are open or may still get an event. It lives on the writing thread.
class Recorder::Records
{
public:
    explicit Records(QString root)
        : m_root(std::move(root))
        , m_open(m_root)
    { }

    QStringList takeAbandoned() { return m_open.takeAbandoned(); }

    Outcome append(const event::Event &event);
    void put(const SoundQueue::Piece &piece, std::span<const media::Sample> samples);
    std::vector<AudioTrack::Break> takeBreaks(const base::CallSid &call);
    Outcome addFile(const base::CallSid &call, const QString &name, const QByteArray &bytes);
    Outcome finish();

    SoundQueue sound { longestAudioQueue }; ///< the only part that the gateway's thread touches
    bool failing = false; ///< reported, and no event was filed since

private:
    base::Result<std::shared_ptr<CallRecord>> record(const base::CallSid &call, base::Utc now);
    void forgetOldCalls();

    void noteOpen(const event::Event &event, const CallRecord &record);

    QString m_root;
    OpenRecords m_open;
    QHash<base::CallSid, std::shared_ptr<CallRecord>> m_records {};
    std::deque<base::CallSid> m_order {}; ///< as they came
};

base::Result<std::shared_ptr<CallRecord>> Recorder::Records::record(const base::CallSid &call, base::Utc now)
{
    if (const auto known = m_records.value(call))
        return known;
    const auto folder = recordFolder(m_root, call, now);
    if (!folder)
        return folder.error();
    auto record = std::make_shared<CallRecord>(*folder);
    m_records.insert(call, record);
    m_order.push_back(call);
    forgetOldCalls();
    return record;
}

Outcome Recorder::Records::append(const event::Event &event)
{
    const auto found = record(event.callSid, event.utc);
    if (!found)
        return found.error();
    noteOpen(event, **found);
    return (*found)->append(event);
}

/// A call that only late webhooks tell of is not open.
void Recorder::Records::noteOpen(const event::Event &event, const CallRecord &record)
{
    if (std::holds_alternative<event::CallIncoming>(event.payload)
        || std::holds_alternative<event::StreamStarted>(event.payload))
        m_open.add(event.callSid, record.folder());
    else if (std::holds_alternative<event::CallEnded>(event.payload))
        m_open.remove(event.callSid);
}

Outcome Recorder::Records::addFile(const base::CallSid &call, const QString &name, const QByteArray &bytes)
{
    const auto found = record(call, std::chrono::system_clock::now());
    return found ? (*found)->addFile(name, bytes) : Outcome(found.error());
}

/// The oldest go first; those whose stream still runs are put to the end.
void Recorder::Records::forgetOldCalls()
{
    for (std::size_t looked = 0; m_order.size() > rememberedCalls && looked < rememberedCalls; ++looked) {
        const base::CallSid oldest = m_order.front();
        m_order.pop_front();
        if (m_records.value(oldest)->isRecording())
            m_order.push_back(oldest);
        else
            m_records.remove(oldest);
    }
}

void Recorder::Records::put(const SoundQueue::Piece &piece, std::span<const media::Sample> samples)
{
    if (const auto record = m_records.constFind(piece.call); record != m_records.cend())
        (*record)->put(piece.lane, piece.position, samples);
}

std::vector<AudioTrack::Break> Recorder::Records::takeBreaks(const base::CallSid &call)
{
    const auto record = m_records.constFind(call);
    return record != m_records.cend() ? (*record)->takeBreaks() : std::vector<AudioTrack::Break>();
}

Outcome Recorder::Records::finish()
{
    Outcome all = Done {};
    for (const auto &record : std::as_const(m_records)) {
        if (Outcome outcome = record->finish(); !outcome)
            all = outcome;
    }
    return all;
}

Recorder::Recorder(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_records(std::make_shared<Records>(folder))
    , m_queue(QStringLiteral("recorder"), m_records)
{ }

Recorder::~Recorder()
{
    finish(std::chrono::seconds(2));
}

void Recorder::closeInterruptedRecords()
{
    const auto job = [this, records = m_records] {
        const QStringList folders = records->takeAbandoned();
        for (const QString &folder : folders)
            report(closeInterrupted(folder), *records);
        if (!folders.isEmpty() && !BackgroundQueue::isGivenUp())
            QMetaObject::invokeMethod(this, [this, folders] { Q_EMIT closedInterrupted(folders); });
    };
    noteTaken(m_queue.post(job, longestQueue));
}

void Recorder::append(const event::Event &event)
{
    if (event.callSid.isEmpty())
        return;
    if (CallRecord::movesSound(event))
        m_records->sound.closeBatch(); // sound that comes after it is filed after it
    const auto job = [this, event, records = m_records] {
        const Outcome outcome = records->append(event);
        report(outcome, *records);
        records->failing = !outcome;
        reportBreaks(event.callSid, *records);
    };
    noteTaken(m_queue.post(job, longestQueue));
}

void Recorder::addCallerAudio(const base::CallSid &call, qint64 position, const media::Samples &samples)
{
    addAudio(media::Lane::Left, call, position, samples);
}

void Recorder::addBotAudio(const base::CallSid &call, qint64 position, const media::Samples &samples)
{
    addAudio(media::Lane::Right, call, position, samples);
}

void Recorder::addAudio(media::Lane lane, const base::CallSid &call, qint64 position, const media::Samples &samples)
{
    SoundQueue &sound = m_records->sound;
    const SoundQueue::Added added = sound.add(lane, call, position, samples);
    bool taken = added != SoundQueue::Added::Refused;
    if (added == SoundQueue::Added::Began) {
        const auto job = [this, records = m_records.get()] { fileSound(*records); }; // small enough not to be allocated
        taken = m_queue.post(job, std::numeric_limits<int>::max());
        if (!taken)
            sound.giveBack(sound.take());
    }
    noteTaken(taken);
}

/// Runs on the writing thread; `this` is gone when the queue was given up.
void Recorder::fileSound(Records &records)
{
    std::unique_ptr<SoundQueue::Batch> batch = records.sound.take();
    batch->each([this, &records](const SoundQueue::Piece &piece, std::span<const media::Sample> samples) {
        if (BackgroundQueue::isGivenUp())
            return;
        records.put(piece, samples);
        reportBreaks(piece.call, records);
    });
    records.sound.giveBack(std::move(batch));
}

void Recorder::addFile(const base::CallSid &call, const QString &name, const QByteArray &bytes)
{
    noteTaken(m_queue.post(
        [this, call, name, bytes, records = m_records] { report(records->addFile(call, name, bytes), *records); },
        longestQueue));
}

bool Recorder::finish(std::chrono::milliseconds within)
{
    m_records->sound.closeBatch();
    m_queue.post([this, records = m_records] { report(records->finish(), *records); }, std::numeric_limits<int>::max());
    return m_queue.finish(within);
}

/// Runs on the writing thread, like `fileSound`.
void Recorder::report(const Outcome &outcome, Records &records)
{
    const bool known = std::exchange(records.failing, records.failing || !outcome);
    if (!outcome && !known && !BackgroundQueue::isGivenUp())
        QMetaObject::invokeMethod(this, [this, error = outcome.error()] { Q_EMIT failed(error); });
}

/// Runs on the writing thread, like `report`.
void Recorder::reportBreaks(const base::CallSid &call, Records &records)
{
    for (const AudioTrack::Break &broken : records.takeBreaks(call)) {
        if (BackgroundQueue::isGivenUp())
            return;
        if (broken.error)
            report(*broken.error, records);
        QMetaObject::invokeMethod(this, [this, call, broken] {
            if (broken.error)
                Q_EMIT soundBroke(call, broken.file, media::lengthOf(broken.at), *broken.error);
            else
                Q_EMIT soundResumed(call, broken.file, media::lengthOf(broken.at), media::lengthOf(broken.missing));
        });
    }
}

void Recorder::noteTaken(bool taken)
{
    if (!taken && !m_overloaded) {
        Q_EMIT failed({ base::ErrorCode::Overloaded,
                        QStringLiteral("The disk of records_folder is too slow for these calls; "
                                       "parts of their records are missing.") });
    }
    m_overloaded = !taken;
}

} // namespace callscope::store
