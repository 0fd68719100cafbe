#pragma once

#include "core/filter/expression.h"
#include "core/filter/row.h"

#include <functional>

namespace callscope::filter {

using Predicate = std::function<bool(const Row &row)>;

/// The expression as a function. It keeps nothing that changes, so that any number of threads may call it at a time.
Predicate compile(const Expression &expression);

} // namespace callscope::filter
