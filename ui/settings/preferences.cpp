#include "ui/settings/preferences.h"

#include <QLocale>
#include <QSettings>

#include <algorithm>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

const QString languageKey = u"desktop/language"_s, appearanceKey = u"desktop/appearance"_s,
              fontKey = u"desktop/fontScale"_s, budgetKey = u"latency/budgetMs"_s, deviceKey = u"audio/device"_s;

QString languageOf(const QString &kept)
{
    if (kept == "he"_L1 || kept == "en"_L1)
        return kept;
    return QLocale::system().language() == QLocale::Hebrew ? u"he"_s : u"en"_s;
}

} // namespace

Preferences Preferences::load()
{
    const QSettings settings;
    Preferences kept;
    kept.language = languageOf(settings.value(languageKey).toString());
    kept.appearance = appearanceNamed(settings.value(appearanceKey).toString());
    kept.latencyBudget = std::clamp(settings.value(budgetKey, defaultBudget).toInt(), leastBudget, mostBudget);
    kept.fontScale = std::clamp(settings.value(fontKey, leastFontScale).toInt(), leastFontScale, mostFontScale);
    kept.soundDevice = settings.value(deviceKey).toString();
    return kept;
}

void Preferences::save() const
{
    QSettings settings;
    settings.setValue(languageKey, language);
    settings.setValue(appearanceKey, nameOf(appearance));
    settings.setValue(budgetKey, latencyBudget);
    settings.setValue(fontKey, fontScale);
    settings.setValue(deviceKey, soundDevice);
}

} // namespace callscope::ui
