#pragma once

#include "core/base/clock.h"
#include "core/provider/health.h"
#include "core/speech/synthesizer.h"

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace callscope::speech {

/// One link: who speaks.
struct SynthesizerLink
{
    std::unique_ptr<Synthesizer> synthesizer;
    /// How long the first sound of a sentence may take, and every further piece of it, when there is somebody else to
    /// speak it; 0: as long as it wants.
    std::chrono::milliseconds soundWithin { 2500 };
    /// It has some sentences only (recordings): NotFound is no fault, and the next link has the sentence.
    bool isSelective = false;
};

/// Synthesizers of one call, in the order of the configuration, behind the face of one: when the one that works fails
/// or falls silent, the next takes over in the same turn, with every sentence that has not been spoken to its end, from
/// its beginning: a caller rather hears half a sentence twice than not at all. The last is asked once more for a
/// sentence of which there was no sound, when the fault may pass. Sound comes out in the order of the
/// requests, whoever makes it. Lives on the call's thread.
class SynthesizerChain final : public Synthesizer
{
    Q_OBJECT

public:
    /// At least one link. `health` is shared by all calls; `clock` must outlive the chain.
    SynthesizerChain(std::vector<SynthesizerLink> links, std::shared_ptr<provider::Health> health,
                     const base::Clock &clock);
    ~SynthesizerChain() override;

    /// Whoever made the last sound.
    QString provider() const override;
    void warmUp() override;
    void speak(int request, const QString &text, const QString &language) override;
    void cancel() override;
    void tick() override;

private:
    /// A sentence that has not been spoken to its end.
    struct Open
    {
        int request = 0;
        QString text, language;
        std::size_t link = 0;
        std::vector<QByteArray> sound {}; ///< made, and waiting for those before it
        bool isFinished = false;
        bool hasSound = false;
        bool wasRepeated = false;
        std::optional<base::Error> lost {};
    };

    void connectLink(std::size_t index);
    void takeAudio(std::size_t from, int request, const QByteArray &mulaw);
    void takeFinished(std::size_t from, int request);
    void takeFailure(std::size_t from, int request, const base::Error &error);
    void giveUpWaiting();
    void fail(std::size_t link, int request, const base::Error &error);
    void moveFrom(std::size_t link, std::size_t to, const base::Error &why);
    void passOn(Open &open, std::size_t to);
    void release();
    void chooseHealthy();
    std::optional<std::size_t> linkFrom(std::size_t index) const;
    std::deque<Open>::iterator openAt(std::size_t link, int request);
    QString nameOf(std::size_t link) const { return m_links[link].synthesizer->provider(); }

    std::vector<SynthesizerLink> m_links;
    std::shared_ptr<provider::Health> m_health;
    const base::Clock &m_clock;
    std::size_t m_current = 0; ///< the first that is not passed over; selective ones before it are asked all the same
    std::size_t m_lastHeard = 0;
    std::deque<Open> m_open {}; ///< in the order of the requests
    std::optional<base::Monotonic> m_waitUntil {}; ///< for sound of the first
};

} // namespace callscope::speech
