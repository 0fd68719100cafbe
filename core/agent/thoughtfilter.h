#pragma once

#include <QString>

namespace callscope::agent {

/// Keeps what a model thinks aloud, between <think> and </think>, from being spoken. Text comes in pieces that may be
/// cut anywhere; what may be the beginning of a tag waits for the next piece.
class ThoughtFilter
{
public:
    /// What may be spoken now.
    QString take(const QString &text);
    /// No more text comes: the beginning of a tag that was none.
    QString end();

private:
    QString takeOne();

    QString m_text {};
    bool m_thinks = false;
};

} // namespace callscope::agent
