#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <optional>

namespace callscope::base {

/// A Twilio SID: two capital letters and 32 hexadecimal digits, checked once, so that it is safe in a path, a log and
/// XML. The two letters give each sort its own type; the empty SID means "not known yet".
template <char First, char Second>
class Sid
{
public:
    Sid() = default;

    static std::optional<Sid> parse(QByteArrayView text)
    {
        if (text.size() != length || text[0] != First || text[1] != Second)
            return std::nullopt;
        for (const char c : text.sliced(2)) {
            const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (!hex)
                return std::nullopt;
        }
        return Sid(text.toByteArray());
    }

    const QByteArray &bytes() const { return m_bytes; }
    QString toString() const { return QString::fromLatin1(m_bytes); }
    bool isEmpty() const { return m_bytes.isEmpty(); }

    friend bool operator==(const Sid &, const Sid &) = default;
    friend auto operator<=>(const Sid &a, const Sid &b) { return a.m_bytes.compare(b.m_bytes) <=> 0; }
    friend size_t qHash(const Sid &sid, size_t seed = 0) { return qHash(sid.m_bytes, seed); }

    static constexpr qsizetype length = 34;

private:
    explicit Sid(QByteArray bytes)
        : m_bytes(std::move(bytes))
    { }

    QByteArray m_bytes;
};

using AccountSid = Sid<'A', 'C'>;
using CallSid = Sid<'C', 'A'>;
using StreamSid = Sid<'M', 'Z'>;
using RecordingSid = Sid<'R', 'E'>;

} // namespace callscope::base
