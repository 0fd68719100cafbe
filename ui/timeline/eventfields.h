#pragma once

#include "core/event/event.h"

#include <QString>

namespace callscope::ui {

/// The fields of an event that say something, for a line on the screen: "turn 2 · heard 840 ms · dropped 1.31 s". Names
/// and texts are content and not translated. Long texts are cut, long lists of fields too.
QString fieldsText(const event::Event &event);

} // namespace callscope::ui
