#pragma once

#include <QString>

#include <memory>
#include <variant>

namespace re2 {
class RE2;
}

namespace callscope::filter {

/// A regular expression that a user typed, in RE2: its time grows with the text only and its memory is bounded,
/// whatever the pattern. A value; any number of threads may use copies of it at a time.
class Pattern
{
public:
    static constexpr qsizetype longest = 1000; ///< characters of a pattern
    static constexpr int mostMemory = 1 << 20; ///< bytes for its program and its caches

    /// Or why not, in RE2's English words.
    static std::variant<Pattern, QString> compile(const QString &pattern);
    bool isFoundIn(const QString &text) const;

private:
    explicit Pattern(std::shared_ptr<const re2::RE2> program)
        : m_program(std::move(program))
    { }

    std::shared_ptr<const re2::RE2> m_program;
};

} // namespace callscope::filter
