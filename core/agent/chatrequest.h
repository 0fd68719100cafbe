#pragma once

#include "core/agent/chatmemory.h"
#include "core/agent/chatsettings.h"
#include "core/base/clock.h"
#include "core/provider/streamedreply.h"

#include <QDate>

namespace callscope::agent {

/// How the model has to behave, and what no configured prompt can know.
QString systemPrompt(const ChatSettings &settings, const QDate &today);

/// The caller's day: local time.
QDate dayOf(const base::Clock &clock);

/// One more word of the model is asked for with this: `POST …/chat/completions`, streamed. `mayCallTools` is false when
/// there has to be an answer now.
provider::StreamedRequest chatRequest(const ChatSettings &settings, const ChatMemory &memory, const QDate &today,
                                      bool mayCallTools);

} // namespace callscope::agent
