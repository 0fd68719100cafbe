#pragma once

#include "core/agent/toolcallpieces.h"
#include "core/base/error.h"
#include "core/realtime/linecutter.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace callscope::realtime {

/// A message of the service and how much sound of it has come: µ-law bytes.
struct SpokenItem
{
    QString id;
    qint64 bytes = 0;
};
using SpokenItems = std::vector<SpokenItem>;

/// A reply under way: one response of the service, or one after each round of calls.
struct RealtimeReply
{
    std::optional<int> turn {}; ///< empty: the call has not asked for it yet
    QString language {};
    LineCutter cutter {};
    LineCutter::Pieces waiting {}; ///< what came before the call asked
    QStringList spoken {}; ///< in this round
    qsizetype characters = 0; ///< of all rounds
    std::vector<agent::ToolCall> calls {}; ///< of this round
    SpokenItems items {}; ///< of all rounds
    int round = 1;
    bool ended = false; ///< this round
    bool isRepeated = false; ///< asked for a second time
    QJsonObject particulars {}; ///< of its first response
    std::optional<base::Error> error {};
};

} // namespace callscope::realtime
