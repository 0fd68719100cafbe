#pragma once

#include <QIcon>

namespace callscope::ui {

enum class SoundSign { Play, Pause, Back, Forward, Live, Speaker };

/// A drawing in the colour of button text, whatever the palette is when it is shown and however many pixels. Playing
/// turns its sign to Pause when it is checked, Live burns.
QIcon soundIcon(SoundSign sign);

} // namespace callscope::ui
