#pragma once

#include "core/base/ids.h"
#include "core/media/stereotrack.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace callscope::store {

/// Pieces of sound on their way from the thread of calls to a writing one, copied into batches whose memory is used
/// again: a frame costs no allocation. Both threads may call it.
class SoundQueue
{
public:
    struct Piece
    {
        media::Lane lane = media::Lane::Left;
        base::CallSid call;
        qint64 position = 0;
        std::size_t size = 0; ///< in samples
    };
    class Batch
    {
    public:
        /// Calls `file` with each piece and its samples, in their order.
        template <typename File>
        void each(File file) const
        {
            auto next = m_samples.begin();
            for (const Piece &piece : m_pieces) {
                const auto end = next + static_cast<std::ptrdiff_t>(piece.size);
                file(piece, std::span<const media::Sample>(next, end));
                next = end;
            }
        }

    private:
        friend class SoundQueue;
        std::vector<Piece> m_pieces {};
        media::Samples m_samples {};
    };
    enum class Added {
        Refused, ///< there are `longest` already
        Joined, ///< it goes with others
        Began, ///< a new batch: somebody has to take one
    };

    /// Of pieces that wait.
    explicit SoundQueue(std::size_t longest);

    Added add(media::Lane lane, const base::CallSid &call, qint64 position, std::span<const media::Sample> samples);
    /// What is added from now on goes into a batch of its own.
    void closeBatch();
    /// The oldest batch, which takes no more; to be given back.
    std::unique_ptr<Batch> take();
    void giveBack(std::unique_ptr<Batch> batch);

private:
    void open();

    std::mutex m_mutex {};
    std::size_t m_longest;
    std::size_t m_waiting = 0; ///< pieces, until they are given back
    std::vector<std::unique_ptr<Batch>> m_batches {}; ///< the oldest first
    std::vector<std::unique_ptr<Batch>> m_unused {};
    bool m_isOpen = false; ///< the newest batch takes more
};

} // namespace callscope::store
