#pragma once

#include <QString>
#include <QStringList>

namespace callscope::agent {

/// The sentences of a text, each trimmed and with its own punctuation; none for an empty text. A sentence ends at
/// . ? ! … or the Hebrew sof pasuq before a space, or at a line break; not in 3.5, after "Dr." or after an initial.
QStringList sentences(const QString &text);

} // namespace callscope::agent
