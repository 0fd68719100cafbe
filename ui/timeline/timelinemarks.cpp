#include "ui/timeline/timelinemarks.h"

#include "ui/timeline/eventfields.h"

#include <algorithm>

namespace callscope::ui {

namespace {

/// The kind of mark that an event leaves, if any.
struct MarkOf
{
    using Kind = std::optional<ItemKind>;

    Kind operator()(const event::SpeechEnded &) const { return ItemKind::EndOfUtterance; }
    Kind operator()(const event::BargedIn &) const { return ItemKind::BargeIn; }
    Kind operator()(const event::ClearSent &) const { return ItemKind::Clear; }
    Kind operator()(const event::MarkSent &) const { return ItemKind::MarkSent; }
    Kind operator()(const event::MarkReceived &mark) const
    {
        return mark.heard ? ItemKind::MarkHeard : ItemKind::MarkUnheard;
    }
    Kind operator()(const event::DigitPressed &) const { return ItemKind::Digit; }
    Kind operator()(const event::MediaGapFound &) const { return ItemKind::Gap; }
    Kind operator()(const event::OperatorSaid &) const { return ItemKind::Remark; }
    Kind operator()(const event::TakenOver &) const { return ItemKind::Remark; }
    Kind operator()(const event::GivenBack &) const { return ItemKind::Remark; }
    Kind operator()(const event::HungUp &) const { return ItemKind::Remark; }
    Kind operator()(const auto &) const { return std::nullopt; }
};

/// The bot's number of the turn that a mark is about.
struct TurnOf
{
    std::optional<int> operator()(const event::BargedIn &barged) const { return barged.turn; }
    std::optional<int> operator()(const event::MarkReceived &mark) const { return mark.turn; }
    std::optional<int> operator()(const event::OperatorSaid &said) const { return said.turn; }
    std::optional<int> operator()(const auto &) const { return std::nullopt; }
};

/// What a mark says beside its glyph.
struct TextOf
{
    const event::Event &event;

