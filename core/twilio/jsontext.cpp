#include "core/twilio/jsontext.h"

#include <QString>

namespace callscope::twilio {

QByteArray jsonString(QByteArrayView utf8)
{
    constexpr char digits[] = "0123456789abcdef";
    QByteArray quoted = QByteArrayLiteral("\"");
    for (const char c : QString::fromUtf8(utf8).toUtf8()) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            quoted.append('\\').append(c);
        else if (byte < 0x20)
            quoted.append("\\u00").append(digits[byte >> 4]).append(digits[byte & 15]);
        else
            quoted.append(c);
    }
    return quoted.append('"');
}

} // namespace callscope::twilio
