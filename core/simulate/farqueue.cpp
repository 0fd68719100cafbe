#include "core/simulate/farqueue.h"

#include "core/media/mulaw.h"

#include <algorithm>

namespace callscope::simulate {

namespace {

constexpr qsizetype capacityBytes = media::samplesIn(FarQueue::capacity);

} // namespace

bool FarQueue::append(QByteArrayView mulaw)
{
    const qsizetype taken = std::min(mulaw.size(), capacityBytes - soundBytes());
    if (m_begin > 0 && m_begin >= soundBytes()) { // seldom, and little is moved
        m_sound.remove(0, m_begin);
        m_begin = 0;
    }
    m_sound += mulaw.first(taken);
    return taken == mulaw.size();
}

std::vector<QByteArray> FarQueue::mark(const QByteArray &name)
{
    if (isEmpty() && !m_playing)
        return { name };
    m_marks.push_back({ name, m_played + soundBytes() });
    return {};
}

std::vector<QByteArray> FarQueue::clear()
{
    std::vector<QByteArray> names;
    for (Mark &mark : m_marks)
        names.push_back(std::move(mark.name));
    m_marks.clear();
    m_sound.clear();
    m_begin = 0;
    m_playing = false;
    return names;
}

FarQueue::Played FarQueue::play(int samples)
{
    Played played;
    for (; !m_marks.empty() && m_marks.front().at <= m_played; m_marks.pop_front())
        played.marks.push_back(std::move(m_marks.front().name));
    const qsizetype taken = std::min<qsizetype>(samples, soundBytes());
    m_piece.resize(samples);
    std::copy_n(m_sound.constData() + m_begin, taken, m_piece.data());
    std::fill(m_piece.data() + taken, m_piece.data() + samples, media::muLawSilence);
    m_begin += taken;
    m_played += taken;
    m_playing = taken > 0;
    played.mulaw = m_piece;
    played.soundBytes = static_cast<int>(taken);
    return played;
}

std::chrono::milliseconds FarQueue::queued() const
{
    return media::lengthOf(soundBytes());
}

} // namespace callscope::simulate
