#pragma once

#include "core/filter/field.h"

namespace callscope::filter {

/// What may be put at a place of an expression that is being typed: one of `candidates` instead of the `length`
/// characters from `start` on.
struct Completion
{
    qsizetype start = 0, length = 0;
    QStringList candidates {}; ///< those that begin as typed first, then those that contain it
    bool isNarrow = false; ///< what was typed so far rules most things out, so that the list is worth showing unasked
};

/// Proposals for what stands before `cursor`: fields, operators that fit the field, values that the field can have.
Completion completionAt(const QString &text, qsizetype cursor, const Vocabulary &vocabulary);

} // namespace callscope::filter
