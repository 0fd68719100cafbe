#include "ui/common/turns.h"

#include "ui/common/turnstep.h"

#include <algorithm>
#include <utility>

namespace callscope::ui {

namespace {

using std::chrono::milliseconds;

/// Rounding and the padding of the last frame can make a mark look a little earlier than the end of its sound.
constexpr milliseconds markTolerance { 20 };
} // namespace

std::optional<milliseconds> withoutSound(std::optional<milliseconds> upToMark, std::optional<milliseconds> sound)
{
    if (!upToMark || !sound || *upToMark - *sound < -markTolerance)
        return std::nullopt;
    return std::max(*upToMark - *sound, milliseconds(0));
}

TimeRange Turn::range() const
{
    if (speech && reply)
        return { std::min(speech->begin, reply->begin), std::max(speech->end, reply->end) };
    return speech ? *speech : reply.value_or(TimeRange { began, began });
}

std::optional<int> TurnList::take(const event::Event &event, CallTime time)
{
    const Step step { *this, event.streamSid, time };
    const auto grown = step.grow();
    return earlier(grown, std::visit(step, event.payload));
}

std::optional<int> TurnList::find(int number) const
{
    for (int index = static_cast<int>(m_turns.size()) - 1; index >= 0; --index) {
        if (m_turns[static_cast<std::size_t>(index)].number == number)
            return index;
    }
    return std::nullopt;
}

std::optional<int> TurnList::at(CallTime time) const
{
    for (int index = static_cast<int>(m_turns.size()) - 1; index >= 0; --index) {
        if (m_turns[static_cast<std::size_t>(index)].range().begin <= time)
            return index;
    }
    return std::nullopt;
}

std::optional<int> TurnList::ofUtterance(const base::StreamSid &stream, int utterance) const
{
    const auto found = m_byUtterance.constFind({ stream, utterance });
    return found == m_byUtterance.constEnd() ? std::nullopt : std::optional(*found);
}

void TurnList::noteUtterance(int index)
{
    const Turn &turn = m_turns[static_cast<std::size_t>(index)];
    int &newest = m_byUtterance[{ turn.stream, *turn.utterance }];
    newest = std::max(newest, index);
}

std::optional<int> TurnList::ofNumber(const base::StreamSid &stream, int number) const
{
    const auto found = std::find_if(m_turns.rbegin(), m_turns.rend(),
                                    [&](const Turn &turn) { return turn.number == number && turn.stream == stream; });
    return found == m_turns.rend() ? std::nullopt : std::optional(static_cast<int>(m_turns.rend() - found) - 1);
}

int TurnList::openUtterance(const base::StreamSid &stream, int utterance, CallTime time)
{
    if (const auto found = ofUtterance(stream, utterance))
        return *found;
    m_turns.push_back(Turn { .stream = stream, .began = time, .utterance = utterance });
    const int index = static_cast<int>(m_turns.size()) - 1;
    noteUtterance(index);
    return index;
}

int TurnList::openReply(const base::StreamSid &stream, int number, std::optional<int> utterance, CallTime time)
{
    std::optional<int> index = ofNumber(stream, number);
    if (const auto said = utterance ? ofUtterance(stream, *utterance) : std::nullopt;
        !index && said && !m_turns[static_cast<std::size_t>(*said)].number)
        index = said;
    if (!index) {
        m_turns.push_back(Turn { .stream = stream, .began = time });
        index = static_cast<int>(m_turns.size()) - 1;
    }
    link(*index, number, utterance);
    return *index;
}

void TurnList::link(int index, int number, std::optional<int> utterance)
{
    Turn &turn = m_turns[static_cast<std::size_t>(index)];
    const bool isNew = !turn.number || !turn.utterance;
    turn.number = number;
    if (!utterance || !isNew)
        return;
    // Sound that was made before its answer was told has opened a turn of its own: the utterance points to it.
    if (const auto said = ofUtterance(turn.stream, *utterance); said && *said != index) {
        if (Turn &other = m_turns[static_cast<std::size_t>(*said)]; !other.number)
            other.joinedTo = number;
    }
    turn.utterance = utterance;
    noteUtterance(index);
    for (const int held : std::exchange(m_held, {})) {
        if (held != index)
            m_turns[static_cast<std::size_t>(held)].joinedTo = number;
    }
}

} // namespace callscope::ui
