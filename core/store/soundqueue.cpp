#include "core/store/soundqueue.h"

#include <utility>

namespace callscope::store {

namespace {

/// Of a batch: about 200 frames.
constexpr std::size_t fullSamples = 32 * 1024;
/// Batches that are kept for later; a rush of more has to give its memory back.
constexpr std::size_t mostUnused = 8;

} // namespace

SoundQueue::SoundQueue(std::size_t longest)
    : m_longest(longest)
{ }

SoundQueue::Added SoundQueue::add(media::Lane lane, const base::CallSid &call, qint64 position,
                                  std::span<const media::Sample> samples)
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting >= m_longest)
        return Added::Refused;
    const bool joins = m_isOpen && m_batches.back()->m_samples.size() + samples.size() <= fullSamples;
    if (!joins)
        open();
    Batch &batch = *m_batches.back();
    batch.m_pieces.push_back({ lane, call, position, samples.size() });
    batch.m_samples.insert(batch.m_samples.end(), samples.begin(), samples.end());
    ++m_waiting;
    return joins ? Added::Joined : Added::Began;
}

void SoundQueue::open()
{
    if (m_unused.empty()) {
        m_batches.push_back(std::make_unique<Batch>());
    } else {
        m_batches.push_back(std::move(m_unused.back()));
        m_unused.pop_back();
    }
    m_isOpen = true;
}

void SoundQueue::closeBatch()
{
    const std::lock_guard lock(m_mutex);
    m_isOpen = false;
}

std::unique_ptr<SoundQueue::Batch> SoundQueue::take()
{
    const std::lock_guard lock(m_mutex);
    std::unique_ptr<Batch> oldest = std::move(m_batches.front());
    m_batches.erase(m_batches.begin());
    m_isOpen = m_isOpen && !m_batches.empty();
    return oldest;
}

void SoundQueue::giveBack(std::unique_ptr<Batch> batch)
{
    const std::lock_guard lock(m_mutex);
    m_waiting -= batch->m_pieces.size();
    batch->m_pieces.clear();
    batch->m_samples.clear();
    if (m_unused.size() < mostUnused)
        m_unused.push_back(std::move(batch));
}

} // namespace callscope::store
