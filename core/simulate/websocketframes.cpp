#include "core/simulate/websocketframes.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;

constexpr quint8 finalBit = 0x80, reservedBits = 0x70, opcodeBits = 0x0F, maskBit = 0x80;
constexpr quint8 length16 = 126, length64 = 127;
constexpr quint64 maxControl = 125;

bool isControl(Opcode opcode)
{
    return static_cast<quint8>(opcode) & 0x08;
}

bool isKnown(quint8 opcode)
{
    return opcode <= 2 || (opcode >= 8 && opcode <= 10);
}

Violation violation(const QString &text, int closeCode = 1002)
{
    return Violation { closeCode, text };
}

} // namespace

namespace {

/// Writes the head of a masked frame and gives the place behind it.
char *writeHead(char *to, Opcode opcode, quint64 length, quint32 bigMask)
{
    const auto put
        = [&to](const auto &value) { to = std::copy_n(reinterpret_cast<const char *>(&value), sizeof value, to); };
    *to++ = static_cast<char>(finalBit | static_cast<quint8>(opcode));
    *to++ = static_cast<char>(maskBit | (length < length16 ? length : length <= 0xFFFF ? length16 : length64));
    if (length > 0xFFFF)
        put(qToBigEndian(length));
    else if (length >= length16)
        put(qToBigEndian(static_cast<quint16>(length)));
    put(bigMask);
    return to;
}

/// Eight bytes at a time.
void writeMasked(char *to, QByteArrayView payload, quint32 bigMask)
{
    const quint64 wide = quint64 { bigMask } << 32 | bigMask;
    const char *from = payload.data();
    qsizetype left = payload.size();
    for (; left >= qsizetype { sizeof wide }; left -= sizeof wide, from += sizeof wide, to += sizeof wide) {
        quint64 word = 0;
        std::memcpy(&word, from, sizeof word);
        word ^= wide;
        std::memcpy(to, &word, sizeof word);
    }
    const auto *key = reinterpret_cast<const char *>(&bigMask);
    for (qsizetype i = 0; i < left; ++i)
        to[i] = static_cast<char>(from[i] ^ key[i % 4]);
}

} // namespace

void appendClientFrame(QByteArray &to, Opcode opcode, QByteArrayView payload, quint32 mask)
{
    const auto length = static_cast<quint64>(payload.size());
    const quint32 bigMask = qToBigEndian(mask);
    std::array<char, 14> head; // NOLINT(cppcoreguidelines-pro-type-member-init): filled as far as it is used
    to.append(head.data(), writeHead(head.data(), opcode, length, bigMask) - head.data());
    const qsizetype begin = to.size();
    to.resize(begin + payload.size());
    writeMasked(to.data() + begin, payload, bigMask);
}

QByteArray clientFrame(Opcode opcode, QByteArrayView payload, quint32 mask)
{
    QByteArray frame;
    frame.reserve(payload.size() + 14);
    appendClientFrame(frame, opcode, payload, mask);
    return frame;
}

/// In memory that is used again: mostly all before has been read.
void FrameReader::append(QByteArrayView bytes)
{
    if (m_read == m_buffer.size())
        m_buffer.resize(0);
    else if (m_read > 0)
        m_buffer.remove(0, m_read);
    m_read = 0;
    m_buffer += bytes;
}

std::optional<Violation> FrameReader::headViolation(const Head &head, quint64 leastLength) const
{
    const auto first = static_cast<quint8>(unread()[0]), second = static_cast<quint8>(unread()[1]);
    if (first & reservedBits)
        return violation(u"a frame has a reserved bit set (compression was not agreed)"_s);
    if (!isKnown(first & opcodeBits))
        return violation(u"a frame has the unknown opcode %1"_s.arg(first & opcodeBits));
    if (second & maskBit)
        return violation(u"a frame from the server is masked"_s);
    if (head.length < leastLength)
        return violation(u"a frame's length is not written in the shortest form"_s);
    if (isControl(head.opcode) && !head.final)
        return violation(u"a control frame is fragmented"_s);
    if (isControl(head.opcode) && head.length > maxControl)
        return violation(u"a control frame has %1 bytes, more than 125"_s.arg(head.length));
    const quint64 waiting = m_fragments ? static_cast<quint64>(m_fragments->payload.size()) : 0;
    if (head.length > maxMessage || waiting + head.length > maxMessage)
        return violation(u"a message is over %1 bytes"_s.arg(maxMessage), 1009);
    if (head.opcode == Opcode::Continuation && !m_fragments)
        return violation(u"a continuation frame continues nothing"_s);
    if (head.opcode != Opcode::Continuation && !isControl(head.opcode) && m_fragments)
        return violation(u"a new message begins inside a fragmented one"_s);
    return std::nullopt;
}

std::optional<FrameReader::HeadOrViolation> FrameReader::head() const
{
    const QByteArrayView bytes = unread();
    if (bytes.size() < 2)
        return std::nullopt;
    const auto first = static_cast<quint8>(bytes[0]), second = static_cast<quint8>(bytes[1]);
    Head head { (first & finalBit) != 0, static_cast<Opcode>(first & opcodeBits), 0, 2 };
    const auto shortLength = static_cast<quint8>(second & ~maskBit);
    const int extra = shortLength == length16 ? 2 : shortLength == length64 ? 8 : 0;
    head.size += extra;
    if (bytes.size() < head.size)
        return std::nullopt;
    const char *length = bytes.data() + 2;
    head.length = extra == 0 ? shortLength
        : extra == 2         ? qFromBigEndian<quint16>(length)
                             : qFromBigEndian<quint64>(length);
    const quint64 least = extra == 0 ? 0 : extra == 2 ? quint64(length16) : quint64(0x10000);
    if (auto wrong = headViolation(head, least))
        return *wrong;
    return head;
}

std::optional<FrameReader::MessageOrViolation> FrameReader::take(const Head &head)
{
    WebSocketMessage message { head.opcode, unread().sliced(head.size, static_cast<qsizetype>(head.length)) };
    m_read += head.size + message.payload.size();
    if (isControl(head.opcode))
        return message;
    if (m_fragments || !head.final) {
        if (!m_fragments)
            m_fragments = Fragments { head.opcode, {} };
        m_fragments->payload += message.payload;
        if (!head.final)
            return std::nullopt;
        message.opcode = m_fragments->opcode;
        m_whole = std::exchange(m_fragments, std::nullopt)->payload;
        message.payload = m_whole;
    }
    if (message.opcode == Opcode::Text && !message.payload.isValidUtf8())
        return violation(u"a text message is not UTF-8"_s, 1007);
    return message;
}

std::optional<FrameReader::MessageOrViolation> FrameReader::next()
{
    while (const auto found = head()) {
        if (const auto *wrong = std::get_if<Violation>(&*found))
            return *wrong;
        const Head &whole = std::get<Head>(*found);
        if (static_cast<quint64>(unread().size() - whole.size) < whole.length)
            break;
        if (auto taken = take(whole))
            return taken;
    }
    return std::nullopt;
}

} // namespace callscope::simulate
