#include "core/store/callrecord.h"

#include "core/event/jsonform.h"
#include "core/store/recordfolder.h"

#include <QFile>
#include <QSaveFile>

#include <utility>

namespace callscope::store {

namespace {

using base::Done;
using base::Outcome;

/// A call in whose events nothing could be written for long keeps the newest.
constexpr qsizetype mostWaitingLines = 2000;

/// An earlier gateway may have been killed, or the disk been full, in the middle of a line.
bool endsWithWholeLine(QFile &file)
{
    char last = '\n';
    return file.size() == 0 || (file.seek(file.size() - 1) && file.getChar(&last) && last == '\n');
}

} // namespace

CallRecord::CallRecord(QString folder)
    : m_folder(std::move(folder))
{ }

Outcome CallRecord::append(const event::Event &event)
{
    m_lines.push_back(toJsonLine(event) + '\n');
    const Outcome written = writeLines();
    if (m_lines.size() > mostWaitingLines)
        m_lines.pop_front();
    const Outcome followed = followStream(event);
    return written ? followed : written;
}

/// The file is open only for the moment: calls that never end, or end a day later, hold no descriptor.
Outcome CallRecord::writeLines()
{
    QFile file(m_folder + QStringLiteral("/events.jsonl"));
    const auto mode = QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered;
    if (!file.open(mode, filePermissions))
        return unwritable(file.fileName(), file.errorString());
    for (; !m_lines.empty(); m_lines.pop_front()) {
        const qint64 whole = file.size();
        const bool endsInLine = m_endsInLine || endsWithWholeLine(file);
        const QByteArray line = endsInLine ? m_lines.front() : '\n' + m_lines.front();
        m_endsInLine = file.write(line) == line.size();
        if (!m_endsInLine) {
            const QString reason = file.errorString();
            file.resize(whole); // half a line is of no use to anybody
            return unwritable(file.fileName(), reason);
        }
    }
    return Done {};
}

bool CallRecord::movesSound(const event::Event &event)
{
    return std::holds_alternative<event::StreamStarted>(event.payload)
        || std::holds_alternative<event::WebSocketClosed>(event.payload)
        || std::holds_alternative<event::CallEnded>(event.payload);
}

Outcome CallRecord::followStream(const event::Event &event)
{
    if (!movesSound(event))
        return Done {};
    // A socket that was replaced may report its end after the next one's start.
    const bool isOld = !event.streamSid.isEmpty() && event.streamSid != m_stream;
    if (isOld && std::holds_alternative<event::WebSocketClosed>(event.payload))
        return Done {};
    const bool starts = std::holds_alternative<event::StreamStarted>(event.payload);
    Outcome finished = finish();
    if (starts) {
        m_stream = event.streamSid;
        m_audio = std::make_unique<AudioTrack>(m_folder);
    }
    return finished;
}

void CallRecord::put(media::Lane lane, qint64 position, std::span<const media::Sample> samples)
{
    if (m_audio)
        m_audio->put(lane, position, samples);
    keepBreaks();
}

void CallRecord::keepBreaks()
{
    if (!m_audio)
        return;
    for (AudioTrack::Break &broken : m_audio->takeBreaks())
        m_breaks.push_back(std::move(broken));
}

std::vector<AudioTrack::Break> CallRecord::takeBreaks()
{
    return std::exchange(m_breaks, {});
}

Outcome CallRecord::addFile(const QString &name, const QByteArray &bytes) const
{
    QSaveFile file(m_folder + QLatin1Char('/') + name);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(filePermissions)
        && file.write(bytes) == bytes.size() && file.commit();
    return written ? Outcome(Done {}) : unwritable(file.fileName(), file.errorString());
}

Outcome CallRecord::finish()
{
    if (!m_audio)
        return Done {};
    Outcome finished = m_audio->finish();
    keepBreaks();
    m_audio.reset();
    return finished;
}

} // namespace callscope::store
