#include "core/realtime/spokenlines.h"

#include "core/media/format.h"

#include <algorithm>

namespace callscope::realtime {

namespace {

/// Of lines that are over or that nobody wanted: more than any reply has.
constexpr std::size_t mostLines = 256;

/// Bytes of `mulaw` that fill frames.
qsizetype wholeFrames(const QByteArray &mulaw)
{
    return mulaw.size() - mulaw.size() % media::frameSamples;
}

auto isNumbered(int number)
{
    return [number](const auto &line) { return line.number == number; };
}

} // namespace

void SpokenLines::begin(const QString &text)
{
    QByteArray torn; // the beginning of a frame, which would be filled up with silence in the middle of a word
    if (Line *before = open()) {
        const qsizetype whole = wholeFrames(before->sound);
        torn = before->sound.sliced(whole);
        before->sound.truncate(whole);
        before->ended = true;
    }
    m_lines.push_back({ ++m_last, text, torn });
    if (m_lines.size() > mostLines)
        m_lines.pop_front();
    Q_EMIT changed();
}

void SpokenLines::addSound(const QByteArray &mulaw)
{
    Line *line = open();
    if (!line)
        return;
    line->sound += mulaw;
    Q_EMIT changed();
}

void SpokenLines::end()
{
    if (Line *line = open())
        line->ended = true;
    Q_EMIT changed();
}

void SpokenLines::clear()
{
    m_lines.clear();
    Q_EMIT changed();
}

std::optional<int> SpokenLines::take(const QString &text)
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
                                    [&text](const Line &line) { return !line.taken && line.text == text; });
    if (found == m_lines.end())
        return {};
    found->taken = true;
    return found->number;
}

QByteArray SpokenLines::takeSound(int number)
{
    Line *line = lineOf(number);
    if (!line)
        return {};
    const qsizetype ready = line->ended ? line->sound.size() : wholeFrames(line->sound);
    const QByteArray sound = line->sound.first(ready);
    line->sound.remove(0, ready);
    return sound;
}

bool SpokenLines::isOver(int number) const
{
    const auto line = std::find_if(m_lines.begin(), m_lines.end(), isNumbered(number));
    return line == m_lines.end() || (line->ended && line->sound.isEmpty());
}

SpokenLines::Line *SpokenLines::lineOf(int number)
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(), isNumbered(number));
    return found == m_lines.end() ? nullptr : &*found;
}

SpokenLines::Line *SpokenLines::open()
{
    return m_lines.empty() || m_lines.back().ended ? nullptr : &m_lines.back();
}

} // namespace callscope::realtime
