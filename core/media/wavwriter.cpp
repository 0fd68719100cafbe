#include "core/media/wavwriter.h"

#include <QFileDevice>
#include <QtEndian>

namespace callscope::media {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;

namespace {

constexpr std::int64_t headBytes = 44;
constexpr std::int64_t mostDataBytes = 0xFFFF'FFFFLL - headBytes;
constexpr int sampleBytes = 2;

template <typename T>
void put(QByteArray &bytes, T value)
{
    const T little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

/// The canonical 44 bytes: RIFF, `fmt ` with PCM, `data`.
QByteArray head(int channels, std::int64_t dataBytes)
{
    const auto blockAlign = static_cast<quint16>(channels * sampleBytes);
    QByteArray bytes;
    bytes.reserve(headBytes);
    bytes.append("RIFF", 4);
    put(bytes, static_cast<quint32>(headBytes - 8 + dataBytes));
    bytes.append("WAVEfmt ", 8);
    put(bytes, quint32 { 16 });
    put(bytes, quint16 { 1 });
    put(bytes, static_cast<quint16>(channels));
    put(bytes, quint32 { sampleRate });
    put(bytes, static_cast<quint32>(sampleRate * blockAlign));
    put(bytes, blockAlign);
    put(bytes, quint16 { 8 * sampleBytes });
    bytes.append("data", 4);
    put(bytes, static_cast<quint32>(dataBytes));
    return bytes;
}

QByteArray littleEndian(std::span<const Sample> samples)
{
    QByteArray bytes(std::ssize(samples) * sampleBytes, Qt::Uninitialized);
    qToLittleEndian<Sample>(samples.data(), std::ssize(samples), bytes.data());
    return bytes;
}

} // namespace

WavWriter::WavWriter(QIODevice &device, int channels)
    : m_device(device)
    , m_channels(channels)
{
    Q_ASSERT(channels == 1 || channels == 2);
}

Outcome WavWriter::append(std::span<const Sample> interleaved)
{
    Q_ASSERT(!m_finished && std::ssize(interleaved) % m_channels == 0);
    if (!m_started) {
        if (Outcome begun = writeHead(); !begun)
            return begun;
    }
    const QByteArray bytes = littleEndian(interleaved);
    if (m_dataBytes + bytes.size() > mostDataBytes)
        return Error { ErrorCode::Io,
                       QStringLiteral("The recording has reached the 4 GiB a WAV file can hold; start another file.") };
    if (!write(bytes)) {
        const Outcome failed = failure();
        m_device.seek(headBytes + m_dataBytes); // half a block may have gone out; the next one goes over it
        return failed;
    }
    m_dataBytes += bytes.size();
    m_bytesSinceHead += bytes.size();
    if (m_bytesSinceHead >= std::int64_t { sampleRate } * m_channels * sampleBytes)
        return flush();
    return Done {};
}

Outcome WavWriter::flush()
{
    // The sound goes out before the head that counts it: a kill between the two leaves a head that says too little,
    // never too much.
    auto *file = qobject_cast<QFileDevice *>(&m_device);
    if (file && !file->flush())
        return failure();
    if (Outcome written = writeHead(); !written)
        return written;
    if (file && !file->flush())
        return failure();
    return Done {};
}

Outcome WavWriter::finish()
{
    m_finished = true;
    return flush();
}

std::chrono::milliseconds WavWriter::length() const
{
    return lengthOf(m_dataBytes / (m_channels * sampleBytes));
}

Outcome WavWriter::writeHead()
{
    m_started = true;
    m_bytesSinceHead = 0;
    if (!m_device.seek(0) || !write(head(m_channels, m_dataBytes)) || !m_device.seek(headBytes + m_dataBytes))
        return failure();
    return Done {};
}

bool WavWriter::write(const QByteArray &bytes)
{
    return m_device.write(bytes) == bytes.size();
}

Outcome WavWriter::failure() const
{
    const auto *file = qobject_cast<const QFileDevice *>(&m_device);
    const QString place = file ? file->fileName() : QStringLiteral("its device");
    return Error { ErrorCode::Io,
                   QStringLiteral("Writing the WAV to %1 failed; check the disk's space and rights.").arg(place),
                   m_device.errorString() };
}

} // namespace callscope::media
