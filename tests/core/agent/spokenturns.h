#pragma once

#include "core/agent/agent.h"

#include <QStringList>

namespace callscope::tests {

/// Writes down what an agent says: "1 en-US Hello." for a sentence of turn 1, "1 done" for its end.
class SpokenTurns : public QObject
{
public:
    explicit SpokenTurns(agent::Agent &agent)
    {
        connect(&agent, &agent::Agent::sentenceReady, this,
                [this](int turn, const QString &text, const QString &language) {
                    m_lines.append(QStringLiteral("%1 %2 %3").arg(QString::number(turn), language, text));
                });
        connect(&agent, &agent::Agent::replied, this,
                [this](int turn) { m_lines.append(QStringLiteral("%1 done").arg(turn)); });
    }

    const QStringList &lines() const { return m_lines; }
    QStringList take() { return std::exchange(m_lines, {}); }

private:
    QStringList m_lines {};
};

} // namespace callscope::tests
