#pragma once

#include <QString>
#include <QStringList>

namespace callscope::config {

/// How many letters have to be put in, taken out, exchanged or swapped with the next to make `b` of `a`.
int typingDistance(QStringView a, QStringView b);

/// The candidate that `word` was probably meant to be; empty when none is near.
QString closest(const QString &word, const QStringList &candidates);

/// "; did you mean X?", or nothing when no candidate is near.
QString didYouMean(const QString &word, const QStringList &candidates);

} // namespace callscope::config
