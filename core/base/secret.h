#pragma once

#include <QByteArray>
#include <QDebug>

#include <utility>

namespace callscope::base {

/// A credential. It never prints itself; `reveal()` is the one way to its bytes, so that every use can be searched for.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes)
        : m_bytes(std::move(bytes))
    { }

    const QByteArray &reveal() const { return m_bytes; }
    bool isEmpty() const { return m_bytes.isEmpty(); }

private:
    QByteArray m_bytes;
};

inline QDebug operator<<(QDebug debug, const Secret &secret)
{
    return debug << (secret.isEmpty() ? "(none)" : "(secret)");
}

/// Equality of two byte strings in a time that depends on their lengths only.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

/// `count` bytes from the system's cryptographic generator.
QByteArray randomBytes(qsizetype count);

} // namespace callscope::base
