#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace callscope::agent {

/// A phrase as words alone: lower case, one space between words, nothing but letters, digits and inner apostrophes.
/// Two phrases that sound alike to the ear compare equal, and nothing of JSGF's own signs is left.
QString plainWords(const QString &phrase);

/// A JSGF grammar (V1.0, UTF-8) with one public rule that is any of the phrases, each put through `plainWords`; doubles
/// and phrases without a word are left out. Empty when no phrase is left.
QByteArray jsgfOf(const QStringList &phrases);

} // namespace callscope::agent
