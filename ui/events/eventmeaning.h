#pragma once

#include "core/event/event.h"

namespace callscope::ui {

/// One translated sentence on what such an event means for the call. An event that has none does not compile.
QString meaningOf(const event::Event &event);

} // namespace callscope::ui
