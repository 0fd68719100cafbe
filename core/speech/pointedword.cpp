#include "core/speech/pointedword.h"

#include "core/speech/hebrewmarks.h"

namespace callscope::speech {

using namespace hebrew;

namespace {

char16_t withoutFinalForm(QChar letter)
{
    switch (letter.unicode()) {
    case u'ך':
        return u'כ';
    case u'ם':
        return u'מ';
    case u'ן':
        return u'נ';
    case u'ף':
        return u'פ';
    case u'ץ':
        return u'צ';
    default:
        return letter.unicode();
    }
}

void addPoint(PointedLetter &letter, char16_t point)
{
    if (point == dagesh)
        letter.hasDagesh = true;
    else if (point == sinDot)
        letter.isSin = true;
    else if (point != shinDot)
        letter.vowel = point == holamHaser ? holam : point;
}

/// What comes before it leaves a vowel to be said.
bool followsBareConsonant(const PointedLetters &letters, std::size_t place)
{
    if (place == 0 || letters[place - 1].vowel != 0)
        return false;
    return !isShuruk(letters, place - 1) && !isHolamMale(letters, place - 1);
}

} // namespace

PointedLetters pointedLetters(QStringView word)
{
    PointedLetters letters;
    for (const QChar c : word) {
        if (isLetter(c))
            letters.push_back({ withoutFinalForm(c) });
        else if (letters.empty())
            continue;
        else if (isPoint(c))
            addPoint(letters.back(), c.unicode());
        else if (c == QChar(geresh))
            letters.back().hasGeresh = true;
    }
    return letters;
}

bool isShuruk(const PointedLetters &letters, std::size_t place)
{
    const PointedLetter &letter = letters.at(place);
    if (letter.base != u'ו' || !letter.hasDagesh || letter.vowel != 0)
        return false;
    return place == 0 || followsBareConsonant(letters, place);
}

bool isHolamMale(const PointedLetters &letters, std::size_t place)
{
    const PointedLetter &letter = letters.at(place);
    if (letter.base != u'ו' || letter.hasDagesh || letter.vowel != holam)
        return false;
    return followsBareConsonant(letters, place);
}

} // namespace callscope::speech
