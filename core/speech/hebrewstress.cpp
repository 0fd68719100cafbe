#include "core/speech/hebrewstress.h"

#include "core/speech/hebrewmarks.h"

#include <algorithm>
#include <initializer_list>

namespace callscope::speech {

using namespace hebrew;

namespace {

bool isOneOf(char16_t c, std::initializer_list<char16_t> list)
{
    return std::find(list.begin(), list.end(), c) != list.end();
}

/// A word seen from its end: letter 1 is the last.
class Ending
{
public:
    explicit Ending(const PointedLetters &letters)
        : m_letters(letters)
    { }

    std::size_t size() const { return m_letters.size(); }
    const PointedLetter &letter(std::size_t fromEnd) const { return m_letters.at(size() - fromEnd); }
    bool has(std::size_t fromEnd) const { return fromEnd <= size(); }
    bool endsWithShuruk() const { return size() > 2 && isShuruk(m_letters, size() - 1); }

    /// The vowel at the letter there, also when a vav behind it carries it.
    char16_t vowelBefore(std::size_t fromEnd) const
    {
        if (!has(fromEnd + 1))
            return 0;
        return letter(fromEnd + 1).vowel; // a vav's own holam is its vowel
    }
    bool isBareYod(std::size_t fromEnd) const
    {
        return has(fromEnd) && letter(fromEnd).base == u'י' && letter(fromEnd).isBare();
    }
    bool isLongHiriq(std::size_t yod) const { return isBareYod(yod) && vowelBefore(yod) == hiriq; }

private:
    const PointedLetters &m_letters;
};

/// מֶלֶךְ, סֵפֶר, חֹדֶשׁ, מְדַבֶּרֶת, מָוֶת, but אֲלֵיכֶם.
bool isSegolate(const Ending &word)
{
    if (word.size() < 3 || word.letter(2).vowel != segol || isOneOf(word.letter(1).base, { u'ה', u'א' }))
        return false;
    const bool isPronoun = isOneOf(word.letter(1).base, { u'מ', u'נ' }) && isOneOf(word.letter(2).base, { u'כ', u'ה' });
    if (isPronoun)
        return false;
    const char16_t before = word.vowelBefore(2);
    return isOneOf(before, { segol, tsere, holam }) || (before == qamats && word.letter(2).base == u'ו');
}

/// נַעַר, שׁוֹמַעַת, רֶגַע, but אַחַת.
bool isGutturalSegolate(const Ending &word)
{
    if (word.size() < 3 || word.letter(2).vowel != patah || word.letter(3).base == u'א')
        return false;
    const char16_t before = word.vowelBefore(2);
    if (isOneOf(word.letter(2).base, { u'ח', u'ע', u'ה' }))
        return isOneOf(before, { patah, segol, tsere, holam });
    return isOneOf(word.letter(1).base, { u'ח', u'ע' }) && isOneOf(before, { segol, tsere, holam });
}

/// יוֹמַיִם, בַּיִת.
bool isDual(const Ending &word)
{
    return word.size() > 2 && word.letter(2).base == u'י' && word.letter(2).vowel == hiriq
        && isOneOf(word.letter(3).vowel, { patah, qamats });
}

/// אָמַרְתִּי, רָצִיתָ.
bool isPastEnding(const Ending &word)
{
    if (word.size() < 4)
        return false;
    const auto followsStem = [&word](std::size_t t) {
        return word.letter(t).base == u'ת' && (word.vowelBefore(t) == shva || word.isBareYod(t + 1));
    };
    if (word.letter(1).vowel == qamats)
        return followsStem(1);
    return word.isLongHiriq(1) && followsStem(2);
}

/// אֵלֶיךָ, עָלֶיהָ.
bool isPossessive(const Ending &word)
{
    if (word.size() < 3 || word.letter(1).vowel != qamats || !isOneOf(word.letter(1).base, { u'כ', u'ה' }))
        return false;
    return word.vowelBefore(1) == segol || (word.isBareYod(2) && word.vowelBefore(2) == segol);
}

/// הַקִּישׁוּ, יַגִּיעוּ, הִתְחִילָה.
bool isHifil(const Ending &word)
{
    if (word.size() < 5)
        return false;
    if (word.endsWithShuruk())
        return word.isLongHiriq(3);
    const PointedLetter &first = word.letter(word.size());
    return word.letter(1).base == u'ה' && word.letter(1).isBare() && word.letter(2).vowel == qamats
        && word.isLongHiriq(3) && first.base == u'ה' && first.vowel == hiriq;
}

/// שָׁבוּעַ, לִשְׁלֹחַ: the patah at the end is said before its letter, and never stressed.
bool hasFurtivePatah(const PointedLetter &last)
{
    return last.vowel == patah && (isOneOf(last.base, { u'ח', u'ע' }) || (last.base == u'ה' && last.hasDagesh));
}

} // namespace

int stressFromEnd(const PointedLetters &letters)
{
    const Ending word(letters);
    if (letters.empty())
        return 1;
    const bool lastIsBare = word.letter(1).isBare() || word.letter(1).vowel == shva;
    if (hasFurtivePatah(word.letter(1)))
        return 2;
    if (lastIsBare && (isSegolate(word) || isGutturalSegolate(word) || isDual(word)))
        return 2;
    const bool isOurs = word.endsWithShuruk() && word.letter(2).base == u'נ'; // אֲנַחְנוּ, קִבַּלְנוּ
    return isOurs || isPastEnding(word) || isPossessive(word) || isHifil(word) ? 2 : 1;
}

} // namespace callscope::speech
