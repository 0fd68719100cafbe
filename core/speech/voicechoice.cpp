#include "core/speech/voicechoice.h"

#include "core/base/language.h"

#include <algorithm>

namespace callscope::speech {

namespace {

bool areOneLanguage(const QString &a, const QString &b)
{
    return base::languageCode(a) == base::languageCode(b);
}

} // namespace

QString voiceFor(const QString &locale, const QString &chosen, std::span<const DefaultVoice> defaults)
{
    const QString named = chosen.section(QLatin1Char('-'), 0, 1);
    if (!chosen.isEmpty() && (!named.contains(QLatin1Char('-')) || areOneLanguage(named, locale)))
        return chosen;
    const auto speaks = [&](bool exactly) {
        return std::find_if(defaults.begin(), defaults.end(), [&](const DefaultVoice &voice) {
            return exactly ? voice.locale == locale : areOneLanguage(voice.locale, locale);
        });
    };
    const auto exact = speaks(true);
    const auto found = exact != defaults.end() ? exact : speaks(false);
    return found != defaults.end() ? QString(found->voice) : QString();
}

} // namespace callscope::speech
