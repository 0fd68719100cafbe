#include "core/speech/hebrewprefixes.h"

#include "core/speech/hebrewmarks.h"
#include "core/speech/phonemes.h"

#include <QRegularExpression>

namespace callscope::speech {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype shortestRest = 2;
constexpr qsizetype longestPrefix = 5; // ולכשה

bool isPrefix(const QString &letters)
{
    static const QRegularExpression prefix(u"^ו?(?:לכש|כש|מש|ש)?(?:[בלכ]|מה?|ה)?$"_s);
    return prefix.match(letters).hasMatch();
}

/// Without a vowel between its first two consonants.
bool beginsWithCluster(const QString &phonemes)
{
    const qsizetype second = phonemes.startsWith(u"ts") || phonemes.startsWith(u"dZ") ? 2 : 1;
    return phonemes.size() > second && !isVowel(phonemes[0]) && phonemes[0] != u'\'' && !isVowel(phonemes[second])
        && phonemes[second] != u'\'';
}

/// "and" is u before labials and before two consonants, and softens b and p.
QString withAnd(QString phonemes, QChar first)
{
    const bool isLabial = first == u'ב' || first == u'מ' || first == u'פ';
    if (!isLabial && !beginsWithCluster(phonemes))
        return u"ve"_s + phonemes;
    if (phonemes.startsWith(u'b'))
        phonemes[0] = u'v';
    else if (phonemes.startsWith(u'p'))
        phonemes[0] = u'f';
    return u'u' + phonemes;
}

QString soundOf(QChar letter, QChar next)
{
    switch (letter.unicode()) {
    case u'ה':
        return u"ha"_s;
    case u'ש':
        return u"Se"_s;
    case u'מ':
        return QStringView(u"אהחער").contains(next) ? u"me"_s : u"mi"_s;
    case u'ב':
        return u"be"_s;
    case u'ל':
        return u"le"_s;
    default: // כ, which is k alone before ש
        return next == u'ש' ? u"k"_s : u"ke"_s;
    }
}

bool beginsWithVowel(const QString &phonemes)
{
    return isVowel(phonemes.front()) || (phonemes.front() == u'\'' && phonemes.size() > 1);
}

} // namespace

std::vector<PrefixedWord> prefixedForms(const QString &word)
{
    std::vector<PrefixedWord> forms;
    for (qsizetype length = 1; length <= longestPrefix && word.size() - length >= shortestRest; ++length) {
        const bool isUnlikely = word.size() - length == shortestRest && (length > 1 || word.front() == u'ש');
        if (!isUnlikely && hebrew::isLetter(word[length]) && isPrefix(word.left(length)))
            forms.push_back({ word.left(length), word.mid(length) });
    }
    return forms;
}

QString withPrefix(const QString &prefix, const QString &phonemes, QChar first)
{
    if (phonemes.isEmpty())
        return phonemes;
    QString whole = beginsWithVowel(phonemes) ? u'?' + phonemes : phonemes;
    QChar next = first;
    for (qsizetype i = prefix.size() - 1; i >= 0; --i) {
        whole = prefix[i] == u'ו' ? withAnd(whole, next) : soundOf(prefix[i], next) + whole;
        next = prefix[i];
    }
    return whole;
}

QString prefixPhonemes(const QString &letters)
{
    if (letters.isEmpty() || !isPrefix(letters))
        return {};
    QString phonemes;
    for (qsizetype i = 0; i < letters.size(); ++i)
        phonemes
            += letters[i] == u'ו' ? u"ve"_s : soundOf(letters[i], i + 1 < letters.size() ? letters[i + 1] : QChar());
    return phonemes;
}

} // namespace callscope::speech
