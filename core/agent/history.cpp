#include "core/agent/history.h"

namespace callscope::agent {

void History::add(Speaker speaker, int turn, const QString &text)
{
    if (!text.isEmpty())
        m_lines.push_back({ speaker, turn, text });
}

void History::cutBot(int turn, const QString &text)
{
    const auto isCut = [turn](const Line &line) { return line.speaker == Speaker::Bot && line.turn == turn; };
    for (Line &line : m_lines) {
        if (isCut(line))
            line.text = text;
    }
    std::erase_if(m_lines, [](const Line &line) { return line.text.isEmpty(); });
}

} // namespace callscope::agent
