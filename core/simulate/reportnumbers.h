#pragma once

#include "core/simulate/delaytally.h"

#include <QJsonObject>
#include <QString>

/// Times as reports write them.
namespace callscope::simulate {

/// To a microsecond.
double inMilliseconds(std::chrono::nanoseconds time);
/// For people: under 10 ms with one decimal.
QString millisecondText(std::chrono::nanoseconds time);
/// "p50 0.4 ms, p99 1.2 ms, max 3.0 ms".
QString percentilesText(const DelayTally &tally);
QJsonObject percentilesJson(const DelayTally &tally);

} // namespace callscope::simulate