    QString operator()(const event::MarkSent &mark) const { return mark.mark; }
    QString operator()(const event::MarkReceived &mark) const { return mark.mark; }
    QString operator()(const event::DigitPressed &pressed) const { return pressed.digit; }
    QString operator()(const event::OperatorSaid &said) const { return said.text; }
    QString operator()(const auto &) const { return fieldsText(event); }
};

bool beginsBefore(const TimeItem &item, CallTime time)
{
    return item.range.begin < time;
}

} // namespace

void TimelineMarks::take(EventId id, const event::Event &event, CallTime time)
{
    if (std::holds_alternative<event::StreamStarted>(event.payload))
        m_streamBegin = time;
    const std::optional<int> turn = m_turns.take(event, time);
    noteSpeech(id, event);
    if (turn)
        placeSpeech(*turn);
    if (const auto sentence = m_sentences.take(id, event, time))
        placeSentences(*sentence);
    placeMark(id, event, time);
}

void TimelineMarks::noteSpeech(EventId id, const event::Event &event)
{
    const auto *started = std::get_if<event::SpeechStarted>(&event.payload);
    const std::vector<Turn> &turns = m_turns.turns();
    for (auto index = static_cast<int>(turns.size()) - 1; started && index >= 0; --index) {
        const Turn &turn = turns[static_cast<std::size_t>(index)];
        if (turn.utterance == started->utterance && turn.stream == event.streamSid) {
            m_speechEvents[index] = { id, event.sequence };
            return;
        }
    }
}

void TimelineMarks::placeSpeech(int firstTurn)
{
    const std::vector<Turn> &turns = m_turns.turns();
    for (auto index = static_cast<std::size_t>(firstTurn); index < turns.size(); ++index) {
        if (!turns[index].speech)
            continue;
        TimeItem speech;
        speech.kind = ItemKind::Speech;
        speech.range = *turns[index].speech;
        speech.number = static_cast<int>(index);
        speech.turn = speech.number;
        speech.name = QString::fromLatin1(event::SpeechStarted::name);
        speech.text = turns[index].said;
        if (const auto told = m_speechEvents.find(speech.number); told != m_speechEvents.end()) {
            speech.event = told->second.event;
            speech.sequence = told->second.sequence;
        }
        place(std::move(speech));
    }
}

void TimelineMarks::placeSentences(int first)
{
    const std::vector<SentenceSpan> &spans = m_sentences.spans();
    for (auto index = static_cast<std::size_t>(first); index < spans.size(); ++index) {
        const SentenceSpan &span = spans[index];
        TimeItem sentence;
        sentence.kind = ItemKind::Sentence;
        sentence.range = span.range;
        sentence.heardUntil = span.heardUntil;
        sentence.number = static_cast<int>(index);
        sentence.turn = m_turns.find(span.turn);
        sentence.event = span.event;
        sentence.sequence = span.sequence;
        sentence.name = QString::fromLatin1(event::SpeechSynthesized::name);
        sentence.text = span.text;
        if (sentence.turn)
            sentence.byOperator = m_turns.turns()[static_cast<std::size_t>(*sentence.turn)].byOperator;
        place(std::move(sentence));
    }
}

void TimelineMarks::placeMark(EventId id, const event::Event &event, CallTime time)
{
    const std::optional<ItemKind> kind = std::visit(MarkOf {}, event.payload);
    if (!kind && !isProblem(event))
        return;
    TimeItem mark;
    mark.kind = kind.value_or(ItemKind::Problem);
    mark.range = { time, time };
    if (const auto *gap = std::get_if<event::MediaGapFound>(&event.payload))
        mark.range = gapRange(*gap, time);
    if (const std::optional<int> number = std::visit(TurnOf {}, event.payload))
        mark.turn = m_turns.find(*number);
    mark.event = id;
    mark.sequence = event.sequence;
    mark.name = QString::fromLatin1(event.name());
    mark.text = std::visit(TextOf { event }, event.payload);
    insert(std::move(mark));
}

/// Its place in the stream when the stream's begin is known; otherwise it ended when it was found.
TimeRange TimelineMarks::gapRange(const event::MediaGapFound &gap, CallTime time) const
{
    const CallTime begin = m_streamBegin ? std::min(time, *m_streamBegin + gap.at) : time - gap.length;
    return { std::max(CallTime(0), begin), std::max(CallTime(0), begin) + gap.length };
}

/// Puts a bar in the place of its older form, or anew.
void TimelineMarks::place(TimeItem item)
{
    const auto known = std::find_if(m_items.rbegin(), m_items.rend(), [&item](const TimeItem &one) {
        return one.kind == item.kind && one.number == item.number;
    });
    if (known == m_items.rend())
        return insert(std::move(item));
    if (*known == item)
        return;
    const auto index = static_cast<int>(m_items.rend() - known) - 1;
    m_firstChanged = std::min(index, m_firstChanged.value_or(index));
    m_items.erase(m_items.begin() + index);
    insert(std::move(item));
}

void TimelineMarks::insert(TimeItem item)
{
    const auto place = std::upper_bound(m_items.begin(), m_items.end(), item.range.begin,
                                        [](CallTime time, const TimeItem &one) { return time < one.range.begin; });
    const auto index = static_cast<int>(place - m_items.begin());
    m_firstChanged = std::min(index, m_firstChanged.value_or(index));
    m_longest = std::max(m_longest, item.range.end - item.range.begin);
    m_items.insert(place, std::move(item));
}

std::pair<int, int> TimelineMarks::near(TimeRange range) const
{
    const auto first = std::lower_bound(m_items.begin(), m_items.end(), range.begin - m_longest, beginsBefore);
    const auto end = std::lower_bound(first, m_items.end(), range.end, beginsBefore);
    return { static_cast<int>(first - m_items.begin()), static_cast<int>(end - m_items.begin()) };
}

Stretch TimelineMarks::stretchOf(const TimeItem &item) const
{
    if (isBar(item.kind) && item.turn && m_turns.turns()[static_cast<std::size_t>(*item.turn)].number)
        return stretchOfTurn(*item.turn);
    Stretch stretch { item.range, {}, item.event };
    if (item.turn)
        stretch.turn = m_turns.turns()[static_cast<std::size_t>(*item.turn)].number;
    return stretch;
}

Stretch TimelineMarks::stretchOfTurn(int index) const
{
    const Turn &turn = m_turns.turns()[static_cast<std::size_t>(index)];
    Stretch stretch { turn.range(), turn.number, {} };
    const auto told = m_speechEvents.find(index);
    if (!turn.number && told != m_speechEvents.end())
        stretch.event = told->second.event;
    return stretch;
}

std::optional<int> TimelineMarks::turnAt(CallTime time) const
{
    const std::optional<int> index = m_turns.at(time);
    const bool isIn = index && m_turns.turns()[static_cast<std::size_t>(*index)].range().contains(time);
    return isIn ? index : std::nullopt;
}

} // namespace callscope::ui
