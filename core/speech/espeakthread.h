#pragma once

#include "core/speech/espeakengine.h"
#include "core/speech/workthread.h"

namespace callscope::speech {

/// The one thread that speaks, with its engine; shared by the voice and the synthesizers of all calls, joined when the
/// last of them is gone.
class EspeakThread
{
public:
    explicit EspeakThread(std::optional<HebrewLexicon> lexicon)
        : m_engine(std::move(lexicon))
        , m_thread(QStringLiteral("espeak"))
    {
        m_thread.host(&m_engine);
    }

    EspeakEngine &engine() { return m_engine; }
    WorkThread &thread() { return m_thread; }

private:
    EspeakEngine m_engine; ///< outlives the thread, and so all sessions
    WorkThread m_thread;
};

} // namespace callscope::speech
