#pragma once

#include "core/agent/chatmemory.h"
#include "core/agent/chatsettings.h"
#include "core/provider/streamedreply.h"

#include <QDate>

namespace callscope::agent {

/// One more word of the model is asked for with this: `POST …/chat/completions`, streamed. `mayCallTools` is false when
/// there has to be an answer now.
provider::StreamedRequest chatRequest(const ChatSettings &settings, const ChatMemory &memory, const QDate &today,
                                      bool mayCallTools);

} // namespace callscope::agent
