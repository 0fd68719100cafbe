#pragma once

#include "core/base/ids.h"

#include <QHashFunctions>
#include <QMetaType>

namespace callscope::ui {

/// Which call, of which source: one call may be on the screen live and as its own recording. Empty: none.
struct CallKey
{
    int source = 0;
    base::CallSid callSid {};

    bool isEmpty() const { return callSid.isEmpty(); }
    friend bool operator==(const CallKey &, const CallKey &) = default;
    friend size_t qHash(const CallKey &key, size_t seed = 0) { return qHashMulti(seed, key.source, key.callSid); }
};

} // namespace callscope::ui

Q_DECLARE_METATYPE(callscope::ui::CallKey)
