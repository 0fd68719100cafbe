#include "core/speech/hebrewguess.h"

#include "core/speech/hebrewmarks.h"
#include "core/speech/phonemes.h"

#include <QRegularExpression>

#include <algorithm>

namespace callscope::speech {

namespace {

using namespace Qt::StringLiterals;

constexpr QChar outside(u'$'); ///< stands for a letter before the first and behind the last
constexpr double doubt = 0.3; ///< what was seen once counts less than what was seen often

/// Letters that behave alike.
QChar roughly(QChar letter)
{
    if (letter == outside || QStringView(u"ויהא").contains(letter))
        return letter;
    return letter == u'ח' || letter == u'ע' ? u'ע' : u'ב';
}

/// The same, with those apart that stand in prefixes and endings.
QChar nearly(QChar letter)
{
    return QStringView(u"תמל").contains(letter) ? letter : roughly(letter);
}

/// A letter and its neighbours. Final forms count as the letters they are.
struct Surroundings
{
    Surroundings(const QString &word, qsizetype place)
        : before(at(word, place - 1))
        , letter(at(word, place))
        , next(at(word, place + 1))
        , afterNext(at(word, place + 2))
        , third(at(word, place + 3))
        , fromStart(QString::number(std::min<qsizetype>(place, 3)))
        , fromEnd(QString::number(std::min<qsizetype>(word.size() - 1 - place, 3)))
    { }

    static QChar at(const QString &word, qsizetype place)
    {
        return place < 0 || place >= word.size() ? outside : word[place];
    }

