#include "core/speech/spokentext.h"

#include "core/base/language.h"
#include "core/speech/hebrewabbreviations.h"
#include "core/speech/hebrewfigures.h"
#include "core/speech/hebrewnormal.h"
#include "core/speech/hebrewphonemes.h"
#include "core/speech/scriptruns.h"

#include <QRegularExpression>

namespace callscope::speech {

namespace {

using namespace Qt::StringLiterals;

/// Marks of direction and joiners are not heard, and would cut words.
QString withoutControls(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text) {
        if (c.category() == QChar::Other_Control)
            plain += u' ';
        else if (c.category() != QChar::Other_Format)
            plain += c;
    }
    return plain;
}

/// E-mail and web addresses as they are dictated: info@bot.co.il is info שטרודל bot נקודה co נקודה il.
QString withAddressesInWords(QString text)
{
    static const QRegularExpression at(u"(?<=[A-Za-z0-9])@(?=[A-Za-z0-9])"_s);
    static const QRegularExpression dot(u"(?<=[A-Za-z0-9])\\.(?=[A-Za-z])"_s);
    static const QRegularExpression underscore(u"(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])"_s);
    return text.replace(at, u" שטרודל "_s).replace(dot, u" נקודה "_s).replace(underscore, u" קו תחתון "_s);
}

/// בSMS as ב-SMS, by which the prefix is known for one.
QString withPrefixesApart(QString text)
{
    static const QRegularExpression prefix(u"(?<![\\p{L}\\p{M}])([ובלהמכש]{1,2})[-–]?(?=[A-Za-z])"_s);
    return text.replace(prefix, u"\\1-"_s);
}

QString inHebrewWords(const QString &text)
{
    return hebrewFiguresInWords(hebrewAbbreviationsInWords(text));
}

} // namespace

std::vector<SpokenRun> spokenRuns(const QString &text, const QString &language, const HebrewLexicon *lexicon)
{
    const bool isHebrewSentence = base::isHebrewLanguage(language);
    QString written = normalHebrew(withoutControls(text)).simplified();
    if (isHebrewSentence)
        written = inHebrewWords(withAddressesInWords(withPrefixesApart(written)));
    std::vector<SpokenRun> spoken;
    for (const ScriptRun &run : scriptRuns(written, language)) {
        const bool isHebrew = base::isHebrewLanguage(run.language);
        const QString words = isHebrew && !isHebrewSentence ? inHebrewWords(run.text) : run.text;
        const QString said = isHebrew ? hebrewInPhonemes(words, lexicon ? *lexicon : HebrewLexicon::shipped()) : words;
        if (!said.isEmpty())
            spoken.push_back({ said, run.language, isHebrew });
    }
    return spoken;
}

} // namespace callscope::speech
