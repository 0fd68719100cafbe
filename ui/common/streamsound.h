#pragma once

#include "core/base/clock.h"
#include "core/media/format.h"
#include "ui/common/callkey.h"

#include <QFuture>

#include <functional>
#include <vector>

namespace callscope::ui {

/// The sound of one stream of a call as far as it is still there, both lanes equally long, from the moment `begin` on.
struct StreamSound
{
    base::Monotonic begin {};
    media::Samples caller {}, bot {};
};

/// Gives a copy of a call's sound, of all its streams; the work is done on the sound's own thread.
using CopySound = std::function<QFuture<std::vector<StreamSound>>(const CallKey &)>;

} // namespace callscope::ui
