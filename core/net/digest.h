#pragma once

#include <QByteArray>

#include <initializer_list>

/// By OpenSSL, which uses what the processor has for it: Qt's own takes several times as long.
namespace callscope::net {

/// 32 bytes over the parts one behind the other.
QByteArray sha256(std::initializer_list<QByteArrayView> parts);
/// 20 bytes over the parts one behind the other (RFC 2104).
QByteArray hmacSha1(QByteArrayView key, std::initializer_list<QByteArrayView> parts);

} // namespace callscope::net
