#pragma once

#include "core/base/ids.h"
#include "core/base/secret.h"

namespace callscope::simulate {

/// A SID that nobody has had: never from a script's seed, or a repeated run would be the same call to the gateway.
/// `letters` are its first two.
template <typename SidType>
SidType drawSid(const char *letters)
{
    return *SidType::parse(letters + base::randomBytes(16).toHex());
}

} // namespace callscope::simulate
