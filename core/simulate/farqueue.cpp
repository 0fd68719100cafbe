#include "core/simulate/farqueue.h"

#include "core/media/mulaw.h"

#include <algorithm>
#include <utility>

namespace callscope::simulate {

namespace {

constexpr qsizetype capacityBytes = media::samplesIn(FarQueue::capacity);

} // namespace

bool FarQueue::append(QByteArrayView mulaw)
{
    const qsizetype taken = std::min(mulaw.size(), capacityBytes - m_soundBytes);
    if (taken > 0)
        m_items.push_back({ mulaw.first(taken).toByteArray(), false });
    m_soundBytes += taken;
    return taken == mulaw.size();
}

std::vector<QByteArray> FarQueue::mark(const QByteArray &name)
{
    if (m_items.empty() && !m_playing)
        return { name };
    m_items.push_back({ name, true });
    return {};
}

std::vector<QByteArray> FarQueue::clear()
{
    std::vector<QByteArray> marks = std::exchange(m_passedMarks, {});
    for (Item &item : m_items) {
        if (item.isMark)
            marks.push_back(std::move(item.bytes));
    }
    m_items.clear();
    m_soundBytes = 0;
    m_offset = 0;
    m_playing = false;
    return marks;
}

void FarQueue::playInto(QByteArray &piece, qsizetype samples)
{
    const QByteArray &sound = m_items.front().bytes;
    const qsizetype taken = std::min(samples - piece.size(), sound.size() - m_offset);
    piece += QByteArrayView(sound).sliced(m_offset, taken);
    m_offset += taken;
    m_soundBytes -= taken;
    if (m_offset == sound.size()) {
        m_items.pop_front();
        m_offset = 0;
    }
}

void FarQueue::passLeadingMarks()
{
    while (!m_items.empty() && m_items.front().isMark) {
        m_passedMarks.push_back(std::move(m_items.front().bytes));
        m_items.pop_front();
    }
}

FarQueue::Played FarQueue::play(int samples)
{
    Played played;
    passLeadingMarks();
    played.marks = std::exchange(m_passedMarks, {});
    while (!m_items.empty() && played.mulaw.size() < samples) {
        playInto(played.mulaw, samples);
        passLeadingMarks();
    }
    played.soundBytes = static_cast<int>(played.mulaw.size());
    played.mulaw.append(samples - played.mulaw.size(), media::muLawSilence);
    m_playing = played.soundBytes > 0;
    return played;
}

std::chrono::milliseconds FarQueue::queued() const
{
    return media::lengthOf(m_soundBytes);
}

} // namespace callscope::simulate
