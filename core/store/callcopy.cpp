#include "core/store/callcopy.h"

#include <QFileDevice>
#include <QSet>

namespace callscope::store {

using base::Error;
using base::ErrorCode;

std::vector<base::CallSid> callsIn(const Recording &recording)
{
    std::vector<base::CallSid> calls;
    QSet<base::CallSid> known;
    for (const event::Event &event : recording.events) {
        if (event.callSid.isEmpty() || known.contains(event.callSid))
            continue;
        known.insert(event.callSid);
        calls.push_back(event.callSid);
    }
    return calls;
}

base::Result<CallCopy> copyOf(const Recording &recording, const base::CallSid &callSid)
{
    CallCopy copy { callSid, {}, {}, {}, recording.path };
    for (const event::Event &event : recording.events) {
        if (event.callSid == callSid)
            copy.events.push_back(event);
    }
    if (copy.events.empty())
        return Error { ErrorCode::NotFound,
                       QStringLiteral("%1 has no call %2.").arg(recording.path, callSid.toString()) };
    copy.zero = copy.events.front().monotonic;
    for (const RecordedSound &recorded : recording.sounds) {
        if (recorded.callSid != callSid)
            continue;
        auto sound = readSound(recorded);
        if (!sound)
            return sound.error();
        copy.sounds.push_back(*std::move(sound));
    }
    return copy;
}

Error exportStopped()
{
    return { ErrorCode::Refused, QStringLiteral("The export was stopped; no file was written or changed.") };
}

Error exportUnwritable(const QIODevice &device)
{
    const auto *file = qobject_cast<const QFileDevice *>(&device);
    return { ErrorCode::Io,
             QStringLiteral("%1 cannot be written; choose a folder with space and rights.")
                 .arg(file ? file->fileName() : QStringLiteral("The export")),
             device.errorString() };
}

} // namespace callscope::store
