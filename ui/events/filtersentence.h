#pragma once

#include "core/filter/field.h"
#include "core/filter/filtererror.h"

namespace callscope::ui {

/// What is wrong with a filter, in the language of the screen.
QString filterSentence(const filter::FilterError &error);
/// What a field of the filter language means, in the language of the screen.
QString fieldMeaning(const filter::Field &field);

} // namespace callscope::ui
