#pragma once

#include <QColor>
#include <QPalette>

namespace callscope::ui {

/// The colours that carry meaning, for the palette at hand: each has enough contrast on its Base, dark or light.
/// Meaning never hangs on a colour alone.
struct Colors
{
    QColor caller, bot, operatorVoice; ///< who speaks
    QColor problem, warning, good; ///< how it went
    QColor faint; ///< text of less weight: partials, hints
    QColor grid; ///< lines between things
    QColor selection; ///< translucent, over a stretch of time
};

bool isDark(const QPalette &palette);
Colors colorsOf(const QPalette &palette);

} // namespace callscope::ui
