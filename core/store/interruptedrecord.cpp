#include "core/store/interruptedrecord.h"

#include "core/event/jsonform.h"
#include "core/media/wavrepair.h"
#include "core/store/archive.h"
#include "core/store/recordfolder.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace callscope::store {

namespace {

using base::Done;
using base::Outcome;
using event::Event;

/// Bytes up to the end of the last whole line.
qint64 wholeLines(QFile &file)
{
    constexpr qint64 piece = 65536;
    for (qint64 end = file.size(); end > 0;) {
        const qint64 begin = std::max<qint64>(0, end - piece);
        file.seek(begin);
        const qsizetype found = file.read(end - begin).lastIndexOf('\n');
        if (found >= 0)
            return begin + found + 1;
        end = begin;
    }
    return 0;
}

Outcome mendSounds(const QDir &folder)
{
    Outcome all = Done {};
    for (const QString &name : folder.entryList({ QStringLiteral("audio*.wav") }, QDir::Files)) {
        if (const auto mended = media::mendWav(folder.filePath(name)); !mended)
            all = mended.error();
    }
    return all;
}

Event interruption(const std::vector<Event> &events)
{
    const Event &first = events.front(), &last = events.back();
    int turns = 0;
    for (const Event &event : events) {
        if (const auto *left = std::get_if<event::ReplyLeft>(&event.payload))
            turns = std::max(turns, left->turn);
    }
    const auto duration = std::chrono::round<std::chrono::milliseconds>(last.monotonic - first.monotonic);
    return { .sequence = last.sequence + 1,
             .utc = last.utc,
             .monotonic = last.monotonic,
             .callSid = last.callSid,
             .payload = event::CallEnded { QStringLiteral("interrupted"), duration, turns } };
}

} // namespace

base::Outcome closeInterrupted(const QString &folder)
{
    QFile log(folder + QStringLiteral("/events.jsonl"));
    if (!log.open(QIODevice::ReadWrite) || !log.resize(wholeLines(log)))
        return unwritable(log.fileName(), log.errorString());
    const Outcome sounds = mendSounds(QDir(folder));
    const auto recording = openRecording(folder);
    if (!recording)
        return recording.error();
    const bool isClosed = std::any_of(recording->events.begin(), recording->events.end(), [](const Event &event) {
        return std::holds_alternative<event::CallEnded>(event.payload);
    });
    if (isClosed)
        return sounds;
    const QByteArray line = event::toJsonLine(interruption(recording->events)) + '\n';
    if (!log.seek(log.size()) || log.write(line) != line.size() || !log.flush())
        return unwritable(log.fileName(), log.errorString());
    return sounds;
}

} // namespace callscope::store
