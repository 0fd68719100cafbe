#pragma once

#include "core/speech/decoderpool.h"
#include "core/speech/workthread.h"

#include <atomic>

namespace callscope::speech {

/// One thread that decodes, with its decoders; shared by the ear and the recognizers of the calls that are served here,
/// joined when the last of them is gone.
class DecodingThread
{
public:
    DecodingThread(const PocketSphinxModel &model, int decoders)
        : m_pool(model, decoders)
        , m_thread(QStringLiteral("decoding"))
    {
        m_thread.host(&m_pool);
    }

    DecoderPool &pool() { return m_pool; }
    WorkThread &thread() { return m_thread; }

    void enter() { ++m_calls; }
    void leave() { --m_calls; }
    int calls() const { return m_calls; }

private:
    DecoderPool m_pool; ///< outlives the thread, and so all sessions
    WorkThread m_thread;
    std::atomic<int> m_calls = 0;
};

} // namespace callscope::speech
