#pragma once

#include "core/base/error.h"

#include <QJsonObject>

namespace callscope::provider {

/// What the `error` object of OpenAI's Realtime API (`{type, code, message}`) means, in the taxonomy of all providers.
base::ErrorCode realtimeErrorCode(const QJsonObject &error);

} // namespace callscope::provider
