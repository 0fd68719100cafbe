#include "core/realtime/linecutter.h"

#include <algorithm>
#include <utility>

namespace callscope::realtime {

LineCutter::Pieces LineCutter::takeWords(const QString &words)
{
    if (!m_hasLine) {
        m_lead += words;
        return m_early.isEmpty() ? Pieces {} : beginWithWholeWords();
    }
    Pieces pieces;
    add(pieces, m_cutter.take(words));
    return pieces;
}

LineCutter::Pieces LineCutter::takeSound(const QByteArray &mulaw)
{
    if (mulaw.isEmpty())
        return {};
    if (m_hasLine)
        return { { {}, mulaw } };
    m_early += mulaw;
    Pieces pieces = beginWithWholeWords();
    if (!pieces.empty() || m_early.size() < mostWordless)
        return pieces;
    return beginWithAll();
}

LineCutter::Pieces LineCutter::end()
{
    if (!m_hasLine)
        return m_early.isEmpty() && m_lead.trimmed().isEmpty() ? Pieces {} : beginWithAll();
    Pieces pieces;
    add(pieces, m_cutter.end());
    return pieces;
}

LineCutter::Pieces LineCutter::beginWithWholeWords()
{
    const qsizetype space = m_lead.lastIndexOf(QLatin1Char(' '));
    const QString head = m_lead.left(std::max<qsizetype>(space, 0)).trimmed();
    if (head.isEmpty())
        return {};
    Pieces pieces = begin(head);
    add(pieces, m_cutter.take(std::exchange(m_lead, {}).sliced(space)));
    return pieces;
}

LineCutter::Pieces LineCutter::beginWithAll()
{
    const QString said = std::exchange(m_lead, {}).trimmed();
    return begin(said.isEmpty() ? QStringLiteral("…") : said); // sound of which nobody told the words
}

LineCutter::Pieces LineCutter::begin(const QString &line)
{
    m_hasLine = true;
    return { { line, std::exchange(m_early, {}) } };
}

void LineCutter::add(Pieces &pieces, const QStringList &lines)
{
    for (const QString &line : lines)
        pieces.push_back({ line, {} });
}

} // namespace callscope::realtime
