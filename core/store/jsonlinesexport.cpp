#include "core/store/jsonlinesexport.h"

#include "core/event/jsonform.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace callscope::store {

namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;

enum class LineOf { ThisCall, Others, Nobody };

/// By the object's own member: a parameter of an event may have the same name.
LineOf ownerOf(const QByteArray &line, const base::CallSid &callSid)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (!object.contains(QLatin1String("event")))
        return LineOf::Nobody;
    const QString told = object.value(QLatin1String("call_sid")).toString();
    return told == callSid.toString() ? LineOf::ThisCall : LineOf::Others;
}

/// The parts of a log that a copy of one call takes.
QByteArray linesOf(QFile &log, const base::CallSid &callSid)
{
    QByteArray whole, own;
    bool isShared = false;
    while (!log.atEnd()) {
        const QByteArray line = log.readLine();
        const LineOf owner = ownerOf(line, callSid);
        isShared = isShared || owner == LineOf::Others;
        whole += line;
        if (owner == LineOf::ThisCall)
            own += line;
    }
    return isShared ? own : whole;
}

Outcome write(const QByteArray &bytes, QIODevice &device)
{
    return device.write(bytes) == bytes.size() ? Outcome(Done {}) : exportUnwritable(device);
}

} // namespace

Outcome writeJsonLines(const CallCopy &call, QIODevice &device)
{
    if (!call.logPath.isEmpty()) {
        QFile log(call.logPath);
        if (!log.open(QIODevice::ReadOnly))
            return Error { ErrorCode::Io,
                           QStringLiteral("%1, where the events come from, cannot be read any more; put it back.")
                               .arg(call.logPath),
                           log.errorString() };
        return write(linesOf(log, call.callSid), device);
    }
    for (const event::Event &event : call.events) {
        if (const Outcome written = write(event::toJsonLine(event) + '\n', device); !written)
            return written;
    }
    return Done {};
}

} // namespace callscope::store
