#pragma once

#include "core/config/settings.h"

namespace callscope::config {

/// Null when no provider has that name.
const ProviderSettings *providerNamed(const Settings &settings, const QString &name);

struct ChainFault
{
    QString key; ///< the setting that holds the chain, or "provider"
    QString reason;
};

/// What is wrong with the chains: a name that nothing has, a provider that cannot do this work, a vendor's service
/// without a key, a menu without entries, a line test beside others. Empty: nothing.
std::optional<ChainFault> chainFault(const Settings &settings);

} // namespace callscope::config
