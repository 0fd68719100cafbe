#pragma once

#include "core/event/event.h"

#include <vector>

namespace callscope::ui {

/// One line of the decoded fields: the name as in JSON Lines, the value with its unit. Content, so never translated but
/// for units.
struct FieldLine
{
    QString name, value;
    std::vector<FieldLine> parts {}; ///< of a list or of parameters
};

/// Time and SIDs first, then the event's own fields; what is empty or unknown is left out.
std::vector<FieldLine> fieldLines(const event::Event &event);

} // namespace callscope::ui
