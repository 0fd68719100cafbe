#pragma once

#include <QString>

#include <span>

namespace callscope::speech {

/// The voice that a service speaks a language with as long as nobody has chosen one.
struct DefaultVoice
{
    QLatin1String locale; ///< "he-IL"
    QLatin1String voice;
};

/// Of a service whose voices are named after a locale ("he-IL-HilaNeural"): `chosen`, unless it is named after another
/// language; else the default of `locale` (see base::languageTag) or of its language. Empty: there is none.
QString voiceFor(const QString &locale, const QString &chosen, std::span<const DefaultVoice> defaults);

} // namespace callscope::speech
