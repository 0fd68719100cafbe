#include "core/speech/hebrewlexicon.h"

#include "core/speech/hebrewmarks.h"
#include "core/speech/hebrewnormal.h"
#include "core/speech/niqqud.h"
#include "core/speech/phonemes.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace callscope::speech {

namespace {

using namespace Qt::StringLiterals;
using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;
using base::Result;

constexpr qint64 largestFile = 4 << 20; // some 100,000 words
constexpr int mostSyllables = 9;

Error invalid(const QString &text)
{
    return { ErrorCode::InvalidInput, text };
}

/// The words of a sentence without what stands between them.
QStringList wordsOf(const QString &text)
{
    static const QRegularExpression between(u"[^א-ת\\x{5B0}-\\x{5C7}׳״]+"_s);
    return text.split(between, Qt::SkipEmptyParts);
}

bool isHebrewWord(const QString &word)
{
    return !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) {
        return hebrew::isLetter(c) || hebrew::isPoint(c) || c == QChar(hebrew::geresh) || c == QChar(hebrew::gershayim);
    });
}

Result<QString> textOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::NotFound,
                       u"The Hebrew lexicon %1 cannot be read: check its path and permissions."_s.arg(path),
                       file.errorString() };
    if (file.size() > largestFile)
        return Error { ErrorCode::InvalidInput,
                       u"The Hebrew lexicon %1 is larger than 4 MiB: leave out words that are not said."_s.arg(path) };
    return QString::fromUtf8(file.readAll());
}

} // namespace

const HebrewLexicon &HebrewLexicon::shipped()
{
    static const HebrewLexicon lexicon = [] {
        HebrewLexicon words;
        const QString path = u":/hebrew/lexicon.tsv"_s;
        const Result<QString> text = textOf(path);
        [[maybe_unused]] const bool isWhole = text && words.add(*text, path);
        Q_ASSERT(isWhole);
        return words;
    }();
    return lexicon;
}

Result<HebrewLexicon> HebrewLexicon::load(const QString &path)
{
    const Result<QString> text = textOf(path);
    if (!text)
        return text.error();
    HebrewLexicon lexicon = shipped();
    if (const Outcome added = lexicon.add(*text, path); !added)
        return added.error();
    return lexicon;
}

Outcome HebrewLexicon::add(const QString &text, const QString &source)
{
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        ++number;
        if (line.trimmed().isEmpty() || line.startsWith(u'#'))
            continue;
        if (const Outcome added = addLine(line); !added)
            return Error { added.error().code, u"%1, line %2: %3"_s.arg(source).arg(number).arg(added.error().text),
                           line.trimmed() };
    }
    return Done {};
}

Outcome HebrewLexicon::addLine(const QString &line)
{
    const QStringList columns = line.trimmed().split(u'\t');
    if (columns.size() < 2 || columns.size() > 3)
        return invalid(u"write the word, a tab, its pointed form, and if need be a tab and the stressed syllable."_s);
    bool isNumber = true;
    const int stress = columns.size() == 3 ? columns.last().trimmed().toInt(&isNumber) : 0;
    if (!isNumber || stress < 0 || stress > mostSyllables || (columns.size() == 3 && stress == 0))
        return invalid(u"the third column counts the stressed syllable from the end, 1 to 9."_s);
    const QString written = normalHebrew(columns.first().trimmed()), reading = normalHebrew(columns.at(1).trimmed());
    const QStringList words = wordsOf(written);
    m_forms.insert(written, reading);
    return words.size() > 1 ? addPhrase(words, reading) : addWord(words.value(0), reading, stress);
}

Outcome HebrewLexicon::addWord(const QString &written, const QString &reading, int stress)
{
    if (!isHebrewWord(written) || isPointed(written))
        return invalid(u"the first column is a Hebrew word without points."_s);
    if (reading.startsWith(u'/') && reading.endsWith(u'/')) {
        const QString phonemes = reading.mid(1, reading.size() - 2);
        if (!arePhonemes(phonemes))
            return invalid(u"between the slashes stand phonemes of the list on top of the lexicon that ships."_s);
        m_words.insert(written, phonemes);
        return Done {};
    }
    const QString pointed = wordsOf(reading).value(0);
    if (!isHebrewWord(pointed))
        return invalid(u"the second column is the pointed word, or /phonemes/."_s);
    const QString phonemes = niqqudPhonemes(pointed, stress);
    m_words.insert(written, phonemes);
    m_pointed.insert(pointed, phonemes);
    if (withoutPoints(pointed) == written)
        m_guess.learn(written, niqqudSounds(pointed));
    return Done {};
}

Outcome HebrewLexicon::addPhrase(const QStringList &written, const QString &reading)
{
    Phrase phrase { wordsOf(reading), {} };
    if (phrase.pointed.size() != written.size() || !std::all_of(written.begin(), written.end(), isHebrewWord))
        return invalid(u"both columns have the same number of Hebrew words."_s);
    for (const QString &pointed : phrase.pointed) {
        phrase.phonemes += pointedWord(pointed).value_or(niqqudPhonemes(pointed));
        m_pointed.insert(pointed, phrase.phonemes.last());
    }
    m_phrases.insert(written.join(u' '), phrase);
    qsizetype &longest = m_longest[written.first()];
    longest = std::max(longest, written.size());
    return Done {};
}

std::optional<QString> HebrewLexicon::word(const QString &unpointed) const
{
    const auto found = m_words.constFind(unpointed);
    return found == m_words.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<QString> HebrewLexicon::pointedWord(const QString &pointed) const
{
    const auto found = m_pointed.constFind(pointed);
    return found == m_pointed.constEnd() ? std::nullopt : std::optional(*found);
}

const HebrewLexicon::Phrase *HebrewLexicon::phraseOf(const QStringList &words, qsizetype first, qsizetype count) const
{
    const auto found = m_phrases.constFind(withoutPoints(words.mid(first, count).join(u' ')));
    if (found == m_phrases.constEnd())
        return nullptr;
    for (qsizetype i = 0; i < count; ++i) {
        if (isPointed(words[first + i]) && words[first + i] != found->pointed[i])
            return nullptr;
    }
    return &*found;
}

QStringList HebrewLexicon::phrase(const QStringList &words, qsizetype first) const
{
    const qsizetype longest = m_longest.value(withoutPoints(words.at(first)));
    for (qsizetype count = std::min(longest, words.size() - first); count > 1; --count) {
        if (const Phrase *phrase = phraseOf(words, first, count))
            return phrase->phonemes;
    }
    return {};
}

QString HebrewLexicon::pointedFormOf(const QString &text) const
{
    return m_forms.value(normalHebrew(text));
}

} // namespace callscope::speech
