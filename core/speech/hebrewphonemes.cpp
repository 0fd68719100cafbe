#include "core/speech/hebrewphonemes.h"

#include "core/speech/hebrewmarks.h"
#include "core/speech/hebrewnormal.h"
#include "core/speech/hebrewprefixes.h"
#include "core/speech/niqqud.h"
#include "core/speech/phonemes.h"

#include <QStringList>

namespace callscope::speech {

using namespace hebrew;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestWord = 40; // espeak-ng's buffer for a word is finite, and no Hebrew word is longer

bool isOfWord(QChar c)
{
    return isLetter(c) || isPoint(c) || c == QChar(geresh) || c == QChar(gershayim);
}

/// Words, and what stands behind each; the first of `between` is before the first word.
struct Parts
{
    QStringList words, between;
};

Parts partsOf(const QString &text)
{
    Parts parts { {}, { QString() } };
    bool isInWord = false;
    for (const QChar c : text) {
        const bool belongs = isInWord ? isOfWord(c) && parts.words.last().size() < longestWord : isLetter(c);
        if (belongs && !isInWord) {
            parts.words += QString();
            parts.between += QString();
        }
        isInWord = belongs;
        (belongs ? parts.words : parts.between).last() += c;
    }
    return parts;
}

/// What espeak-ng makes a pause or a melody of.
QString pauseOf(const QString &between)
{
    for (const QChar c : between) {
        if (QStringView(u"?!.").contains(c))
            return c + u" "_s;
        if (c == u':' || c == u';' || c == u',' || c == u'(' || c == u')')
            return u", "_s;
    }
    const bool isDash = between.contains(u" - ") || between.contains(u'–') || between.contains(u'—');
    return isDash ? u", "_s : u" "_s;
}

std::optional<QString> listed(const QString &word, const HebrewLexicon &lexicon)
{
    if (const auto whole = lexicon.word(word))
        return whole;
    for (const PrefixedWord &form : prefixedForms(word)) {
        if (const auto rest = lexicon.word(form.rest))
            return withPrefix(form.prefix, *rest, form.rest.front());
    }
    return std::nullopt;
}

/// By its points; figures in words may have an unpointed prefix (ושְׁמוֹנָה).
QString pointedPhonemes(const QString &word, const HebrewLexicon &lexicon)
{
    if (const auto whole = lexicon.pointedWord(word))
        return *whole;
    for (const PrefixedWord &form : prefixedForms(word)) {
        if (const auto rest = lexicon.pointedWord(form.rest))
            return withPrefix(form.prefix, *rest, form.rest.front());
    }
    return niqqudPhonemes(word);
}

/// As most are said, with a between the letters: צה״ל; two letters by their names.
QString acronymPhonemes(const QString &word, const HebrewLexicon &lexicon)
{
    QString letters = word;
    letters.remove(QChar(gershayim));
    QString phonemes;
    if (letters.size() == 2) {
        for (const QChar letter : letters)
            phonemes += lexicon.word(QString(letter)).value_or(QString());
        return phonemes;
    }
    for (const QChar letter : letters) // pointed as it is said
        phonemes
            += letter == u'ו' || letter == u'י' || letter == u'א' ? QString(letter) : letter + QString(QChar(patah));
    if (phonemes.endsWith(QChar(patah)))
        phonemes.chop(1);
    return niqqudPhonemes(phonemes.insert(1, QChar(dagesh)));
}

/// As `listed`, for what begins a phrase: ושתים עשרה.
QStringList listedTogether(const QStringList &words, qsizetype first, const HebrewLexicon &lexicon)
{
    QStringList phonemes = lexicon.phrase(words, first);
    if (!phonemes.isEmpty() || first + 1 == words.size())
        return phonemes;
    for (const PrefixedWord &form : prefixedForms(words[first])) {
        QStringList bare = words.mid(first);
        bare.first() = form.rest;
        phonemes = lexicon.phrase(bare, 0);
        if (phonemes.isEmpty())
            continue;
        phonemes.first() = withPrefix(form.prefix, phonemes.first(), form.rest.front());
        return phonemes;
    }
    return {};
}

QString inBrackets(const QString &phonemes)
{
    return phonemes.isEmpty() ? QString() : u"[["_s + espeakPhonemes(phonemes) + u"]]"_s;
}

} // namespace

QString hebrewWordPhonemes(const QString &word, const HebrewLexicon &lexicon)
{
    if (isPointed(word))
        return pointedPhonemes(word, lexicon);
    if (const auto known = listed(word, lexicon))
        return *known;
    if (word.contains(QChar(gershayim)))
        return acronymPhonemes(word, lexicon);
    if (word.endsWith(QChar(geresh)) && word.size() == 2)
        return lexicon.word(word.left(1)).value_or(QString());
    if (word.size() > 3 && word.startsWith(u'ו') && word[1] != u'ו') // no other words begin with it
        return withPrefix(u"ו"_s, lexicon.guess(word.mid(1)), word[1]);
    return lexicon.guess(word);
}

QString hebrewInPhonemes(const QString &text, const HebrewLexicon &lexicon)
{
    const Parts parts = partsOf(text);
    QString spoken;
    for (qsizetype i = 0; i < parts.words.size();) {
        const bool isBeforeHyphen = parts.between[i + 1].startsWith(u'-');
        if (const QString prefix = prefixPhonemes(parts.words[i]); isBeforeHyphen && !prefix.isEmpty()) {
            spoken += inBrackets(prefix) + u' ';
            ++i;
            continue;
        }
        QStringList phonemes = listedTogether(parts.words, i, lexicon);
        if (phonemes.isEmpty())
            phonemes += hebrewWordPhonemes(parts.words[i], lexicon);
        for (const QString &word : phonemes)
            spoken += inBrackets(word) + pauseOf(parts.between[++i]);
    }
    return spoken.simplified();
}

} // namespace callscope::speech
