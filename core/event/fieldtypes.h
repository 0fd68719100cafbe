#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

/// The types of fields beside text and numbers; what reads and writes events knows each of them.
namespace callscope::event {

using Milliseconds = std::chrono::milliseconds;
/// Name and value pairs in received order: webhook or stream parameters.
using Parameters = std::vector<std::pair<QString, QString>>;

} // namespace callscope::event
