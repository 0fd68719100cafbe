#pragma once

#include <QString>
#include <QStringList>

namespace callscope::speech {

/// A sentence as a remote voice has to be given it: without Markdown, emoji, control and format characters and Hebrew
/// cantillation; niqqud stays, since there are voices that read it. Blanks are single. Empty: there is nothing to say.
QString cloudText(const QString &text);

/// How a service counts the length of a text.
enum class TextMeasure {
    Letters, ///< UTF-16 units, which is never less than characters
    Bytes, ///< of UTF-8
};

/// `text` in pieces of at most `longest` each, cut behind a sentence, else between words, else (never within a
/// character or before a mark that belongs to one) where it has to be. `longest` has room for a character with its
/// marks.
QStringList cloudPieces(const QString &text, qsizetype longest, TextMeasure measure);

} // namespace callscope::speech
