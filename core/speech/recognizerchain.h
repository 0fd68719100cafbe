#pragma once

#include "core/base/clock.h"
#include "core/provider/health.h"
#include "core/speech/recognizer.h"

#include <chrono>
#include <deque>
#include <memory>
#include <vector>

namespace callscope::speech {

/// One link: who hears, and how long its final text may take once the utterance is over; 0: as long as the call waits.
struct RecognizerLink
{
    std::unique_ptr<Recognizer> recognizer;
    std::chrono::milliseconds finalWithin { 1500 };
};

/// Recognizers of one call, in the order of the configuration, behind the face of one: when the one that works fails or
/// keeps its final text back, the next takes over in the same turn, and all that was heard of the utterances in
/// progress is played to it again. Behind the last there is nobody: after a fault that may pass it hears an utterance
/// once more, and it may take as long as the call waits. A final text that does not come is the last partial, when
/// there was one. `failed` is told when nobody is left; who rests by then does not begin the next utterance. Lives on
/// the call's thread.
class RecognizerChain final : public Recognizer
{
    Q_OBJECT

public:
    /// Sound of an utterance that is kept to be played again, in samples: half a minute. What an utterance has beyond
    /// is told to nobody anew.
    static constexpr qsizetype longestReplay = 30 * 8000;

    /// At least one link. `health` is shared by all calls; `clock` must outlive the chain.
    RecognizerChain(std::vector<RecognizerLink> links, std::shared_ptr<provider::Health> health,
                    const base::Clock &clock);
    ~RecognizerChain() override;

    QString provider() const override;
    void useGrammar(const QByteArray &jsgf) override;
    void warmUp() override;
    void begin(int utterance) override;
    void feed(std::span<const qint16> samples) override;
    void finish() override;
    void cancel() override;
    void tick() override;

private:
    /// An utterance without a final text.
    struct Open
    {
        int utterance = 0;
        std::vector<qint16> sound {};
        bool isFinished = false;
        bool wasRepeated = false; ///< to the last link
        Transcript lastPartial {};
    };

    void connectLink(std::size_t index);
    void takePartial(std::size_t from, int utterance, const Transcript &transcript);
    void takeFinal(std::size_t from, int utterance, const Transcript &transcript);
    void takeFailure(std::size_t from, int utterance, const base::Error &error);
    void giveUpWaiting();
    bool mayRepeat(const base::Error &why) const;
    void switchFrom(const base::Error &why);
    void replay();
    void loseAll(const base::Error &why);
    void chooseHealthy();
    std::optional<std::size_t> next() const;
    void waitForFinal();
    std::deque<Open>::iterator openOf(int utterance);
    Recognizer &current() { return *m_links[m_current].recognizer; }

    std::vector<RecognizerLink> m_links;
    std::shared_ptr<provider::Health> m_health;
    const base::Clock &m_clock;
    std::size_t m_current = 0;
    std::deque<Open> m_open {}; ///< oldest first; only the last may be unfinished
    std::optional<base::Monotonic> m_waitUntil {}; ///< for the final text of the oldest
};

} // namespace callscope::speech
