#include "core/store/callrecord.h"

#include "core/event/jsonform.h"
#include "core/store/recordfolder.h"

#include <QFile>

namespace callscope::store {

namespace {

using base::Done;
using base::Outcome;

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
    const Outcome written = writeLine(toJsonLine(event));
    const Outcome followed = followStream(event);
    return written ? followed : written;
}

/// The file is open only for the moment: calls that never end, or end a day later, hold no descriptor.
Outcome CallRecord::writeLine(QByteArray line)
{
    QFile file(m_folder + QStringLiteral("/events.jsonl"));
    const auto mode = QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered;
    if (!file.open(mode, filePermissions))
        return unwritable(file.fileName(), file.errorString());
    line.append('\n');
    if (!m_endsInLine && !endsWithWholeLine(file))
        line.prepend('\n');
    m_endsInLine = file.write(line) == line.size();
    return m_endsInLine ? Outcome(Done {}) : unwritable(file.fileName(), file.errorString());
}

Outcome CallRecord::followStream(const event::Event &event)
{
    // A socket that was replaced may report its end after the next one's start.
    const bool closes = std::holds_alternative<event::WebSocketClosed>(event.payload)
        && (event.streamSid.isEmpty() || event.streamSid == m_stream);
    const bool starts = std::holds_alternative<event::StreamStarted>(event.payload);
    if (!starts && !closes && !std::holds_alternative<event::CallEnded>(event.payload))
        return Done {};
    Outcome finished = finish();
    if (starts) {
        m_stream = event.streamSid;
        m_audio = std::make_unique<AudioTrack>(m_folder);
    }
    return finished;
}

Outcome CallRecord::put(media::Lane lane, qint64 position, const media::Samples &samples)
{
    if (!m_audio)
        return Done {};
    Outcome outcome = m_audio->put(lane, position, samples);
    if (!outcome)
        m_audio.reset();
    return outcome;
}

Outcome CallRecord::finish()
{
    const auto audio = std::move(m_audio);
    return audio ? audio->finish() : Outcome(Done {});
}

} // namespace callscope::store
