#pragma once

#include <QByteArray>

/// RFC 4648 base64 for sound that comes and goes 50 times a second: into memory that is there already.
namespace callscope::media {

/// Characters for `bytes`, padding included.
constexpr qsizetype base64Size(qsizetype bytes)
{
    return (bytes + 2) / 3 * 4;
}

/// Writes base64Size() characters to `to`, and returns the place behind them.
char *encodeBase64(QByteArrayView bytes, char *to);

/// Strict: padded, nothing but the alphabet, no bits beside the bytes. `into` keeps its memory where it can. False:
/// something else.
bool decodeBase64(QByteArrayView text, QByteArray &into);

} // namespace callscope::media
