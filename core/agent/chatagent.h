#pragma once

#include "core/agent/agent.h"
#include "core/agent/chatmemory.h"
#include "core/agent/chatsettings.h"
#include "core/agent/chatturn.h"

#include <memory>

class QNetworkAccessManager;

namespace callscope::agent {

/// Thinks by a language model behind an OpenAI-compatible service, with look-ups by HTTP and the line's actions as its
/// tools. `memory` is shared with the agents that stand in for it on the same call. A turn that fails may have said
/// something already. `network` and `clock` must outlive it. Lives on the call's thread.
class ChatAgent final : public Agent
{
    Q_OBJECT

public:
    ChatAgent(ChatSettings settings, std::shared_ptr<ChatMemory> memory, QNetworkAccessManager &network,
              const base::Clock &clock, QObject *parent = nullptr);

    QString provider() const override { return m_settings.provider; }
    void warmUp() override;
    void greet(int turn) override;
    /// An answer that is still under way is broken off, and its turn closed.
    void hear(int turn, const callscope::agent::Utterance &utterance) override;
    void press(int turn, QChar digit) override;
    void interrupted(int turn, const callscope::agent::Heard &heard) override;

private:
    void answer(int turn, const QString &said, const QString &language);
    void breakOff();
    void letGoOfTurn();

    ChatSettings m_settings;
    std::shared_ptr<ChatMemory> m_memory;
    QNetworkAccessManager &m_network;
    const base::Clock &m_clock;
    ChatTurn *m_turn = nullptr; ///< a child; null: no answer is under way
    int m_cutTurn = -1; ///< the turn that was interrupted, perhaps while its sentences were still being given
};

} // namespace callscope::agent
