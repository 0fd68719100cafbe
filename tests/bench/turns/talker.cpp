#include "tests/bench/turns/talker.h"

#include <algorithm>
#include <utility>

namespace callscope::bench {

namespace {

constexpr std::chrono::milliseconds frameLength { 20 };
constexpr std::size_t pauseFrames = 25, patienceFrames = 250;

/// Of a member that holds a text without escapes; empty: there is none.
std::string_view valueOf(std::string_view message, std::string_view name)
{
    const std::size_t at = message.find(name);
    if (at == std::string_view::npos)
        return {};
    const std::size_t begin = message.find('"', message.find(':', at));
    if (begin == std::string_view::npos)
        return {};
    const std::string_view rest = message.substr(begin + 1);
    return rest.substr(0, rest.find('"'));
}

} // namespace

Talker::Talker(Studio &studio, std::size_t call, const Lines &lines, Answers &answers,
               std::optional<std::size_t> speaksAfter)
    : Stream(studio, call)
    , m_lines(lines)
    , m_answers(answers)
    , m_phase(speaksAfter ? Phase::Pausing : Phase::Silent)
    , m_left(speaksAfter.value_or(0))
{ }

void Talker::sendFrame(Time now)
{
    returnMarks(now);
    goOn(now);
    sendSound(nextPayload());
}

std::string_view Talker::nextPayload()
{
    const std::size_t number = m_said++;
    return m_phase == Phase::Speaking ? m_lines.speech[m_lines.speech.size() - m_left]
                                      : m_lines.quiet[(call() * 31 + number) % m_lines.quiet.size()];
}

/// One frame later.
void Talker::goOn(Time now)
{
    m_left -= std::min<std::size_t>(m_left, 1);
    const bool isOver = m_phase == Phase::Hearing ? now >= m_playsUntil && m_marks.empty() : m_left == 0;
    if (m_phase == Phase::Silent || !isOver)
        return;
    switch (m_phase) {
    case Phase::Pausing:
        m_phase = Phase::Speaking;
        m_awaitsAnswer = true;
        m_left = m_lines.speech.size();
        break;
    case Phase::Speaking:
        m_phase = Phase::Waiting;
        m_left = patienceFrames;
        break;
    case Phase::Waiting:
        ++m_answers.unanswered;
        [[fallthrough]];
    default:
        m_phase = Phase::Pausing;
        m_left = pauseFrames;
    }
}

void Talker::takeMessage(std::string_view message)
{
    const Time now = Clock::now();
    const std::string_view event = valueOf(message, "\"event\"");
    if (event == "media")
        takeSound(now);
    else if (event == "mark")
        m_marks.push_back({ std::string(valueOf(message, "\"name\"")), std::max(now, m_playsUntil) });
    else if (event == "clear")
        m_playsUntil = now;
}

void Talker::takeSound(Time now)
{
    if (std::exchange(m_awaitsAnswer, false))
        m_answers.turns.push_back({ call(), now });
    m_playsUntil = std::max(now, m_playsUntil) + frameLength;
    if (m_phase == Phase::Waiting)
        m_phase = Phase::Hearing;
}

void Talker::returnMarks(Time now)
{
    for (; !m_marks.empty() && m_marks.front().playedAt <= now; m_marks.pop_front())
        sendMark(m_marks.front().name);
}

} // namespace callscope::bench
