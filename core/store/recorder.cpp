#include "core/store/recorder.h"

#include "core/store/callrecord.h"
#include "core/store/recordfolder.h"

#include <QHash>

#include <deque>
#include <utility>

namespace callscope::store {

namespace {

using base::Done;
using base::Outcome;

constexpr std::size_t rememberedCalls = 4096; // whose late events still find their folder without looking for it

} // namespace

/// All records that are open or may still get an event. It lives on the writing thread.
class Recorder::Records
{
public:
    explicit Records(QString root)
        : m_root(std::move(root))
    { }

    Outcome append(const event::Event &event);
    Outcome put(media::Lane lane, const base::CallSid &call, qint64 position, const media::Samples &samples);
    Outcome finish();

    bool failing = false; ///< reported, and no event was filed since

private:
    void forgetOldCalls();

    QString m_root;
    QHash<base::CallSid, std::shared_ptr<CallRecord>> m_records {};
    std::deque<base::CallSid> m_order {}; ///< as they came
};

Outcome Recorder::Records::append(const event::Event &event)
{
    std::shared_ptr<CallRecord> record = m_records.value(event.callSid);
    if (!record) {
        const auto folder = recordFolder(m_root, event.callSid, event.utc);
        if (!folder)
            return folder.error();
        record = std::make_shared<CallRecord>(*folder);
        m_records.insert(event.callSid, record);
        m_order.push_back(event.callSid);
        forgetOldCalls();
    }
    return record->append(event);
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

Outcome Recorder::Records::put(media::Lane lane, const base::CallSid &call, qint64 position,
                               const media::Samples &samples)
{
    const auto record = m_records.value(call);
    return record ? record->put(lane, position, samples) : Outcome(Done {});
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
    , m_queue(QStringLiteral("recorder"))
{ }

Recorder::~Recorder()
{
    finish(std::chrono::seconds(2));
}

void Recorder::append(const event::Event &event)
{
    if (event.callSid.isEmpty())
        return;
    const auto job = [this, event, records = m_records] {
        const Outcome outcome = records->append(event);
        report(outcome, *records);
        records->failing = !outcome; // sound proves nothing: without a file there is nothing to fail
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
    const auto job = [this, lane, call, position, samples, records = m_records] {
        report(records->put(lane, call, position, samples), *records);
    };
    noteTaken(m_queue.post(job, longestAudioQueue));
}

bool Recorder::finish(std::chrono::milliseconds within)
{
    m_queue.post([this, records = m_records] { report(records->finish(), *records); }, std::numeric_limits<int>::max());
    return m_queue.finish(within);
}

/// Runs on the writing thread; `this` is gone when the queue was given up.
void Recorder::report(const Outcome &outcome, Records &records)
{
    const bool known = std::exchange(records.failing, records.failing || !outcome);
    if (!outcome && !known && !BackgroundQueue::isGivenUp())
        QMetaObject::invokeMethod(this, [this, error = outcome.error()] { Q_EMIT failed(error); });
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
