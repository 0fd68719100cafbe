#pragma once

#include "core/base/clock.h"

#include <QByteArray>

#include <optional>

namespace callscope::event {

enum class TimestampStyle {
    Rfc3339, ///< "2026-01-15T09:30:00.123456Z"
    ForPeople, ///< "2026-01-15 09:30:00.123", UTC as well
};

/// Years 0000 to 9999; finer parts of a second are cut off, never rounded up.
void appendTimestamp(QByteArray &out, base::Utc time, TimestampStyle style);
/// The opposite of TimestampStyle::Rfc3339, exactly that form.
std::optional<base::Utc> parseTimestamp(QByteArrayView text);

} // namespace callscope::event
