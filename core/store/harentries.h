#pragma once

#include "core/store/callcopy.h"

#include <QJsonObject>

/// The parts of a HAR 1.2 as JSON objects: http://www.softwareishard.com/blog/har-12-spec/
namespace callscope::store {

/// A webhook or a media stream of the call.
struct HarEntry
{
    base::Utc begin {};
    std::size_t event = 0; ///< index of its HTTP_REQUEST or WS_START
};

/// By the moments they began: a webhook is told when it has been answered.
std::vector<HarEntry> harEntries(const CallCopy &call);

QJsonObject harWebhook(const CallCopy &call, const HarEntry &entry);
/// Without its messages, which may be too many for one object.
QJsonObject harStream(const CallCopy &call, const HarEntry &entry, std::chrono::milliseconds length, bool withSound);

/// As `startedDateTime` has it.
QString harTime(base::Utc utc);

} // namespace callscope::store
