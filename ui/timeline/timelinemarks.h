#pragma once

#include "ui/common/selection.h"
#include "ui/common/turns.h"
#include "ui/timeline/sentencespans.h"
#include "ui/timeline/timeitem.h"

namespace callscope::ui {

/// All that stands on the timeline of one call, folded from its events in order. A plain value.
class TimelineMarks
{
public:
    void take(EventId id, const event::Event &event, CallTime time);

    /// By the begin of their range.
    const std::vector<TimeItem> &items() const { return m_items; }
    const TimeItem &item(int index) const { return m_items[static_cast<std::size_t>(index)]; }
    const TurnList &turns() const { return m_turns; }
    /// Indices, first to before end, of all items that may touch the range; those in between may lie before it.
    std::pair<int, int> near(TimeRange range) const;

    /// What is looked at when an item, or the turn with that index, is chosen.
    Stretch stretchOf(const TimeItem &item) const;
    Stretch stretchOfTurn(int index) const;
    /// Index of the turn whose sound or pause for thought is at that time.
    std::optional<int> turnAt(CallTime time) const;

    /// Index of the first item that changed since this was last asked.
    std::optional<int> takeFirstChanged() { return std::exchange(m_firstChanged, std::nullopt); }

private:
    void noteSpeech(EventId id, const event::Event &event);
    void placeSpeech(int firstTurn);
    void placeSentences(int first);
    void placeMark(EventId id, const event::Event &event, CallTime time);
    void place(TimeItem item);
    void insert(TimeItem item);
    TimeRange gapRange(const event::MediaGapFound &gap, CallTime time) const;

    struct Source
    {
        EventId event = 0;
        quint64 sequence = 0;
    };

    TurnList m_turns {};
    SentenceSpans m_sentences {};
    std::vector<TimeItem> m_items {};
    std::map<int, Source> m_speechEvents {}; ///< by index of the turn
    std::optional<CallTime> m_streamBegin {};
    CallTime m_longest { 0 };
    std::optional<int> m_firstChanged {};
};

} // namespace callscope::ui
