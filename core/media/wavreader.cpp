#include "core/media/wavreader.h"

#include <QFileInfo>
#include <QtEndian>

#include <algorithm>

namespace callscope::media {

namespace {

using base::Error;
using base::ErrorCode;

constexpr qint64 frameBytes = 2 * sizeof(Sample);
/// Chunks before the sound; a file of nothing but empty ones must not be read to its end.
constexpr int mostChunks = 1000;

/// Where the sound is in a file.
struct Place
{
    qint64 first = 0, bytes = 0;
};

Error notOurs(const QString &path)
{
    return { ErrorCode::InvalidInput,
             QStringLiteral("%1 is no stereo WAV with 16 bit and 8 kHz, which is what Callscope records; "
                            "take the audio.wav of the call's record as it was.")
                 .arg(path) };
}

Error unreadable(const QFile &file)
{
    if (!file.exists())
        return { ErrorCode::NotFound, QStringLiteral("There is no file %1.").arg(file.fileName()) };
    return { ErrorCode::Io, QStringLiteral("%1 cannot be read; check its rights.").arg(file.fileName()),
             file.errorString() };
}

template <typename T>
T littleEndian(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<T>(bytes.constData() + at);
}

bool isOurFormat(const QByteArray &format)
{
    return format.size() >= 16 && littleEndian<quint16>(format, 0) == 1 && littleEndian<quint16>(format, 2) == 2
        && littleEndian<quint32>(format, 4) == sampleRate && littleEndian<quint16>(format, 14) == 16;
}

/// Other programs put chunks of their own around the sound, so that its place has to be looked for.
base::Result<Place> findSound(QFile &file)
{
    const QByteArray riff = file.read(12);
    const bool isWave = riff.startsWith("RIFF") && riff.endsWith("WAVE");
    bool known = false;
    for (int chunk = 0; isWave && chunk < mostChunks; ++chunk) {
        const QByteArray head = file.read(8);
        if (head.size() < 8)
            break;
        const auto size = qint64 { littleEndian<quint32>(head, 4) };
        const qint64 first = file.pos();
        if (head.startsWith("fmt "))
            known = isOurFormat(file.read(std::min<qint64>(size, 64)));
        if (head.startsWith("data") && known)
            return Place { first, std::min(size, file.size() - first) };
        if (!file.seek(first + size + size % 2))
            break;
    }
    return notOurs(file.fileName());
}

} // namespace

base::Result<WavReader> WavReader::open(const QString &path)
{
    WavReader reader;
    reader.m_file = std::make_unique<QFile>(path);
    if (QFileInfo info(path); info.exists() && !info.isFile()) // opening a pipe would wait for a writer
        return notOurs(path);
    if (!reader.m_file->open(QIODevice::ReadOnly))
        return unreadable(*reader.m_file);
    const auto place = findSound(*reader.m_file);
    if (!place)
        return place.error();
    reader.m_first = place->first;
    reader.m_frames = place->bytes / frameBytes;
    return reader;
}

std::int64_t WavReader::read(std::int64_t frame, std::span<Sample> interleaved)
{
    const qint64 wanted = std::min<qint64>(std::ssize(interleaved) / 2, m_frames - frame);
    if (frame < 0 || wanted <= 0 || !m_file->seek(m_first + frame * frameBytes))
        return 0;
    const qint64 bytes = m_file->read(reinterpret_cast<char *>(interleaved.data()), wanted * frameBytes);
    const qint64 count = std::max<qint64>(bytes, 0) / frameBytes;
    qFromLittleEndian<Sample>(interleaved.data(), 2 * count, interleaved.data());
    return count;
}

} // namespace callscope::media
