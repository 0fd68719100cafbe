#pragma once

#include <QString>
#include <QVarLengthArray>

#include <variant>

namespace callscope::filter {

/// One value of a field: text, or a number; times are numbers of milliseconds.
using Value = std::variant<QString, double>;
/// All that a row has for a field; empty when it does not have it.
using Values = QVarLengthArray<Value, 8>;

} // namespace callscope::filter
