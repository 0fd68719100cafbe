#pragma once

#include <QByteArray>

namespace callscope::ui {

/// One JSON value on many lines: order, numbers and strings stay as they are, byte for byte.
QByteArray prettyJson(QByteArrayView json);

} // namespace callscope::ui
