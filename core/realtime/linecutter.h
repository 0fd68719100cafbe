#pragma once

#include "core/agent/sentencecutter.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace callscope::realtime {

/// Lays words and sound that come side by side, the words a little ahead, to lines: the first begins with the first
/// sound and has the words known by then, each later one is a sentence and begins when its words are whole. So no sound
/// waits for words; where one line ends and the next begins is right to about a second.
class LineCutter
{
public:
    /// Sound that may wait for the first word.
    static constexpr qsizetype mostWordless = 4000;

    struct Piece
    {
        QString line {}; ///< begins here; empty: none does
        QByteArray sound {}; ///< of the line that began last
    };
    using Pieces = std::vector<Piece>;

    Pieces takeWords(const QString &words);
    Pieces takeSound(const QByteArray &mulaw);
    /// No more words come.
    Pieces end();

private:
    Pieces begin(const QString &line);
    Pieces beginWithWholeWords();
    Pieces beginWithAll();
    static void add(Pieces &pieces, const QStringList &lines);

    agent::SentenceCutter m_cutter {};
    QString m_lead {}; ///< words that came before the first line began
    QByteArray m_early {}; ///< and sound
    bool m_hasLine = false;
};

} // namespace callscope::realtime
