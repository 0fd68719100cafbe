#include "core/gateway/recordings.h"

namespace callscope::gateway {

namespace {

event::RecordingReady readyEvent(const twilio::RecordingUpdate &update)
{
    const QString seconds = update.duration ? QString::number(update.duration->count()) : QString();
    return { update.recordingSid.toString(), update.status, update.url, seconds, {}, {} };
}

} // namespace

void Recordings::take(const twilio::RecordingUpdate &update)
{
    const bool isComplete = update.status == QLatin1String("completed") && !update.recordingSid.isEmpty();
    if (!m_rest || !isComplete)
        return m_events.publish(readyEvent(update), update.callSid);
    m_rest->fetchRecording(update.recordingSid).then(this, [this, update](const base::Result<QByteArray> &sound) {
        finish(update, sound);
    });
}

void Recordings::finish(const twilio::RecordingUpdate &update, const base::Result<QByteArray> &sound)
{
    event::RecordingReady ready = readyEvent(update);
    if (sound) {
        ready.file = QStringLiteral("message-%1.wav").arg(update.recordingSid.toString());
        Q_EMIT fetched(update.callSid, ready.file, *sound);
    } else {
        ready.error = QStringLiteral("%1 %2").arg(sound.error().text, sound.error().detail).trimmed();
    }
    m_events.publish(ready, update.callSid);
}

} // namespace callscope::gateway
