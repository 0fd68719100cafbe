#include "core/speech/spokentext.h"

#include "core/speech/hebrewfigures.h"

namespace callscope::speech {

namespace {

constexpr QChar maqaf(0x05BE);

} // namespace

QString spokenText(const QString &text, const QString &language)
{
    const bool hebrew = language.startsWith(QLatin1String("he"), Qt::CaseInsensitive);
    QString spoken = hebrew ? hebrewFiguresInWords(text) : text;
    for (QChar &c : spoken) {
        if (c.category() == QChar::Other_Control || (hebrew && c == maqaf))
            c = QLatin1Char(' ');
    }
    return spoken.simplified();
}

} // namespace callscope::speech
