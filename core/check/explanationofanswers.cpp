#include "core/check/explanationrules.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>

namespace callscope::check {

namespace {

using namespace std::chrono_literals;
using event::Event;
using Found = std::optional<Explanation>;

constexpr Milliseconds agentPatience = 6s; ///< an answer that took longer would be a fault as well
constexpr Milliseconds slow = 3s, tooSlow = 6s;
constexpr Milliseconds shortestTurn = 200ms; ///< the gateway answers nothing shorter
constexpr Milliseconds soundPatience = 2s; ///< from a reply to its first frame
constexpr Milliseconds markPatience = 3s; ///< a mark follows its sound, and is sent 200 ms ahead

/// The last understood utterance that no turn followed.
const UtteranceFacts *unanswered(const CallFacts &facts)
{
    const auto last = std::ranges::find_if(facts.utterances.rbegin(), facts.utterances.rend(), [](const auto &one) {
        return one.final && !one.text.isEmpty() && (!one.ended || one.length >= shortestTurn);
    });
    if (last == facts.utterances.rend())
        return nullptr;
    const bool isAnswered = std::ranges::any_of(facts.turns, [&](const TurnFacts &turn) {
        const Event *shown = turn.reply ? turn.reply : turn.left;
        return shown && shown > last->final;
    });
    return isAnswered ? nullptr : &*last;
}

VerdictSeverity lateness(Milliseconds waited)
{
    return waited > tooSlow ? VerdictSeverity::Fault : VerdictSeverity::Warning;
}

/// How long the caller waited for the turn: since the last word, or since the stream began.
Milliseconds waitFor(const CallFacts &facts, const TurnFacts &turn)
{
    const auto &left = as<event::ReplyLeft>(turn.left);
    return left.voiceToVoice.value_or(between(facts.started, turn.left));
}

const TurnFacts *firstToLeave(const CallFacts &facts)
{
    const auto found = std::ranges::find_if(facts.turns, [](const TurnFacts &turn) { return turn.left; });
    return found != facts.turns.end() ? &*found : nullptr;
}

const TurnFacts *firstReply(const CallFacts &facts)
{
    const auto found = std::ranges::find_if(facts.turns, [](const TurnFacts &turn) { return turn.reply; });
    return found != facts.turns.end() ? &*found : nullptr;
}

} // namespace

QString inSeconds(Milliseconds length)
{
    return QString::number(static_cast<double>(length.count()) / 1000, 'f', 1);
}

QString level(double rms)
{
    return QString::number(rms, 'f', rms < 10 && rms != std::floor(rms) ? 1 : 0);
}

std::vector<std::size_t> proof(const CallFacts &facts, std::initializer_list<const Event *> events)
{
    std::vector<std::size_t> places;
    for (const Event *event : events) {
        if (event)
            places.push_back(static_cast<std::size_t>(event - facts.events.data()));
    }
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

Found agentSilent(const CallFacts &facts)
{
    const UtteranceFacts *waiting = facts.takenOver ? nullptr : unanswered(facts);
    const Milliseconds waited = waiting ? between(waiting->final, facts.streamEnd()) : Milliseconds(0);
    const bool wasMissed = waiting && facts.answerMissed && facts.answerMissed->monotonic >= waiting->ended->monotonic;
    if (!facts.agentError && !wasMissed && waited < agentPatience)
        return std::nullopt;
    Explanation found { CallVerdict::AgentSilent, VerdictSeverity::Fault };
    found.fix = { QT_TRANSLATE_NOOP(
        "Verdict", "Look at the agent's own log for this moment; it owes a reply to each utterance.") };
    if (facts.agentError) {
        const auto &error = as<event::ProviderFailed>(facts.agentError);
        found.evidence = proof(facts, { waiting ? waiting->final : nullptr, facts.agentError });
        found.headline = { QT_TRANSLATE_NOOP("Verdict", "The agent %1 failed (%2): %3"),
                           { error.provider, error.code, error.text } };
        found.cause = { QT_TRANSLATE_NOOP("Verdict", "The caller was understood, and the agent had no answer.") };
        return found;
    }
    found.evidence = proof(facts, { waiting->ended, waiting->final, facts.answerMissed, facts.streamEnd() });
    found.headline = { QT_TRANSLATE_NOOP("Verdict", "The agent gave no answer in %1 s to \"%2\"."),
                       { inSeconds(waited), waiting->text } };
    found.cause
        = { QT_TRANSLATE_NOOP("Verdict", "The caller was understood, and the agent neither answered nor failed.") };
    return found;
}

Found agentSlow(const CallFacts &facts)
{
    const TurnFacts *slowest = nullptr;
    Milliseconds longest {};
    for (const TurnFacts &turn : facts.turns) {
        const auto thought = turn.left ? as<event::ReplyLeft>(turn.left).agent : std::nullopt;
        if (thought && *thought > longest) {
            longest = *thought;
            slowest = &turn;
        }
    }
    if (longest <= slow)
        return std::nullopt;
    Explanation found { CallVerdict::AgentSlow, lateness(longest) };
    found.evidence = proof(facts, { slowest->reply, slowest->left });
    found.headline = { QT_TRANSLATE_NOOP("Verdict", "The agent took %1 s to its first word in turn %2."),
                       { inSeconds(longest), QString::number(slowest->number) } };
    found.cause
        = { QT_TRANSLATE_NOOP("Verdict", "Most of the wait is the agent's own; hearing and speaking took %1 s."),
            { inSeconds(std::max(waitFor(facts, *slowest) - longest, Milliseconds(0))) } };
    found.fix = { QT_TRANSLATE_NOOP("Verdict", "Let the agent stream its reply by sentence, or use a faster one.") };
    return found;
}

Found noSoundSent(const CallFacts &facts)
{
    const TurnFacts *reply = firstReply(facts);
    const bool isMute = facts.framesSent == 0 && reply && between(reply->reply, facts.streamEnd()) >= soundPatience;
    if (!facts.synthesizerError && !isMute)
        return std::nullopt;
    const bool anySound = facts.framesSent > 0;
    Explanation found { CallVerdict::NoSoundSent, anySound ? VerdictSeverity::Warning : VerdictSeverity::Fault };
    found.evidence = proof(facts,
                           { reply ? reply->reply : nullptr, facts.synthesizerError,
                             facts.synthesizerError ? nullptr : facts.streamEnd() });
    if (facts.synthesizerError) {
        const auto &error = as<event::ProviderFailed>(facts.synthesizerError);
        found.headline = { QT_TRANSLATE_NOOP("Verdict", "The voice %1 failed (%2), and a reply was not spoken: %3"),
                           { error.provider, error.code, error.text } };
        found.cause = { QT_TRANSLATE_NOOP("Verdict", "The agent answered, and its text never became sound.") };
        found.fix = { QT_TRANSLATE_NOOP("Verdict",
                                        "Mend what the error names: language, voice, or the provider's account.") };
        return found;
    }
    found.headline = { QT_TRANSLATE_NOOP("Verdict", "The agent answered, and no sound was sent in the %1 s after it."),
                       { inSeconds(between(reply->reply, facts.streamEnd())) } };
    found.cause = { QT_TRANSLATE_NOOP("Verdict", "The voice neither gave sound nor failed.") };
    found.fix = { QT_TRANSLATE_NOOP("Verdict", "Check the voice's provider; it owes sound to each sentence.") };
    return found;
}

Found neverPlayed(const CallFacts &facts)
{
    const Milliseconds waited = between(facts.firstMark, facts.streamEnd());
    if (!facts.firstMark || facts.markBack || waited < markPatience)
        return std::nullopt;
    Explanation found { CallVerdict::NeverPlayed, VerdictSeverity::Fault };
    found.evidence = proof(facts, { facts.firstSent, facts.firstMark, facts.streamEnd() });
    found.headline = { QT_TRANSLATE_NOOP("Verdict", "%1 frames were sent, and none of %2 marks came back within %3 s."),
                       { QString::number(facts.framesSent), QString::number(facts.marksSent), inSeconds(waited) } };
    found.cause = { QT_TRANSLATE_NOOP(
        "Verdict",
        "Twilio did not play the sound: the stream is one-way, has another SID, or the messages were not taken.") };
    found.fix = { QT_TRANSLATE_NOOP(
        "Verdict", "Use <Connect><Stream> and not <Start>, and look for 31951 in Twilio's debugger.") };
    return found;
}

Found bargeInCutEverything(const CallFacts &facts)
{
    const Event *firstCut = nullptr, *lastCut = nullptr;
    int cut = 0, whole = 0;
    for (const TurnFacts &turn : facts.turns) {
        cut += turn.cut ? 1 : 0;
        whole += turn.heard && !turn.cut ? 1 : 0;
        firstCut = firstCut ? firstCut : turn.cut;
        lastCut = turn.cut ? turn.cut : lastCut;
    }
    if (cut < 2 || whole > 0)
        return std::nullopt;
    Explanation found { CallVerdict::BargeInCutEverything, VerdictSeverity::Fault };
    found.evidence = proof(facts, { firstCut, lastCut });
    found.headline
        = { QT_TRANSLATE_NOOP("Verdict", "The caller's side cut all %1 replies short; none was heard to its end."),
            { QString::number(cut) } };
    found.cause = { QT_TRANSLATE_NOOP(
        "Verdict", "Noise, a second voice or the bot's own echo passes for the caller speaking over the bot.") };
    found.fix = { QT_TRANSLATE_NOOP("Verdict", "Raise VAD_RMS above the noise (measured: %1), or switch BARGE_IN off."),
                  { level(facts.levels.noise) } };
    return found;
}

Found lateFirstResponse(const CallFacts &facts)
{
    const TurnFacts *first = firstToLeave(facts);
    if (!first || !facts.started || waitFor(facts, *first) <= slow)
        return std::nullopt;
    Explanation found { CallVerdict::LateFirstResponse, lateness(waitFor(facts, *first)) };
    found.evidence = proof(facts, { facts.started, first->reply, first->left });
    found.headline = { QT_TRANSLATE_NOOP(
                           "Verdict", "The caller waited %1 s for the first response; 3 s is the aim, 6 s the limit."),
                       { inSeconds(waitFor(facts, *first)) } };
    found.cause = { QT_TRANSLATE_NOOP("Verdict", "The stages of the turn show which provider was slow.") };
    found.fix = { QT_TRANSLATE_NOOP("Verdict", "Open the latency of turn %1 and speed up its longest stage."),
                  { QString::number(first->number) } };
    return found;
}

Found stillRunning(const CallFacts &facts)
{
    if (facts.isOver())
        return std::nullopt;
    Explanation found { CallVerdict::StillRunning, VerdictSeverity::Running };
    found.evidence = proof(facts, { facts.started ? facts.started : facts.webhook, facts.last() });
    found.headline = facts.started
        ? Sentence { QT_TRANSLATE_NOOP("Verdict",
                                       "Nothing is wrong so far: %1 s of stream, %2 utterances, %3 replies."),
                     { inSeconds(between(facts.started, facts.last())), QString::number(facts.utterances.size()),
                       QString::number(facts.turns.size()) } }
        : Sentence { QT_TRANSLATE_NOOP("Verdict", "The webhook was answered; the media socket is awaited.") };
    found.cause = { QT_TRANSLATE_NOOP(
        "Verdict", "The end of the call is not in these events: it still runs, or the log was cut off.") };
    found.fix = { QT_TRANSLATE_NOOP("Verdict", "Look again when the call has ended.") };
    return found;
}

Found endedNormally(const CallFacts &facts)
{
    if (!facts.isOver())
        return std::nullopt;
    Explanation found { CallVerdict::EndedNormally, VerdictSeverity::Fine };
    const Event *begun = facts.started ? facts.started : facts.incoming;
    found.evidence = proof(facts, { begun, facts.streamEnd(), facts.ended });
    found.headline = { QT_TRANSLATE_NOOP("Verdict", "The call ended normally after %1 s: %2 utterances, %3 replies."),
                       { inSeconds(between(begun, facts.streamEnd())), QString::number(facts.utterances.size()),
                         QString::number(facts.turns.size()) } };
    if (facts.hungUp)
        found.cause = { QT_TRANSLATE_NOOP("Verdict", "An operator hung up.") };
    return found;
}

} // namespace callscope::check
