#pragma once

#include "core/base/secret.h"

#include <QString>

namespace callscope::check {

/// Text of a server without secrets: `token`, signatures, and what stands in parameters, of TwiML or of a URL, whose
/// name speaks of a secret.
QString withoutSecrets(const QString &text, const base::Secret &token);

} // namespace callscope::check
