#include "core/speech/niqqud.h"

#include "core/speech/hebrewmarks.h"
#include "core/speech/hebrewstress.h"
#include "core/speech/phonemes.h"

#include <QHash>

namespace callscope::speech {

using namespace hebrew;
using namespace Qt::StringLiterals;

namespace {

/// One word on its way from letters to sounds.
class Reader
{
public:
    explicit Reader(const QString &word)
        : m_letters(pointedLetters(word))
    { }

    QStringList sounds();
    const PointedLetters &letters() const { return m_letters; }

private:
    QString soundOf(std::size_t i) const;
    QString ofVav(std::size_t i) const;
    QString ofYod(std::size_t i) const;
    QString consonant(std::size_t i) const;
    QString vowel(std::size_t i) const;
    QString qamatsSound(std::size_t i) const;
    bool isSaid(std::size_t shvaAt) const;
    bool isSaidAtStart(std::size_t shvaAt) const;
    bool isBehindPrefix(std::size_t i) const;
    bool isVerbStem(std::size_t i) const;
    bool isNounOfAction(std::size_t i) const;
    bool isFurtive(std::size_t i) const;
    bool hasVowel(std::size_t i) const;
    bool isLast(std::size_t i) const { return i + 1 == m_letters.size(); }
    bool isAt(std::size_t i, QStringView letters) const
    {
        return i < m_letters.size() && letters.contains(QChar(m_letters[i].base));
    }
    char16_t vowelBefore(std::size_t i) const { return i == 0 ? 0 : m_letters[i - 1].vowel; }