    QChar before, letter, next, afterNext, third;
    QString fromStart, fromEnd;
};

QString shapeOf(const QString &word)
{
    QString shape;
    for (const QChar letter : word)
        shape += roughly(letter);
    return shape;
}

/// What the next sound follows: nothing ('^'), a vowel, one consonant ('C') or two ('D').
QChar lastOf(const QString &sounds)
{
    if (sounds.isEmpty())
        return u'^';
    if (isVowel(sounds.back()))
        return sounds.back();
    return sounds.size() < 2 || isVowel(sounds[sounds.size() - 2]) ? u'C' : u'D';
}

bool isVowelLetter(QChar letter)
{
    return letter == u'ו' || letter == u'י';
}

bool hasTwoSounds(QChar letter)
{
    return QStringView(u"בכפש").contains(letter);
}

/// Of what a letter sounds like, the part that is to be guessed: all of ו and י, the vowel of others.
QString vowelOf(QChar letter, const QString &sound)
{
    if (isVowelLetter(letter))
        return sound;
    const auto vowel = std::find_if(sound.begin(), sound.end(), isVowel);
    return sound.mid(vowel - sound.begin());
}

/// Consonants that could not be said: three in a row, or two at the end. What comes behind `place` is a consonant too.
bool needsVowel(const QString &word, qsizetype place, QChar before)
{
    if (place + 1 >= word.size() || QStringView(u"אהוי").contains(word[place]))
        return false;
    const QChar next = word[place + 1];
    const bool nextIsLast = place + 2 == word.size();
    if (isVowelLetter(next) || (nextIsLast && QStringView(u"הא").contains(next)))
        return false;
    return nextIsLast || before == u'C' || before == u'D';
}

/// Of letters that have but one sound.
QString onlySoundOf(QChar letter)
{
    static const QHash<QChar, QString> sounds {
        { u'ג', u"g"_s },  { u'ד', u"d"_s }, { u'ה', u"h"_s }, { u'ז', u"z"_s }, { u'ח', u"X"_s },
        { u'ט', u"t"_s },  { u'ך', u"X"_s }, { u'ל', u"l"_s }, { u'מ', u"m"_s }, { u'ם', u"m"_s },
        { u'נ', u"n"_s },  { u'ן', u"n"_s }, { u'ס', u"s"_s }, { u'ף', u"f"_s }, { u'צ', u"ts"_s },
        { u'ץ', u"ts"_s }, { u'ק', u"k"_s }, { u'ר', u"R"_s }, { u'ת', u"t"_s }
    };
    return sounds.value(letter);
}

QString foreignSoundOf(QChar letter)
{
    static const QHash<QChar, QString> sounds {
        { u'ג', u"dZ"_s }, { u'ז', u"Z"_s }, { u'צ', u"tS"_s }, { u'ץ', u"tS"_s }, { u'ו', u"w"_s }
    };
    return sounds.value(letter);
}

/// Segolates, duals and first persons are stressed on the last syllable but one, and so is what ends in a guttural with
/// a vowel of its own.
int stressOf(const QString &phonemes, QChar lastLetter)
{
    static const QRegularExpression penultimate(
        u"e[^aeiou]{1,2}e[^aeiou]$|aji[^aeiou]$|[aeiou][^aeiou]ti$|[aeiou].*[^aeiou]nu$"_s);
    const bool isFurtive = (lastLetter == u'ח' && phonemes.endsWith(u"aX") && phonemes.size() > 2
                            && isVowel(phonemes[phonemes.size() - 3]))
        || (lastLetter == u'ע' && phonemes.endsWith(u'a') && phonemes.size() > 1
            && isVowel(phonemes[phonemes.size() - 2]));
    return isFurtive || penultimate.match(phonemes).hasMatch() ? 2 : 1;
}

QString withFurtivePatah(QString phonemes, QChar lastLetter)
{
    if (lastLetter == u'ע' && !phonemes.isEmpty() && QStringView(u"eiou").contains(phonemes.back()))
        return phonemes + u'a';
    if (lastLetter == u'ח' && phonemes.size() > 1 && QStringView(u"eiou").contains(phonemes[phonemes.size() - 2]))
        return phonemes.insert(phonemes.size() - 1, u'a');
    return phonemes;
}

} // namespace

// The weights are those with which words of the lexicon are guessed best from the rest of it (fivefold
// cross-validation).
HebrewGuess::Features HebrewGuess::featuresOfVowel(const QString &word, qsizetype place, QChar before)
{
    const Surroundings s(word, place);
    const QString shape = shapeOf(word) + QString::number(place);
    const QString rough = QString(roughly(s.before)) + roughly(s.letter) + roughly(s.next) + roughly(s.afterNext);
    const QString near = QString(nearly(s.before)) + nearly(s.letter) + nearly(s.next) + nearly(s.afterNext);
    const QString position = s.fromStart + s.fromEnd;
    return {
        { 4, u"a"_s + shape + word.front() + word.back() },
        { 3, u"b"_s + shape },
        { 3, u"c"_s + shape + s.letter },
        { 3, u"d"_s + s.before + s.letter + s.next + s.afterNext + s.fromEnd },
        { 3, u"e"_s + s.letter + s.next + s.afterNext + position },
        { 3, u"f"_s + s.before + s.letter + s.next + roughly(s.afterNext) + s.fromEnd },
        { 3, u"g"_s + near + nearly(s.third) + position },
        { 3, u"h"_s + nearly(s.before) + s.letter + nearly(s.next) + nearly(s.afterNext) + position + before },
        { 3, u"i"_s + rough + roughly(s.third) + position + before },
        { 2, u"j"_s + rough + s.fromEnd + before },
        { 6, u"k"_s + s.letter + s.next + s.fromEnd + before },
        { 1, u"l"_s + roughly(s.letter) + roughly(s.next) + s.fromEnd + before },
        { 1, u"m"_s + roughly(s.letter) + roughly(s.next) },
        { 0.1, u"n"_s + s.letter },
    };
}

HebrewGuess::Features HebrewGuess::featuresOfConsonant(const QString &word, qsizetype place, QChar before)
{
    const Surroundings s(word, place);
    return {
        { 3, u"p"_s + s.before + s.letter + s.next + s.fromEnd },
        { 2, u"q"_s + s.letter + s.fromStart + s.fromEnd + before + roughly(s.next) },
        { 1, u"r"_s + s.letter + s.fromStart + before + s.fromEnd },
        { 0.5, u"s"_s + s.letter + s.fromStart },
    };
}

void HebrewGuess::count(const Features &features, const QString &sound)
{
    if (!m_sounds.contains(sound))
        m_sounds += sound;
    const qsizetype index = m_sounds.indexOf(sound);
    for (const Feature &feature : features) {
        Counts &counts = m_seen[feature.key];
        const auto known
            = std::find_if(counts.begin(), counts.end(), [index](const Count &count) { return count.sound == index; });
        if (known == counts.end())
            counts.push_back({ index, 1 });
        else
            ++known->times;
    }
}

QString HebrewGuess::vote(const Features &features, bool isVowelNeeded) const
{
    std::vector<double> votes(static_cast<std::size_t>(m_sounds.size()));
    for (const Feature &feature : features) {
        const auto seen = m_seen.constFind(feature.key);
        if (seen == m_seen.constEnd())
            continue;
        double all = doubt;
        for (const Count &count : *seen)
            all += count.times;
        for (const Count &count : *seen)
            votes[static_cast<std::size_t>(count.sound)] += feature.weight * count.times / all;
    }
    if (const qsizetype silence = m_sounds.indexOf(QString()); isVowelNeeded && silence >= 0)
        votes[static_cast<std::size_t>(silence)] = 0;
    const auto best = std::max_element(votes.begin(), votes.end());
    return best == votes.end() ? QString() : m_sounds[best - votes.begin()];
}

void HebrewGuess::learn(const QString &written, const QStringList &sounds)
{
    if (written.size() < 2 || written.size() != sounds.size())
        return;
    QString said;
    for (qsizetype i = 0; i < written.size(); ++i) {
        const QChar letter = written[i], before = lastOf(said);
        const QString &sound = sounds[i];
        const bool isFurtive
            = i + 1 == written.size() && i > 0 && (letter == u'ח' || letter == u'ע') && sound.startsWith(u'a');
        count(featuresOfVowel(written, i, before), isFurtive ? QString() : vowelOf(letter, sound));
        if (hasTwoSounds(letter))
            count(featuresOfConsonant(written, i, before), sound.left(1));
        said += sound;
    }
}

QString HebrewGuess::consonant(const QString &word, qsizetype place, QChar before) const
{
    if (hasTwoSounds(word[place]))
        return vote(featuresOfConsonant(word, place, before));
    return onlySoundOf(word[place]);
}

QString HebrewGuess::phonemes(const QString &word) const
{
    QString letters = word;
    letters.remove(QChar(hebrew::geresh));
    QString said;
    qsizetype written = 0; // the same letter in `word`
    for (qsizetype i = 0; i < letters.size(); ++i, ++written) {
        while (word[written] != letters[i])
            ++written;
        const QChar letter = letters[i], before = lastOf(said);
        const QString vowel = vote(featuresOfVowel(letters, i, before), needsVowel(letters, i, before));
        const bool isForeign = written + 1 < word.size() && word[written + 1] == QChar(hebrew::geresh);
        if (isForeign && !foreignSoundOf(letter).isEmpty())
            said += foreignSoundOf(letter) + vowelOf(u'ג', vowel);
        else if (letter == u'א' || letter == u'ע')
            said += (i > 0 && !vowel.isEmpty() ? u"?"_s : QString()) + vowel;
        else if (letter == u'ה' && vowel.isEmpty() && i + 1 == letters.size())
            continue; // silent at the end
        else
            said += (isVowelLetter(letter) ? QString() : consonant(letters, i, before)) + vowel;
    }
    const QChar last = letters.isEmpty() ? QChar() : letters.back();
    said = withFurtivePatah(said, last);
    return stressed(said, stressOf(said, last));
}

} // namespace callscope::speech
