#pragma once

#include "core/base/result.h"

namespace callscope::app {

/// The record that `call` means: a path that is there, or a call in `root` by its SID, whole or its unique end ("CA…"
/// before it, as logs show it, is fine). Errors NotFound, InvalidInput (several calls end like that; the detail lists
/// them).
base::Result<QString> findCall(const QString &call, const QString &root);

} // namespace callscope::app
