#include "core/agent/chatagent.h"

#include "core/agent/chatphrases.h"
#include "core/agent/promptagent.h"
#include "core/agent/sentences.h"
#include "core/base/language.h"
#include "core/provider/connectahead.h"

#include <utility>

namespace callscope::agent {

ChatAgent::ChatAgent(ChatSettings settings, std::shared_ptr<ChatMemory> memory, QNetworkAccessManager &network,
                     const base::Clock &clock, QObject *parent)
    : Agent(parent)
    , m_settings(std::move(settings))
    , m_memory(std::move(memory))
    , m_network(network)
    , m_clock(clock)
{ }

void ChatAgent::warmUp()
{
    provider::connectAhead(m_network, m_settings.url);
}

void ChatAgent::greet(int turn)
{
    breakOff();
    m_memory->addBot(turn, m_settings.greeting.simplified());
    for (const QString &sentence : sentences(m_settings.greeting)) {
        if (m_cutTurn != turn)
            Q_EMIT sentenceReady(turn, sentence, base::languageOfText(sentence, m_settings.language));
    }
    Q_EMIT replied(turn);
}

void ChatAgent::hear(int turn, const Utterance &utterance)
{
    breakOff();
    const QString &language = utterance.language.isEmpty() ? m_settings.language : utterance.language;
    const QString said = utterance.text.simplified();
    if (!said.isEmpty()) {
        answer(turn, said, language);
        return;
    }
    Q_EMIT sentenceReady(turn, didNotUnderstand(m_settings.language), m_settings.language); // the model need not know
    Q_EMIT replied(turn);
}

void ChatAgent::press(int turn, QChar digit)
{
    breakOff();
    answer(turn, keyPressed(digit), m_settings.language);
}

void ChatAgent::interrupted(int turn, const Heard &heard)
{
    m_cutTurn = turn;
    if (m_turn && m_turn->number() == turn) {
        m_turn->cancel();
        letGoOfTurn();
    }
    m_memory->cut(turn, heard.text);
}

void ChatAgent::answer(int turn, const QString &said, const QString &language)
{
    m_memory->addCaller(turn, said);
    m_turn = new ChatTurn({ m_settings, *m_memory, m_network, m_clock }, turn, language, this);
    connect(m_turn, &ChatTurn::sentenceReady, this, [this, turn](const QString &text, const QString &textLanguage) {
        Q_EMIT sentenceReady(turn, text, textLanguage);
    });
    connect(m_turn, &ChatTurn::fillerReady, this, [this, turn](const QString &text, const QString &textLanguage) {
        Q_EMIT fillerReady(turn, text, textLanguage);
    });
    connect(m_turn, &ChatTurn::busy, this,
            [this, turn](std::chrono::milliseconds atMost) { Q_EMIT busy(turn, atMost); });
    connect(m_turn, &ChatTurn::lineActionAsked, this,
            [this, turn](const LineAction &action) { Q_EMIT lineActionAsked(turn, action); });
    connect(m_turn, &ChatTurn::replied, this, [this, turn] {
        letGoOfTurn();
        Q_EMIT replied(turn);
    });
    connect(m_turn, &ChatTurn::failed, this, [this, turn](const base::Error &error) {
        letGoOfTurn();
        Q_EMIT failed(turn, error);
    });
}

void ChatAgent::breakOff()
{
    if (!m_turn)
        return;
    const int turn = m_turn->number();
    m_turn->breakOff();
    letGoOfTurn();
    Q_EMIT replied(turn);
}

/// It may be the one that calls.
void ChatAgent::letGoOfTurn()
{
    std::exchange(m_turn, nullptr)->deleteLater();
}

} // namespace callscope::agent
