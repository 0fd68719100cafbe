#pragma once

#include <QPalette>
#include <QString>

namespace callscope::ui {

enum class Appearance { System, Light, Dark };

/// "system", "light" or "dark", as in QSettings.
QString nameOf(Appearance appearance);
/// Anything else counts as "system".
Appearance appearanceNamed(const QString &name);

QPalette lightPalette();
QPalette darkPalette();

/// Gives the running application the Fusion style in that appearance, live. System: light or dark as the desktop's own
/// palette was when this was first called.
void applyAppearance(Appearance appearance);
/// Makes the application's font that many percent of what it was when this was first called.
void applyFontScale(int percent);

/// WCAG 2.1 contrast of two opaque colours, 1 to 21.
double contrast(const QColor &a, const QColor &b);

} // namespace callscope::ui
