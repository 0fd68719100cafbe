#pragma once

#include <QByteArray>

/// Any bytes as well-formed XML 1.0: what XML cannot hold (control characters) is left out, invalid UTF-8 and
/// U+FFFE/U+FFFF become U+FFFD, everything else comes back out of a parser as it went in.
namespace callscope::twilio {

/// For the text of an element.
QByteArray xmlText(QByteArrayView utf8);
/// For a value between double quotes. Line breaks and tabs are written as references, or a parser would make them
/// blanks.
QByteArray xmlAttribute(QByteArrayView utf8);

} // namespace callscope::twilio
