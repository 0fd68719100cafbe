#pragma once

#include <QString>
#include <QWidget>

#include <functional>

class QLocale;

namespace callscope::ui {

/// Calls `retranslate` now and after each change of language, as long as `widget` lives. Every text of a widget is set
/// in there, with tr(), so that the language switches without a restart.
void onLanguageChange(QWidget *widget, std::function<void()> retranslate);

/// Installs the translators of "he" or "en" (and Qt's own) and the layout direction in the running application.
/// Anything else counts as "en".
void switchLanguage(const QString &language);
/// "he" or "en".
QString currentLanguage();

} // namespace callscope::ui
