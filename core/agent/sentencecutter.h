#pragma once

#include <QString>
#include <QStringList>

namespace callscope::agent {

/// Cuts text that comes in pieces into what can be spoken on its own, each as soon as it is whole: at sentence ends
/// (see sentences.h), at : and ; before a space, at a comma once `longEnough` characters stand before it, and at a
/// space when nothing of that comes for `tooLong`. The first part of all may end at an early comma, as the caller hears
/// nothing until it is spoken. Nothing is lost but white space around the parts.
class SentenceCutter
{
public:
    static constexpr qsizetype longEnough = 60, firstLongEnough = 16;
    static constexpr qsizetype tooLong = 300;

    QStringList take(const QString &text);
    /// What is left when no more text comes; mostly one part or none.
    QStringList end();

private:
    QString m_text {}; ///< from the beginning of a part
    bool m_hasGiven = false; ///< since the beginning or the last `end`
};

} // namespace callscope::agent
