#pragma once

#include "core/agent/agent.h"
#include "core/agent/history.h"

#include <QSet>

#include <vector>

namespace callscope::agent {

/// An agent whose answers are there at once: it owns the call's history, says each answer sentence by sentence and
/// answers each utterance once. What to answer is for those who derive from it. Lives on the call's thread.
class PromptAgent : public Agent
{
    Q_OBJECT

public:
    struct Part
    {
        QString text;
        QString language; ///< BCP 47
    };
    /// Said in this order; each part begins a sentence of its own.
    using Reply = std::vector<Part>;

    /// `language` is the call's, BCP 47; the greeting is in it too, and may be empty.
    PromptAgent(QString greeting, QString language, QObject *parent = nullptr);

    void greet(int turn) final;
    void hear(int turn, const Utterance &utterance) final;
    void press(int turn, QChar digit) final;
    void interrupted(int turn, const callscope::agent::Heard &heard) final;

    const History &history() const { return m_history; }

protected:
    virtual Reply replyTo(const Utterance &utterance) const = 0;
    virtual Reply replyTo(QChar digit) const = 0;
    const QString &language() const { return m_language; }

private:
    void say(int turn, const Reply &reply);
    void sayPart(int turn, const Part &part);

    QString m_greeting;
    QString m_language;
    History m_history {};
    QSet<int> m_answered {}; ///< numbers of utterances
    int m_cutTurn = -1; ///< the turn that was interrupted, perhaps while its sentences were still being given
};

/// What to say to speech that nobody understood.
QString didNotUnderstand(const QString &language);

} // namespace callscope::agent
