#pragma once

#include <QString>

#include <vector>

namespace callscope::agent {

/// What was said in one call and heard by the other side, in order. A value; lives wherever its agent does.
class History
{
public:
    enum class Speaker { Caller, Bot };
    struct Line
    {
        Speaker speaker;
        int turn;
        QString text;

        friend bool operator==(const Line &, const Line &) = default;
    };

    void add(Speaker speaker, int turn, const QString &text);
    /// Of the bot's line in `turn` the caller heard only `text`; with nothing heard the line goes.
    void cutBot(int turn, const QString &text);

    const std::vector<Line> &lines() const { return m_lines; }

private:
    std::vector<Line> m_lines {};
};

} // namespace callscope::agent
