#include "ui/common/turnstep.h"

#include <algorithm>
#include <climits>

namespace callscope::ui {

namespace {

using std::chrono::milliseconds;

/// Speech is told some frames after it began; more than this and the stream's own clock is not to be trusted.
constexpr CallTime largestDetection { 1000 };

/// "t3s2": 2. Nothing: not a mark of ours.
std::optional<int> sentenceOfMark(const QString &mark)
{
    bool isNumber = false;
    const int number = QStringView(mark).mid(mark.lastIndexOf(u's') + 1).toInt(&isNumber);
    return isNumber && mark.contains(u's') ? std::optional(number) : std::nullopt;
}

SpokenSentence &sentence(Turn &turn, int number)
{
    const auto place = std::lower_bound(turn.sentences.begin(), turn.sentences.end(), number,
                                        [](const SpokenSentence &one, int wanted) { return one.number < wanted; });
    if (place != turn.sentences.end() && place->number == number)
        return *place;
    return *turn.sentences.insert(place, SpokenSentence { .number = number });
}

QString joinedSentences(const Turn &turn)
{
    QStringList texts;
    for (const SpokenSentence &one : turn.sentences)
        texts << one.text;
    texts.removeAll(QString());
    return texts.join(u' ');
}

/// How much sound of the reply was made so far; nothing while no length was told.
std::optional<milliseconds> soundOf(const Turn &turn)
{
    std::optional<milliseconds> sum;
    for (const SpokenSentence &one : turn.sentences) {
        if (one.length)
            sum = sum.value_or(milliseconds(0)) + *one.length;
    }
    return sum;
}

void extend(std::optional<TimeRange> &range, CallTime time)
{
    if (range)
        range->end = std::max(range->end, time);
}

} // namespace

std::optional<CallTime> TurnList::Step::moment(milliseconds at) const
{
    return sawBegin() ? std::optional(std::min(time, list.m_streamBegin + at)) : std::nullopt;
}

auto TurnList::Step::operator()(const event::StreamStarted &) const -> Changed
{
    list.m_stream = stream;
    list.m_streamBegin = time;
    list.m_isMuted = false; // the bot of a new stream begins anew
    list.m_held.clear();
    return std::nullopt;
}

auto TurnList::Step::operator()(const event::SpeechStarted &started) const -> Changed
{
    const CallTime begin = moment(started.at).value_or(time);
    return speak(started.utterance, time - begin <= largestDetection ? begin : time);
}

auto TurnList::Step::operator()(const event::SpeechEnded &ended) const -> Changed
{
    const int index = list.openUtterance(stream, ended.utterance, time);
    std::optional<TimeRange> &speech = turn(index).speech;
    const CallTime end = std::min(time, speech ? speech->begin + ended.length : moment(ended.at).value_or(time));
    speech = TimeRange { std::max(end - ended.length, CallTime(0)), end };
    hush(index);
    return index;
}

auto TurnList::Step::operator()(const event::PartialRecognized &partial) const -> Changed
{
    const Changed known = list.ofUtterance(stream, partial.utterance);
    const int index = known ? *known : speak(partial.utterance, time);
    if (turn(index).saidIsFinal)
        return std::nullopt; // overtaken
    turn(index).said = partial.text;
    return index;
}

auto TurnList::Step::operator()(const event::FinalRecognized &final) const -> Changed
{
    const int index = list.openUtterance(stream, final.utterance, time);
    turn(index).said = final.text;
    turn(index).saidIsFinal = true;
    hush(index);
    // The gateway holds what it understands while the caller already says more: the next answer is to both.
    if (list.m_speaking && !list.m_isMuted && !turn(index).number && !final.text.isEmpty())
        list.m_held.push_back(index);
    return index;
}

auto TurnList::Step::operator()(const event::AgentReplied &replied) const -> Changed
{
    const int index = list.openReply(stream, replied.turn, replied.utterance, time);
    turn(index).answer = replied.text;
    turn(index).answerIsWhole = true;
    return firstOf(index, replied.utterance);
}

auto TurnList::Step::operator()(const event::OperatorSaid &said) const -> Changed
{
    const int index = list.openReply(stream, said.turn, {}, time);
    turn(index).answer = said.text;
    turn(index).answerIsWhole = true;
    turn(index).byOperator = true;
    return index;
}

auto TurnList::Step::operator()(const event::SpeechSynthesized &made) const -> Changed
{
    const int index = list.openReply(stream, made.turn, {}, time);
    SpokenSentence &one = sentence(turn(index), made.sentence);
    one.text = made.text;
    one.length = made.length;
    if (!turn(index).answerIsWhole)
        turn(index).answer = joinedSentences(turn(index));
    return index;
}

auto TurnList::Step::operator()(const event::ReplyLeft &left) const -> Changed
{
    const int index = list.openReply(stream, left.turn, left.utterance, time);
    Turn &changed = turn(index);
    const auto buffer = changed.stages.back();
    changed.stages
        = { left.endpointing, left.recognition, left.agent, left.text, left.synthesis, left.gateway, buffer };
    changed.voiceToVoice = left.voiceToVoice;
    changed.reply = TimeRange { time, time };
    changed.cut = false;
    changed.heardText.reset();
    list.m_replying = { index }; // one after the other: those before have been spoken
    return earlier(firstOf(index, left.utterance), giveUp(left.turn));
}

auto TurnList::Step::operator()(const event::MarkReceived &mark) const -> Changed
{
    const std::optional<int> number = sentenceOfMark(mark.mark);
    if (!mark.turn || !number)
        return std::nullopt;
    const int index = list.openReply(stream, *mark.turn, {}, time);
    Turn &changed = turn(index);
    SpokenSentence &one = sentence(changed, *number);
    one.heard = mark.heard;
    if (!mark.heard)
        return index;
    extend(changed.reply, time);
    if (&one == &changed.sentences.front()) { // later marks have the pauses between sentences in them
        changed.stages.back() = withoutSound(mark.twilioBuffer, one.length);
        changed.toPlayed = withoutSound(mark.toPlayed, one.length);
    }
    return index;
}

auto TurnList::Step::operator()(const event::BargedIn &barged) const -> Changed
{
    const int index = list.openReply(stream, barged.turn, {}, time);
    Turn &changed = turn(index);
    changed.cut = true;
    changed.cutByCaller = !barged.by;
    changed.heardText = barged.heardText;
    std::erase(list.m_replying, index);
    return index;
}

auto TurnList::Step::operator()(const event::ClearSent &) const -> Changed
{
    for (const int index : list.m_replying) {
        turn(index).cut = true;
        for (SpokenSentence &one : turn(index).sentences)
            one.heard = one.heard.value_or(false);
    }
    return silence();
}

auto TurnList::Step::operator()(const event::TakenOver &) const -> Changed
{
    list.m_isMuted = true;
    list.m_held.clear(); // a mute bot answers nothing
    return std::nullopt;
}

auto TurnList::Step::operator()(const event::GivenBack &) const -> Changed
{
    list.m_isMuted = false;
    return std::nullopt;
}

int TurnList::Step::speak(int utterance, CallTime begin) const
{
    const int index = list.openUtterance(stream, utterance, begin);
    if (!turn(index).speech)
        turn(index).speech = TimeRange { begin, time };
    list.m_speaking = index;
    return index;
}

void TurnList::Step::hush(int index) const
{
    if (list.m_speaking == index)
        list.m_speaking.reset();
}

auto TurnList::Step::silence() const -> Changed
{
    const auto first = std::min_element(list.m_replying.begin(), list.m_replying.end());
    const Changed changed = first != list.m_replying.end() ? Changed(*first) : std::nullopt;
    list.m_replying.clear();
    return changed;
}

auto TurnList::Step::leave() const -> Changed
{
    list.m_speaking.reset();
    return earlier(silence(), giveUp(INT_MAX));
}

auto TurnList::Step::giveUp(int before) const -> Changed
{
    Changed first;
    for (int index = static_cast<int>(list.m_turns.size()) - 1; sawBegin() && index >= 0; --index) {
        Turn &waiting = turn(index);
        if (waiting.stream != stream || !waiting.number || *waiting.number >= before || waiting.reply || waiting.cut)
            continue;
        waiting.cut = true;
        waiting.heardText = QString();
        first = index;
    }
    return first;
}

auto TurnList::Step::firstOf(int index, std::optional<int> utterance) const -> Changed
{
    int first = index;
    for (int before = index - 1; utterance && before >= 0; --before) {
        if (turn(before).joinedTo == turn(index).number && turn(before).stream == stream)
            first = before;
    }
    return first;
}

auto TurnList::Step::grow() const -> Changed
{
    Changed first;
    if (list.m_speaking && turn(*list.m_speaking).stream == stream) {
        extend(turn(*list.m_speaking).speech, time);
        first = list.m_speaking;
    }
    for (const int index : list.m_replying) {
        Turn &going = turn(index);
        if (going.stream != stream || !going.reply)
            continue;
        const CallTime before = going.reply->end;
        extend(going.reply, std::min(time, going.reply->begin + soundOf(going).value_or(CallTime::max() / 2)));
        if (going.reply->end != before)
            first = earlier(first, index);
    }
    return first;
}

} // namespace callscope::ui
