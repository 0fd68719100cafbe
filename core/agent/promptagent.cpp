#include "core/agent/promptagent.h"

#include "core/agent/sentences.h"
#include "core/base/language.h"

namespace callscope::agent {

PromptAgent::PromptAgent(QString greeting, QString language, QObject *parent)
    : Agent(parent)
    , m_greeting(std::move(greeting))
    , m_language(std::move(language))
{ }

void PromptAgent::greet(int turn)
{
    say(turn, { { m_greeting, m_language } });
}

void PromptAgent::hear(int turn, const Utterance &utterance)
{
    if (m_answered.contains(utterance.number)) {
        Q_EMIT replied(turn);
        return;
    }
    m_answered.insert(utterance.number);
    m_history.add(History::Speaker::Caller, turn, utterance.text);
    say(turn, replyTo(utterance));
}

void PromptAgent::press(int turn, QChar digit)
{
    m_history.add(History::Speaker::Caller, turn, digit);
    say(turn, replyTo(digit));
}

void PromptAgent::interrupted(int turn, const Heard &heard)
{
    m_cutTurn = turn;
    m_history.cutBot(turn, heard.text);
}

void PromptAgent::say(int turn, const Reply &reply)
{
    QStringList texts;
    for (const Part &part : reply)
        texts.append(part.text);
    m_history.add(History::Speaker::Bot, turn, texts.join(QLatin1Char(' ')));
    for (const Part &part : reply)
        sayPart(turn, part);
    Q_EMIT replied(turn);
}

void PromptAgent::sayPart(int turn, const Part &part)
{
    for (const QString &sentence : sentences(part.text)) {
        if (m_cutTurn == turn)
            return;
        Q_EMIT sentenceReady(turn, sentence, part.language);
    }
}

QString didNotUnderstand(const QString &language)
{
    return base::isHebrewLanguage(language) ? QStringLiteral("לא הבנתי.") : QStringLiteral("I did not understand.");
}

} // namespace callscope::agent
