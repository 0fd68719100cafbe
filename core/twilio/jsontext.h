#pragma once

#include <QByteArray>

/// JSON written by hand where the order of members matters, which QJsonObject sorts away.
namespace callscope::twilio {

/// A JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
QByteArray jsonString(QByteArrayView utf8);

} // namespace callscope::twilio
