#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/base/result.h"

#include <QFile>

namespace callscope::store {

/// What callers said is for the owner and the group, nobody else.
inline constexpr QFileDevice::Permissions folderPermissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner
    | QFileDevice::ExeOwner | QFileDevice::ReadGroup | QFileDevice::ExeGroup;
inline constexpr QFileDevice::Permissions filePermissions
    = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup;

/// Error Io: the path cannot be written, and what to do about it.
base::Error unwritable(const QString &path, const QString &reason);

/// `root/<yyyy-mm-dd>/<CallSid>` for the first event of a call at `time` (the day in UTC), made when it is missing. A
/// folder that the call already has, today's or yesterday's, is taken: the gateway was started anew meanwhile.
base::Result<QString> recordFolder(const QString &root, const base::CallSid &call, base::Utc time);

} // namespace callscope::store
