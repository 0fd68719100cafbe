#include "core/speech/riffbody.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace callscope::speech {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr qsizetype riffBytes = 12, chunkHeadBytes = 8, formatBytes = 16;
constexpr qsizetype largestHead = 64 * 1024;

template <typename T>
T numberAt(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<T>(bytes.constData() + at);
}

RiffFormat formatAt(const QByteArray &bytes, qsizetype at)
{
    return { numberAt<quint16>(bytes, at), numberAt<quint16>(bytes, at + 2),
             static_cast<int>(numberAt<quint32>(bytes, at + 4)), numberAt<quint16>(bytes, at + 14) };
}

bool mayBeRiff(const QByteArray &bytes)
{
    const QByteArrayView start = QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), riffBytes));
    const QByteArrayView kind = start.sliced(std::min<qsizetype>(start.size(), 8));
    return QByteArrayView("RIFF").startsWith(start.first(std::min<qsizetype>(start.size(), 4)))
        && QByteArrayView("WAVE").startsWith(kind);
}

Error damaged(const QString &what)
{
    return { ErrorCode::Protocol, QStringLiteral("The sound came as a WAV that %1.").arg(what) };
}

} // namespace

Result<QByteArray> RiffBody::take(QByteArrayView bytes)
{
    m_held.append(bytes);
    if (m_place == Place::Start) {
        if (!mayBeRiff(m_held)) {
            m_place = Place::Sound;
        } else if (m_held.size() >= riffBytes) {
            m_held.remove(0, riffBytes);
            m_place = Place::Head;
        }
    }
    if (m_place == Place::Head) {
        if (const base::Outcome read = readHead(); !read)
            return read.error();
    }
    return m_place == Place::Sound ? sound() : QByteArray();
}

/// Chunk by chunk until `data` begins or the bytes end.
base::Outcome RiffBody::readHead()
{
    while (m_held.size() >= chunkHeadBytes) {
        const QByteArray name = m_held.left(4);
        const qint64 size = numberAt<quint32>(m_held, 4);
        if (name == "data") {
            if (!m_format)
                return damaged(QStringLiteral("does not tell its format"));
            m_held.remove(0, chunkHeadBytes);
            // Who streams does not know the size when it writes the head, and says none or all.
            m_left = size == 0 || size >= 0x7FFFFFFF ? -1 : size;
            m_place = Place::Sound;
            break;
        }
        if (size > largestHead)
            return damaged(QStringLiteral("has a head without an end"));
        const qsizetype whole = chunkHeadBytes + size + size % 2;
        if (m_held.size() < whole)
            break;
        if (name == "fmt " && size >= formatBytes)
            m_format = formatAt(m_held, chunkHeadBytes);
        m_held.remove(0, whole);
    }
    return base::Done {};
}

QByteArray RiffBody::sound()
{
    QByteArray bytes = std::exchange(m_held, {});
    if (m_left < 0)
        return bytes;
    bytes.truncate(std::min<qint64>(bytes.size(), m_left));
    m_left -= bytes.size();
    if (m_left == 0)
        m_place = Place::Behind;
    return bytes;
}

Result<QByteArray> RiffBody::end()
{
    if (m_place == Place::Head)
        return damaged(QStringLiteral("ends within its head"));
    return m_place == Place::Start ? std::exchange(m_held, {}) : QByteArray();
}

} // namespace callscope::speech
