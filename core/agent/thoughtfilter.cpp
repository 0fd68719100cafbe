#include "core/agent/thoughtfilter.h"

#include <algorithm>
#include <utility>

namespace callscope::agent {

namespace {

const QLatin1String openTag("<think>");
const QLatin1String closeTag("</think>");

/// How many characters at the end of `text` may be the beginning of `tag`.
qsizetype begunTag(const QString &text, QLatin1String tag)
{
    for (qsizetype length = std::min(text.size(), tag.size() - 1); length > 0; --length) {
        if (tag.startsWith(text.right(length), Qt::CaseInsensitive))
            return length;
    }
    return 0;
}

} // namespace

QString ThoughtFilter::take(const QString &text)
{
    m_text += text;
    QString spoken;
    for (qsizetype before = -1; before != m_text.size();) {
        before = m_text.size();
        spoken += takeOne();
    }
    return spoken;
}

/// Up to the next tag and through it; without one, all but what may be the beginning of one.
QString ThoughtFilter::takeOne()
{
    const qsizetype open = m_thinks ? -1 : m_text.indexOf(openTag, 0, Qt::CaseInsensitive);
    const qsizetype close = m_text.indexOf(closeTag, 0, Qt::CaseInsensitive);
    const bool opens = open >= 0 && (close < 0 || open < close);
    const bool wasThinking = m_thinks;
    qsizetype end = opens ? open : close;
    qsizetype next = end + (opens ? openTag.size() : closeTag.size());
    if (end < 0)
        end = next = m_text.size() - std::max(begunTag(m_text, openTag), begunTag(m_text, closeTag));
    else
        m_thinks = opens; // </think> alone ends nothing, but is no word either
    const QString text = m_text.first(end);
    m_text.remove(0, next);
    return wasThinking ? QString() : text;
}

QString ThoughtFilter::end()
{
    const QString rest = std::exchange(m_text, {});
    return m_thinks ? QString() : rest;
}

} // namespace callscope::agent
