#include "ui/common/colors.h"

namespace callscope::ui {

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

Colors colorsOf(const QPalette &palette)
{
    if (isDark(palette))
        return { .caller = QColor(0x62, 0xB0, 0xF5),
                 .bot = QColor(0x6F, 0xCF, 0x8E),
                 .operatorVoice = QColor(0xD3, 0xA4, 0xF2),
                 .problem = QColor(0xFF, 0x85, 0x7A),
                 .warning = QColor(0xF2, 0xB9, 0x4B),
                 .good = QColor(0x6F, 0xCF, 0x8E),
                 .faint = QColor(0x9A, 0xA3, 0xAF),
                 .grid = QColor(0x3A, 0x41, 0x4B),
                 .selection = QColor(0x62, 0xB0, 0xF5, 0x38) };
    return { .caller = QColor(0x1B, 0x66, 0xB5),
             .bot = QColor(0x1E, 0x7A, 0x46),
             .operatorVoice = QColor(0x7B, 0x3F, 0xA8),
             .problem = QColor(0xBA, 0x26, 0x1B),
             .warning = QColor(0x8F, 0x5B, 0x00),
             .good = QColor(0x1E, 0x7A, 0x46),
             .faint = QColor(0x5F, 0x68, 0x74),
             .grid = QColor(0xDD, 0xE1, 0xE6),
             .selection = QColor(0x1B, 0x66, 0xB5, 0x2C) };
}

} // namespace callscope::ui
