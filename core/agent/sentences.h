#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace callscope::agent {

/// The sentences of a text, each trimmed and with its own punctuation; none for an empty text. A sentence ends at
/// . ? ! … ؟ or the Hebrew sof pasuq before a space, or at a line break; not in 3.5, after "Dr.",
/// after an initial or after the one digit that a sentence begins with.
QStringList sentences(const QString &text);

/// Behind the sentence that begins at `from`, its punctuation and its closing quotes; none while it may go on behind
/// the text's end, because the space or line break that would tell has not come.
std::optional<qsizetype> sentenceEnd(const QString &text, qsizetype from);

} // namespace callscope::agent
