#include "core/simulate/websocketframes.h"

#include <QStringDecoder>
#include <QtEndian>

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

bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString text = decoder(bytes);
    return !decoder.hasError();
}

Violation violation(const QString &text, int closeCode = 1002)
{
    return Violation { closeCode, text };
}

} // namespace

QByteArray clientFrame(Opcode opcode, QByteArrayView payload, quint32 mask)
{
    QByteArray frame;
    frame.reserve(payload.size() + 14);
    frame += static_cast<char>(finalBit | static_cast<quint8>(opcode));
    const auto length = static_cast<quint64>(payload.size());
    if (length < length16) {
        frame += static_cast<char>(maskBit | length);
    } else if (length <= 0xFFFF) {
        const quint16 big = qToBigEndian(static_cast<quint16>(length));
        frame += static_cast<char>(maskBit | length16);
        frame.append(reinterpret_cast<const char *>(&big), sizeof big);
    } else {
        const quint64 big = qToBigEndian(length);
        frame += static_cast<char>(maskBit | length64);
        frame.append(reinterpret_cast<const char *>(&big), sizeof big);
    }
    const quint32 bigMask = qToBigEndian(mask);
    const auto *key = reinterpret_cast<const char *>(&bigMask);
    frame.append(key, sizeof bigMask);
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame += static_cast<char>(payload[i] ^ key[i % 4]);
    return frame;
}

std::optional<Violation> FrameReader::headViolation(const Head &head, quint64 leastLength) const
{
    const auto first = static_cast<quint8>(m_buffer[0]), second = static_cast<quint8>(m_buffer[1]);
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
    if (m_buffer.size() < 2)
        return std::nullopt;
    const auto first = static_cast<quint8>(m_buffer[0]), second = static_cast<quint8>(m_buffer[1]);
    Head head { (first & finalBit) != 0, static_cast<Opcode>(first & opcodeBits), 0, 2 };
    const auto shortLength = static_cast<quint8>(second & ~maskBit);
    const int extra = shortLength == length16 ? 2 : shortLength == length64 ? 8 : 0;
    head.size += extra;
    if (m_buffer.size() < head.size)
        return std::nullopt;
    const char *bytes = m_buffer.constData() + 2;
    head.length = extra == 0 ? shortLength
        : extra == 2         ? qFromBigEndian<quint16>(bytes)
                             : qFromBigEndian<quint64>(bytes);
    const quint64 least = extra == 0 ? 0 : extra == 2 ? quint64(length16) : quint64(0x10000);
    if (auto wrong = headViolation(head, least))
        return *wrong;
    return head;
}

std::optional<FrameReader::MessageOrViolation> FrameReader::take(const Head &head)
{
    const QByteArray payload = m_buffer.mid(head.size, static_cast<qsizetype>(head.length));
    m_buffer.remove(0, head.size + payload.size());
    if (isControl(head.opcode))
        return WebSocketMessage { head.opcode, payload };
    if (!m_fragments)
        m_fragments = WebSocketMessage { head.opcode, {} };
    m_fragments->payload += payload;
    if (!head.final)
        return std::nullopt;
    WebSocketMessage message = *std::exchange(m_fragments, std::nullopt);
    if (message.opcode == Opcode::Text && !isUtf8(message.payload))
        return violation(u"a text message is not UTF-8"_s, 1007);
    return message;
}

std::optional<FrameReader::MessageOrViolation> FrameReader::next()
{
    while (const auto found = head()) {
        if (const auto *wrong = std::get_if<Violation>(&*found))
            return *wrong;
        const Head &whole = std::get<Head>(*found);
        if (static_cast<quint64>(m_buffer.size() - whole.size) < whole.length)
            break;
        if (auto taken = take(whole))
            return taken;
    }
    return std::nullopt;
}

} // namespace callscope::simulate
