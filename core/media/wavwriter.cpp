#include "core/media/wavwriter.h"

#include "core/media/wavhead.h"

#include <QFileDevice>
#include <QtEndian>

namespace callscope::media {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;

namespace {

constexpr std::int64_t mostDataBytes = 0xFFFF'FFFFLL - wavHeadBytes;
constexpr int sampleBytes = 2;
/// Sound that may stand in the file and not in its head yet, or not even in the file.
constexpr std::int64_t samplesBetweenFlushes = sampleRate / 4;

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
    if (Outcome begun = begin(); !begun)
        return begun;
    const QByteArray bytes = littleEndian(interleaved);
    if (m_dataBytes + bytes.size() > mostDataBytes)
        return Error { ErrorCode::Io,
                       QStringLiteral("The recording has reached the 4 GiB a WAV file can hold; start another file.") };
    if (!write(bytes)) {
        const Outcome failed = failure();
        m_device.seek(wavHeadBytes + m_dataBytes); // half a block may have gone out; the next one goes over it
        return failed;
    }
    m_dataBytes += bytes.size();
    m_bytesSinceHead += bytes.size();
    if (m_bytesSinceHead >= samplesBetweenFlushes * m_channels * sampleBytes)
        (void)flush(); // the sound is in: a head that counts too little is mended when the file is closed, or opened
                       // again
    return Done {};
}

Outcome WavWriter::skip(std::int64_t samples)
{
    Q_ASSERT(!m_finished && samples % m_channels == 0);
    if (Outcome begun = begin(); !begun)
        return begun;
    const std::int64_t bytes = m_dataBytes + samples * sampleBytes;
    auto *file = qobject_cast<QFileDevice *>(&m_device);
    if (bytes > mostDataBytes || !file || !file->flush() || !file->resize(wavHeadBytes + bytes)
        || !file->seek(wavHeadBytes + bytes))
        return failure();
    m_dataBytes = bytes;
    return Done {};
}

Outcome WavWriter::begin()
{
    return m_started ? Outcome(Done {}) : writeHead();
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
    m_bytesSinceHead = 0;
    if (!m_device.seek(0) || !write(wavHead({ m_channels, m_dataBytes })) || !m_device.seek(wavHeadBytes + m_dataBytes))
        return failure();
    m_started = true;
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
