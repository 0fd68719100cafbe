#pragma once

#include <QStringList>

namespace callscope::filter {

/// The candidate that `word` was probably meant to be: a few letters differ, or it is the last part of it. Empty when
/// none is near.
QString nearest(QStringView word, const QStringList &candidates);

} // namespace callscope::filter
