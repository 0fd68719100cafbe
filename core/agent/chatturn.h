#pragma once

#include "core/agent/agent.h"
#include "core/agent/chatexchange.h"
#include "core/agent/chatmemory.h"
#include "core/agent/chatsettings.h"
#include "core/agent/sentencecutter.h"
#include "core/agent/toolround.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QNetworkAccessManager;

namespace callscope::agent {

/// The model's answer to one turn that already stands in memory: requests and look-ups, one after the other, until it
/// has said what it has to say. Ends with one `replied` or `failed`; what was said stands in memory then. Lives on the
/// call's thread.
class ChatTurn final : public QObject
{
    Q_OBJECT

public:
    /// All outlive the turn.
    struct Parts
    {
        const ChatSettings &settings;
        ChatMemory &memory;
        QNetworkAccessManager &network;
        const base::Clock &clock;
    };

    /// `language` is the caller's, for what is said without the model.
    ChatTurn(const Parts &parts, int number, QString language, QObject *parent = nullptr);

    int number() const { return m_number; }
    /// Nothing more is told or remembered.
    void cancel();
    /// As `cancel`, but what was said so far is remembered.
    void breakOff();

Q_SIGNALS:
    void sentenceReady(const QString &text, const QString &language);
    void fillerReady(const QString &text, const QString &language);
    /// See Agent.
    void busy(std::chrono::milliseconds atMost);
    void lineActionAsked(const callscope::agent::LineAction &action);
    void replied();
    void failed(const callscope::base::Error &error);

private:
    void ask();
    void takeWords(const QString &text);
    void say(const QString &text);
    void speak(const QString &sentence);
    void sayFiller();
    void endRound();
    void endAnswer();
    void endForTime();
    void fail(const callscope::base::Error &error);
    void makeCalls(const std::vector<ToolCall> &calls);
    void endCalls();
    void act();
    void remember();

    Parts m_parts;
    int m_number;
    QString m_language;
    QTimer m_filler {}, m_limit {};
    std::unique_ptr<ChatExchange> m_exchange {};
    std::unique_ptr<ToolRound> m_tools {}; ///< calls that are under way
    int m_round = 0;
    SentenceCutter m_cutter {};
    QStringList m_spoken {}; ///< in this round
    qsizetype m_spokenCharacters = 0; ///< in this turn
    std::vector<ChatMemory::AnsweredCall> m_calls {}; ///< of this round
    std::optional<LineAction> m_action {}; ///< that this round asks for
    bool m_over = false;
};

} // namespace callscope::agent
