#include "core/media/wavrepair.h"

#include "core/media/wavhead.h"

#include <QFile>

#include <algorithm>

namespace callscope::media {

namespace {

using base::Error;
using base::ErrorCode;

Error failure(const QFile &file, ErrorCode code, const QString &reason)
{
    return { code, QStringLiteral("The sound %1 cannot be mended: %2.").arg(file.fileName(), reason),
             file.errorString() };
}

} // namespace

base::Result<bool> mendWav(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return failure(file, ErrorCode::NotFound, QStringLiteral("there is no such file"));
    if (!file.open(QIODevice::ReadWrite))
        return failure(file, ErrorCode::Io, QStringLiteral("it cannot be opened"));
    const QByteArray bytes = file.read(wavHeadBytes);
    const auto head = bytes.isEmpty() ? WavHead { 2, 0 } : readWavHead(bytes); // ended before it wrote anything
    if (!head)
        return failure(file, ErrorCode::InvalidInput, QStringLiteral("it is no WAV that Callscope wrote"));
    const qint64 there = std::max<qint64>(0, file.size() - wavHeadBytes);
    const qint64 whole = there - there % (head->channels * qint64 { sizeof(Sample) });
    if (!bytes.isEmpty() && whole == head->dataBytes && whole == there)
        return false;
    const QByteArray mended = wavHead({ head->channels, whole });
    if (!file.resize(wavHeadBytes + whole) || !file.seek(0) || file.write(mended) != mended.size() || !file.flush())
        return failure(file, ErrorCode::Io, QStringLiteral("it cannot be written"));
    return true;
}

} // namespace callscope::media
