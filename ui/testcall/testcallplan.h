#pragma once

#include "core/simulate/callscript.h"

#include <memory>

namespace callscope::ui {

class Microphone;

/// What one test call is to be. A plain value; nothing of it has been read or opened yet.
struct TestCallPlan
{
    QString target {}; ///< the gateway's address, or the whole URL of its webhook
    QString soundFile {}; ///< what the caller says; empty: nothing
    std::shared_ptr<Microphone> microphone {}; ///< in place of the file: who sits here speaks
    /// Numbers, account, barge-in and the line; address and speech are added when the call is placed.
    simulate::CallScript script {};
};

/// A call with a microphone ends then at the latest.
inline constexpr std::chrono::minutes longestLiveCall { 5 };

} // namespace callscope::ui