    PointedLetters m_letters;
    QString m_phonemes {};
};

QStringList Reader::sounds()
{
    QStringList sounds;
    for (std::size_t i = 0; i < m_letters.size(); ++i) {
        sounds += soundOf(i);
        m_phonemes += sounds.last();
    }
    return sounds;
}

bool Reader::hasVowel(std::size_t i) const
{
    if (m_letters[i].vowel != 0)
        return m_letters[i].vowel != shva;
    return !isLast(i) && (isShuruk(m_letters, i + 1) || isHolamMale(m_letters, i + 1));
}

/// The patah of a last guttural is said before it: שָׁבוּעַ, לִשְׁלֹחַ.
bool Reader::isFurtive(std::size_t i) const
{
    const PointedLetter &letter = m_letters[i];
    if (i == 0 || !isLast(i) || letter.vowel != patah || m_phonemes.isEmpty())
        return false;
    const bool isGuttural = letter.base == u'ח' || letter.base == u'ע' || (letter.base == u'ה' && letter.hasDagesh);
    return isGuttural && (isVowel(m_phonemes.back()) || m_phonemes.back() == u'j');
}

QString Reader::soundOf(std::size_t i) const
{
    if (isFurtive(i))
        return u'a' + (isAt(i, u"ח") ? u"X"_s : QString());
    if (isAt(i, u"ו") && !m_letters[i].hasGeresh)
        return ofVav(i);
    if (isAt(i, u"י"))
        return ofYod(i);
    return consonant(i) + vowel(i);
}

QString Reader::ofVav(std::size_t i) const
{
    const PointedLetter &letter = m_letters[i];
    if (isShuruk(m_letters, i))
        return u"u"_s;
    if (isHolamMale(m_letters, i))
        return u"o"_s;
    const char16_t before = vowelBefore(i);
    if (letter.isBare() && (before == holam || before == qubuts))
        return {};
    return u'v' + vowel(i);
}

QString Reader::ofYod(std::size_t i) const
{
    const PointedLetter &letter = m_letters[i];
    if (!letter.isBare() || hasVowel(i))
        return u'j' + vowel(i);
    const char16_t before = vowelBefore(i);
    const bool isVowelLetter = before == hiriq || before == segol || (before == tsere && isAt(i - 1, u"י")); // לְטַיֵּיל
    if (isVowelLetter)
        return {};
    const bool isHis = before == qamats && i + 2 == m_letters.size() && isAt(i + 1, u"ו") && m_letters[i + 1].isBare();
    return isHis ? QString() : u"j"_s; // עָלָיו
}

QString Reader::consonant(std::size_t i) const
{
    static const QHash<char16_t, QString> plain {
        { u'ב', u"v"_s }, { u'ג', u"g"_s },  { u'ד', u"d"_s }, { u'ו', u"v"_s }, { u'ז', u"z"_s }, { u'ח', u"X"_s },
        { u'ט', u"t"_s }, { u'כ', u"X"_s },  { u'ל', u"l"_s }, { u'מ', u"m"_s }, { u'נ', u"n"_s }, { u'ס', u"s"_s },
        { u'פ', u"f"_s }, { u'צ', u"ts"_s }, { u'ק', u"k"_s }, { u'ר', u"R"_s }, { u'ש', u"S"_s }, { u'ת', u"t"_s }
    };
    static const QHash<char16_t, QString> hard { { u'ב', u"b"_s }, { u'כ', u"k"_s }, { u'פ', u"p"_s } };
    static const QHash<char16_t, QString> foreign {
        { u'ג', u"dZ"_s }, { u'ז', u"Z"_s }, { u'צ', u"tS"_s }, { u'ו', u"w"_s }
    };
    const PointedLetter &letter = m_letters[i];
    if (letter.base == u'א' || letter.base == u'ע')
        return i > 0 && hasVowel(i) ? u"?"_s : QString();
    if (letter.base == u'ה')
        return hasVowel(i) || letter.vowel == shva ? u"h"_s : QString();
    if (letter.hasGeresh && foreign.contains(letter.base))
        return foreign.value(letter.base);
    if (letter.isSin)
        return u"s"_s;
    if (letter.hasDagesh && hard.contains(letter.base))
        return hard.value(letter.base);
    return plain.value(letter.base);
}

QString Reader::vowel(std::size_t i) const
{
    switch (m_letters[i].vowel) {
    case shva:
        return isSaid(i) ? u"e"_s : QString();
    case hiriq:
        return u"i"_s;
    case tsere:
    case segol:
    case hatafSegol:
        return u"e"_s;
    case patah:
    case hatafPatah:
        return u"a"_s;
    case qamats:
        return qamatsSound(i);
    case holam:
    case qamatsQatan:
    case hatafQamats:
        return u"o"_s;
    case qubuts:
        return u"u"_s;
    default:
        return {};
    }
}

/// The small qamats has a code of its own that few texts use: כָּל, צָהֳרַיִם and a closed syllable (קָרְבָּן) show it.
QString Reader::qamatsSound(std::size_t i) const
{
    const bool isAll = isAt(i, u"כ") && i + 2 == m_letters.size() && isAt(i + 1, u"ל") && m_letters[i + 1].isBare()
        && (i == 0 || isAt(i - 1, u"ובהלמכש"));
    const bool isBeforeHataf = !isLast(i) && m_letters[i + 1].vowel == hatafQamats;
    const bool isClosed = i + 2 < m_letters.size() && m_letters[i + 1].vowel == shva && m_letters[i + 2].hasDagesh
        && isAt(i + 2, u"בגדכפ");
    return isAll || isBeforeHataf || isClosed ? u"o"_s : u"a"_s;
}

/// Today's speakers say a shva where the consonants would not go together, or where a prefix ends.
bool Reader::isSaid(std::size_t shvaAt) const
{
    if (isLast(shvaAt))
        return false;
    if (shvaAt == 0)
        return isSaidAtStart(0);
    const PointedLetter &before = m_letters[shvaAt - 1];
    if (shvaAt == 1 && isBehindPrefix(1))
        return isSaidAtStart(1);
    return before.vowel == shva || m_letters[shvaAt].base == m_letters[shvaAt + 1].base;
}

/// The letter is the first of a word that an article stands before: הַמְּנַהֵל and הַמְנַהֵל, but not הַמְתִּינוּ.
bool Reader::isBehindPrefix(std::size_t i) const
{
    const char16_t before = m_letters[i - 1].vowel;
    if (!isAt(i - 1, u"הלבכש") || (before != patah && before != segol))
        return false;
    return m_letters[i].hasDagesh || (isAt(i, u"מ") && isVerbStem(i + 1));
}

/// מְדַבֵּר, תְּקֻבַּל: what follows the shva of an intensive verb.
bool Reader::isVerbStem(std::size_t i) const
{
    return i + 1 < m_letters.size()
        && (m_letters[i].vowel == qubuts || (m_letters[i].vowel == patah && m_letters[i + 1].hasDagesh));
}

/// בְּדִיקָה, בְּחִירַת: what follows their first shva.
bool Reader::isNounOfAction(std::size_t i) const
{
    return i + 2 < m_letters.size() && m_letters[i].vowel == hiriq && isAt(i + 1, u"י") && m_letters[i + 1].isBare()
        && isAt(m_letters.size() - 1, u"הת");
}

bool Reader::isSaidAtStart(std::size_t shvaAt) const
{
    const std::size_t next = shvaAt + 1;
    if (isAt(next, u"אהע") || isAt(shvaAt, u"ילמנרו"))
        return true;
    if (isAt(shvaAt, u"ב")) // בְּרִיאוּת and בְּדִיקָה, but בְּסֵדֶר
        return !isAt(next, u"רל") && !isNounOfAction(next);
    return isAt(shvaAt, u"ת") && isVerbStem(next); // תְּדַבֵּר, but תְּשׁוּבָה
}

} // namespace

QStringList niqqudSounds(const QString &word)
{
    return Reader(word).sounds();
}

QString niqqudPhonemes(const QString &word, int stress)
{
    Reader reader(word);
    const QString phonemes = reader.sounds().join(QString());
    return stressed(phonemes, stress > 0 ? stress : stressFromEnd(reader.letters()));
}

} // namespace callscope::speech
