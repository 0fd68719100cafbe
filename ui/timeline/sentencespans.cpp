#include "ui/timeline/sentencespans.h"

#include <algorithm>

namespace callscope::ui {

namespace {

/// A mark comes back as late as the way to Twilio and back takes; only more than this moves a sentence.
constexpr CallTime markTolerance { 250 };
/// Less than this is rounding.
constexpr CallTime leastSound { 20 };

CallTime lengthOf(const SentenceSpan &span)
{
    return span.range.end - span.range.begin;
}

/// "t3s2": 2. Nothing: not a mark of ours.
std::optional<int> sentenceOfMark(const QString &mark)
{
    bool isNumber = false;
    const int number = QStringView(mark).mid(mark.lastIndexOf(u's') + 1).toInt(&isNumber);
    return isNumber && number > 0 ? std::optional(number) : std::nullopt;
}

} // namespace

/// Visits one payload: each overload gives back the first sentence that it changed.
struct SentenceSpans::Step
{
    using Changed = std::optional<int>;

    SentenceSpans &list;
    EventId id;
    const event::Event &event;
    CallTime time;

    int count() const { return static_cast<int>(list.m_spans.size()); }
    SentenceSpan &span(int index) const { return list.m_spans[static_cast<std::size_t>(index)]; }
    bool isOf(int index, int turn) const
    {
        return index < count() && span(index).turn == turn && span(index).stream == event.streamSid;
    }

    Changed operator()(const event::StreamStarted &) const
    {
        list.m_left.clear();
        return std::nullopt;
    }
    Changed operator()(const event::ReplyLeft &left) const
    {
        list.m_left[left.turn] = time;
        const Changed first = list.firstOf(event.streamSid, left.turn);
        if (!first || span(*first).isCut)
            return std::nullopt;
        span(*first).notBefore = time;
        return list.arrange(*first);
    }
    Changed operator()(const event::SpeechSynthesized &made) const
    {
        return list.arrange(append(made.turn, made.length, made.text, time));
    }
    Changed operator()(const event::MarkReceived &mark) const
    {
        const std::optional<int> number = sentenceOfMark(mark.mark);
        const Changed first = mark.turn ? list.firstOf(event.streamSid, *mark.turn) : std::nullopt;
        if (!number || !first || !isOf(*first + *number - 1, *mark.turn) || !mark.heard)
            return std::nullopt;
        const int index = *first + *number - 1;
        SentenceSpan &one = span(index);
        one.isHeard = true;
        const bool isSure = *number == 1 && list.m_left.contains(*mark.turn);
        if (isSure || one.isCut || std::chrono::abs(time - one.range.end) <= markTolerance)
            return index;
        one.notBefore = std::max(CallTime(0), time - lengthOf(one));
        return list.arrange(index);
    }
    Changed operator()(const event::BargedIn &barged) const
    {
        const Changed known = list.firstOf(event.streamSid, barged.turn);
        CallTime heard = barged.heard, left = barged.heard + barged.dropped;
        int index = known.value_or(count());
        for (; isOf(index, barged.turn); ++index) {
            const CallTime part = std::min(heard, lengthOf(span(index)));
            cut(span(index), span(index).range.begin + part);
            heard -= part;
            left -= lengthOf(span(index));
        }
        if (left > leastSound) { // it was being made and had not been told yet
            const int rest = append(barged.turn, left, {}, std::max(CallTime(0), time - heard));
            list.arrange(rest);
            cut(span(rest), span(rest).range.begin + std::min(heard, left));
            return known.value_or(rest);
        }
        return known;
    }
    Changed operator()(const event::StreamStopped &) const { return leave(); }
    Changed operator()(const event::WebSocketClosed &) const { return leave(); }
    Changed operator()(const event::CallEnded &) const { return leave(); }
    Changed operator()(const auto &) const { return std::nullopt; }

    int append(int turn, CallTime length, const QString &text, CallTime toldAt) const
    {
        SentenceSpan made;
        made.stream = event.streamSid;
        made.turn = turn;
        made.text = text;
        made.event = id;
        made.sequence = event.sequence;
        const auto left = list.m_left.find(turn);
        const bool isFirst = !list.firstOf(event.streamSid, turn);
        made.notBefore = isFirst && left != list.m_left.end() ? left->second : toldAt;
        made.range = { made.notBefore, made.notBefore + length };
        list.m_spans.push_back(std::move(made));
        return count() - 1;
    }
    static void cut(SentenceSpan &one, CallTime heardUntil)
    {
        one.heardUntil = heardUntil;
        one.isCut = true;
    }
    /// The line is gone: what had not been played by now never was.
    Changed leave() const
    {
        Changed first;
        for (int index = count() - 1; index >= 0 && span(index).range.end > time; --index) {
            SentenceSpan &one = span(index);
            if (one.isHeard || one.isCut)
                continue;
            cut(one, std::max(one.range.begin, time));
            first = index;
        }
        return first;
    }
};

std::optional<int> SentenceSpans::take(EventId id, const event::Event &event, CallTime time)
{
    return std::visit(Step { *this, id, event, time }, event.payload);
}

std::optional<int> SentenceSpans::firstOf(const base::StreamSid &stream, int turn) const
{
    std::optional<int> first;
    for (int index = static_cast<int>(m_spans.size()) - 1; index >= 0; --index) {
        const SentenceSpan &one = m_spans[static_cast<std::size_t>(index)];
        if (one.stream != stream || one.turn < turn)
            break; // a stream's turns are in order
        if (one.turn == turn)
            first = index;
    }
    return first;
}

/// Since when nothing that stands before `index` is heard. What was never begun takes no time.
CallTime SentenceSpans::silentFrom(std::size_t index) const
{
    while (index > 0) {
        const SentenceSpan &before = m_spans[--index];
        if (!before.isCut || before.heardUntil > before.range.begin)
            return before.heardUntil;
    }
    return CallTime(0);
}

std::optional<int> SentenceSpans::arrange(int index)
{
    for (auto i = static_cast<std::size_t>(index); i < m_spans.size(); ++i) {
        SentenceSpan &one = m_spans[i];
        if (one.isCut)
            continue;
        const CallTime length = lengthOf(one);
        one.range.begin = std::max(one.notBefore, silentFrom(i));
        one.range.end = one.heardUntil = one.range.begin + length;
    }
    return index;
}

} // namespace callscope::ui
