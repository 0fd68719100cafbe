#include "core/media/wavhead.h"

#include <QtEndian>

namespace callscope::media {

namespace {

constexpr int sampleBytes = sizeof(Sample);

template <typename T>
void put(QByteArray &bytes, T value)
{
    const T little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

} // namespace

QByteArray wavHead(const WavHead &head)
{
    const auto blockAlign = static_cast<quint16>(head.channels * sampleBytes);
    QByteArray bytes;
    bytes.reserve(wavHeadBytes);
    bytes.append("RIFF", 4);
    put(bytes, static_cast<quint32>(wavHeadBytes - 8 + head.dataBytes));
    bytes.append("WAVEfmt ", 8);
    put(bytes, quint32 { 16 });
    put(bytes, quint16 { 1 });
    put(bytes, static_cast<quint16>(head.channels));
    put(bytes, static_cast<quint32>(head.sampleRate));
    put(bytes, static_cast<quint32>(head.sampleRate * blockAlign));
    put(bytes, blockAlign);
    put(bytes, quint16 { 8 * sampleBytes });
    bytes.append("data", 4);
    put(bytes, static_cast<quint32>(head.dataBytes));
    return bytes;
}

std::optional<WavHead> readWavHead(const QByteArray &bytes)
{
    if (bytes.size() != wavHeadBytes)
        return std::nullopt;
    const WavHead head { qFromLittleEndian<quint16>(bytes.constData() + 22),
                         qFromLittleEndian<quint32>(bytes.constData() + 40) };
    const bool isOurs = (head.channels == 1 || head.channels == 2) && bytes == wavHead(head);
    return isOurs ? std::optional(head) : std::nullopt;
}

} // namespace callscope::media
