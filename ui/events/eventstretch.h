#pragma once

#include "ui/common/selection.h"

namespace callscope::ui {

/// What an event tells about: the moment it happened, or the time it describes (what was spoken, waited for, played).
/// `time` is where it stands on its call's time axis.
Stretch stretchOf(EventId id, const event::Event &event, CallTime time);

} // namespace callscope::ui
