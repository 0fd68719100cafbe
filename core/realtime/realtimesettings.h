#pragma once

#include "core/agent/chatsettings.h"

namespace callscope::realtime {

/// A mind that hears and speaks by itself, over OpenAI's Realtime API.
struct RealtimeSettings
{
    /// Whatever has to do with thinking. `url` is the WebSocket's (without a path: /v1/realtime), `model` stands in it;
    /// `replyTokens`, `reasoningEffort`, `temperature` and `firstByteWithin` are not used.
    agent::ChatSettings mind {};
    QString voice = QStringLiteral("marin");
    std::chrono::milliseconds connectWithin { 3000 };
    std::chrono::milliseconds idleWithin { 2500 }; ///< between two pieces of an answer that has begun
    std::chrono::milliseconds renewAfter { std::chrono::minutes(50) }; ///< OpenAI ends a session after an hour
};

} // namespace callscope::realtime
