#pragma once

#include "core/base/result.h"
#include "core/speech/espeakthread.h"
#include "core/speech/synthesizer.h"

#include <memory>
#include <optional>

namespace callscope::speech {

/// The embedded voice, what all calls share of it: it owns the thread that speaks, one for the process because
/// espeak-ng has global state. It may be used from any thread; espeak-ng itself starts with the first sentence.
class EspeakVoice
{
public:
    /// Hebrew is read with `lexicon`, or with the words that ship.
    explicit EspeakVoice(std::optional<HebrewLexicon> lexicon = {});

    /// Reads the words that ship in the background; otherwise the first Hebrew sentence waits for them (some 80 ms,
    /// 5 MB).
    void prepareHebrew();

    /// For one call, on the thread that asks. It may outlive the voice.
    std::unique_ptr<Synthesizer> synthesizer();

    /// Raw µ-law, 8 kHz; waits for its turn and then some milliseconds, so not for a gateway thread.
    base::Result<QByteArray> synthesize(const QString &text, const QString &language);

private:
    std::shared_ptr<EspeakThread> m_thread;
};

} // namespace callscope::speech
