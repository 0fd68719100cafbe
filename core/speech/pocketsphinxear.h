#pragma once

#include "core/speech/decodingthread.h"
#include "core/speech/recognizer.h"

#include <chrono>
#include <memory>
#include <vector>

namespace callscope::speech {

struct PocketSphinxSettings
{
    PocketSphinxModel model {};
    int threads = 0; ///< that decode; 0: one less than the machine has cores
    /// Utterances decoded at once by a thread, 110 MB each. One takes a quarter of a 2024 core (decoding takes 0.23 of
    /// the sound's own time), so a fifth would only make all of them late.
    int decodersPerThread = 4;
    std::chrono::milliseconds longestBacklog { 3000 };
};

/// The embedded ear, what all calls share of it: it owns the decoding threads and lives on the thread of the gateway
/// that made it. It has no model in memory before the first utterance or `warmUp()`.
class PocketSphinxEar : public QObject
{
    Q_OBJECT

public:
    explicit PocketSphinxEar(const PocketSphinxSettings &settings = {}, QObject *parent = nullptr);
    ~PocketSphinxEar() override;

    /// Loads in the background; `ready` or `failed` follows.
    void warmUp();
    /// A model is in memory, so that an utterance need not wait for it.
    bool isReady() const { return m_ready; }
    int threads() const { return static_cast<int>(m_threads.size()); }

    /// For one call, on the thread that asks. It may outlive the ear.
    std::unique_ptr<Recognizer> recognizer();

Q_SIGNALS:
    void ready();
    void failed(const callscope::base::Error &error);
    /// An agent's grammar names words that the dictionary has not; its call goes on with free speech.
    void grammarRefused(const callscope::base::Error &error);

private:
    void onLoaded();

    std::chrono::milliseconds m_longestBacklog;
    std::vector<std::shared_ptr<DecodingThread>> m_threads {};
    bool m_ready = false;
};

} // namespace callscope::speech
