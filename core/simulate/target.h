#pragma once

#include "core/simulate/callscript.h"

class QUrl;

namespace callscope::simulate {

/// Whether `url` can be dialled: a whole http or https address.
bool isDialable(const QUrl &url);

/// Points `script` at the gateway at `url`, which is either its address ("http://127.0.0.1:5000") or the whole URL of
/// its incoming-call webhook; with the address alone, call status goes to the gateway too. `script.publicBaseUrl` has
/// to be set before. Error InvalidInput: `url` cannot be dialled.
[[nodiscard]] base::Outcome aimAt(CallScript &script, const QString &url);

} // namespace callscope::simulate
