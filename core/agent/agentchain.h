#pragma once

#include "core/agent/agent.h"
#include "core/base/clock.h"
#include "core/provider/health.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace callscope::agent {

/// One link: who thinks, and how long it may think before its first sentence; 0: as long as it wants.
struct AgentLink
{
    std::unique_ptr<Agent> agent;
    std::chrono::milliseconds sentenceWithin { 4000 };
};

/// Agents of one call, in the order of the configuration, behind the face of one: when the one that works fails or
/// keeps its first sentence back, the next is asked the same in the same turn. An answer that breaks off after more
/// than a word ends there, and the next turn is the next agent's. Who has failed does not come back in this call unless
/// all others rest. What was said before is for those to share that need it (see ChatMemory). Lives on the call's
/// thread.
class AgentChain final : public Agent
{
    Q_OBJECT

public:
    /// Characters: an answer that broke off before is none.
    static constexpr qsizetype shortestAnswer = 16;

    /// At least one link. `health` is shared by all calls; `clock` must outlive the chain.
    AgentChain(std::vector<AgentLink> links, std::shared_ptr<provider::Health> health, const base::Clock &clock);
    ~AgentChain() override;

    QString provider() const override;
    bool returnsAudio() const override;
    QByteArray grammar() const override;
    void warmUp() override;
    void greet(int turn) override;
    void hear(int turn, const callscope::agent::Utterance &utterance) override;
    void press(int turn, QChar digit) override;
    void interrupted(int turn, const callscope::agent::Heard &heard) override;
    void standBy() override;
    void tick() override;

private:
    /// A turn that is not closed: what was asked in it, and of whom. Neither utterance nor digit: to greet.
    struct Open
    {
        std::optional<Utterance> utterance {};
        std::optional<QChar> digit {};
        std::size_t link = 0;
        qsizetype said = 0; ///< characters of sentences
        std::chrono::milliseconds busyFor {}; ///< what may come on top of the wait for the first
    };
    using Turns = std::map<int, Open>;

    void connectLink(std::size_t index);
    void open(int turn, const Open &asked);
    void ask(int turn, const Open &asked);
    void takeSentence(std::size_t from, int turn, const QString &text, const QString &language);
    void takeBusy(std::size_t from, int turn, std::chrono::milliseconds atMost);
    void takeReplied(std::size_t from, int turn);
    void takeFailure(std::size_t from, int turn, const base::Error &error);
    void giveUpWaiting();
    void close(int turn);
    void chooseHealthy();
    bool isAsked(std::size_t link, int turn) const;
    Turns::reverse_iterator unanswered();
    void wait();

    std::vector<AgentLink> m_links;
    std::shared_ptr<provider::Health> m_health;
    const base::Clock &m_clock;
    std::size_t m_current = 0;
    Turns m_open {};
    std::optional<base::Monotonic> m_waitUntil {}; ///< for the first sentence of the newest turn
};

} // namespace callscope::agent
