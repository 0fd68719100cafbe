#pragma once

#include "core/base/result.h"
#include "core/speech/hebrewguess.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace callscope::speech {

/// How Hebrew words sound that are listed: those that ship (resources/hebrew/lexicon.tsv, where the form is described)
/// and those of the user's own file. A value that is only read once it is made, so threads may share it.
class HebrewLexicon
{
public:
    /// The words that ship; made at the first call, some milliseconds.
    static const HebrewLexicon &shipped();

    /// The words that ship and those of the UTF-8 file at `path`, which win. The error names file, line and fix.
    static base::Result<HebrewLexicon> load(const QString &path);

    /// Adds the lines of `text`; the error names `source` and the line.
    base::Outcome add(const QString &text, const QString &source);

    qsizetype size() const { return m_words.size() + m_phrases.size(); }

    /// Phonemes (phonemes.h) of an unpointed word as it is listed, without regard to prefixes.
    std::optional<QString> word(const QString &unpointed) const;
    /// Phonemes of a word that is listed with these very points: its stress may be one that no rule finds.
    std::optional<QString> pointedWord(const QString &pointed) const;

    /// How many of `words` from `first` on are listed together, the longest entry that fits, and how each sounds. The
    /// words may be pointed, but then as in the list. Empty when there are none.
    QStringList phrase(const QStringList &words, qsizetype first) const;

    /// Phonemes of an unpointed word that is not listed, by analogy with those that are.
    QString guess(const QString &unpointed) const { return m_guess.phonemes(unpointed); }

    /// The pointed form of a word or of a whole sentence, as the file has it; empty when it is not listed.
    QString pointedFormOf(const QString &text) const;

private:
    struct Phrase
    {
        QStringList pointed, phonemes;
    };
    base::Outcome addLine(const QString &line);
    base::Outcome addWord(const QString &written, const QString &reading, int stress);
    base::Outcome addPhrase(const QStringList &written, const QString &reading);
    const Phrase *phraseOf(const QStringList &words, qsizetype first, qsizetype count) const;

    QHash<QString, QString> m_words {}; ///< unpointed to phonemes
    QHash<QString, QString> m_pointed {}; ///< pointed to phonemes
    QHash<QString, QString> m_forms {}; ///< unpointed to pointed, words and sentences
    QHash<QString, Phrase> m_phrases {}; ///< unpointed words, joined by spaces
    HebrewGuess m_guess {};
    QHash<QString, qsizetype> m_longest {}; ///< by first word: words of the longest phrase
};

} // namespace callscope::speech
