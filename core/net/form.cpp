#include "core/net/form.h"

#include <algorithm>

namespace callscope::net {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

QByteArray decoded(QByteArrayView text)
{
    if (!text.contains('%') && !text.contains('+'))
        return text.toByteArray();
    QByteArray bytes(text.size(), Qt::Uninitialized); // each byte appended would cost tenfold
    char *end = bytes.data();
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool escape
            = text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0;
        if (escape) {
            *end++ = static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else {
            *end++ = text[i] == '+' ? ' ' : text[i];
        }
    }
    bytes.truncate(end - bytes.constData());
    return bytes;
}

bool staysPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '*' || c == '-'
        || c == '.' || c == '_';
}

void appendEncoded(QByteArray &to, const QByteArray &bytes)
{
    constexpr char digits[] = "0123456789ABCDEF";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == ' ')
            to.append('+');
        else if (staysPlain(c))
            to.append(c);
        else
            to.append('%').append(digits[byte >> 4]).append(digits[byte & 15]);
    }
}

} // namespace

FormFields parseForm(QByteArrayView encoded)
{
    FormFields fields;
    fields.reserve(std::min(static_cast<std::size_t>(encoded.count('&')) + 1, mostFormFields));
    while (!encoded.isEmpty() && fields.size() < mostFormFields) {
        const qsizetype ampersand = encoded.indexOf('&');
        const QByteArrayView field = ampersand < 0 ? encoded : encoded.first(ampersand);
        encoded = ampersand < 0 ? QByteArrayView() : encoded.sliced(ampersand + 1);
        if (field.isEmpty())
            continue;
        const qsizetype equals = field.indexOf('=');
        if (equals < 0)
            fields.emplace_back(decoded(field), QByteArray());
        else
            fields.emplace_back(decoded(field.first(equals)), decoded(field.sliced(equals + 1)));
    }
    return fields;
}

QByteArray encodeForm(const FormFields &fields)
{
    QByteArray encoded;
    for (const auto &[name, value] : fields) {
        if (!encoded.isEmpty())
            encoded.append('&');
        appendEncoded(encoded, name);
        encoded.append('=');
        appendEncoded(encoded, value);
    }
    return encoded;
}

std::optional<QByteArray> formValue(const FormFields &fields, QByteArrayView name)
{
    const auto found
        = std::find_if(fields.begin(), fields.end(), [name](const auto &field) { return field.first == name; });
    return found == fields.end() ? std::nullopt : std::optional(found->second);
}

} // namespace callscope::net
