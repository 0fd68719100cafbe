#include "core/check/explanationrules.h"

#include <QtGlobal>

#include <algorithm>

namespace callscope::check {

namespace {

using namespace std::chrono_literals;
using event::Event;
using Found = std::optional<Explanation>;

constexpr Milliseconds listeningPatience = 5s; ///< a caller who wants something has spoken by then
constexpr Milliseconds finalPatience = 6s; ///< the gateway itself gives up after 5 s
constexpr Milliseconds enoughSpeech = 600ms; ///< shorter sounds may be no words at all
constexpr double overNoise = 2; ///< a voice stands that far out of the noise
constexpr double quietestVoice = 60; ///< below it even a voice on a silent line is none
constexpr Milliseconds echoDelay = 1500ms; ///< the longest way of the bot's sound back into the caller's line
constexpr double echoPart = 0.75; ///< of the bot's words, found in what the caller is said to have said
constexpr qsizetype echoWords = 3; ///< fewer are the same by chance

Milliseconds spokenLength(const CallFacts &facts)
{
    Milliseconds sum {};
    for (const UtteranceFacts &utterance : facts.utterances)
        sum += utterance.length;
    return sum;
}

const UtteranceFacts *understood(const CallFacts &facts)
{
    const auto found
        = std::ranges::find_if(facts.utterances, [](const UtteranceFacts &one) { return !one.text.isEmpty(); });
    return found != facts.utterances.end() ? &*found : nullptr;
}

bool isTimeout(const Event *recognizerError)
{
    return as<event::ProviderFailed>(recognizerError).code == QLatin1String("timeout");
}

QStringList wordsOf(const QString &text)
{
    QString plain;
    for (const QChar c : text)
        plain += c.isLetterOrNumber() ? c.toLower() : QChar(u' ');
    return plain.split(u' ', Qt::SkipEmptyParts);
}

/// The caller is said to have said what the bot said.
bool repeats(const QString &said, const QString &reply)
{
    const QStringList heard = wordsOf(said), spoken = wordsOf(reply);
    if (spoken.size() < echoWords || heard.size() < echoWords)
        return false;
    const auto same = std::ranges::count_if(spoken, [&heard](const QString &word) { return heard.contains(word); });
    return static_cast<double>(same) >= echoPart * static_cast<double>(spoken.size());
}

/// The turn whose sound came back as this utterance: it had left before, and was the newest that had.
const TurnFacts *echoedBy(const CallFacts &facts, const UtteranceFacts &utterance)
{
    const TurnFacts *newest = nullptr;
    for (const TurnFacts &turn : facts.turns) {
        if (turn.left && utterance.started && turn.left->monotonic < utterance.started->monotonic)
            newest = &turn;
    }
    if (!newest || !repeats(utterance.text, newest->text))
        return nullptr;
    // The caller who repeats the bot's words waits until it has finished.
    const bool wasOver = newest->heard && newest->heard->monotonic + echoDelay < utterance.started->monotonic;
    return wasOver ? nullptr : newest;
}

Explanation unheard(const CallFacts &facts)
{
    const LevelFacts &levels = facts.levels;
    Explanation found { CallVerdict::NeverOverThreshold, VerdictSeverity::Fault };
    found.evidence = proof(facts, { facts.started, levels.loudestAt, facts.streamEnd() });
    const QStringList figures { inSeconds(facts.heardSound), level(levels.noise), level(levels.loudest),
                                levels.threshold ? level(*levels.threshold) : QStringLiteral("?") };
    found.headline
        = { QT_TRANSLATE_NOOP("Verdict",
                              "In %1 s nothing of the caller passed for speech: noise %2, loudest %3, threshold %4."),
            figures };
    return found;
}

} // namespace

Found neverOverThreshold(const CallFacts &facts)
{
    const LevelFacts &levels = facts.levels;
    const bool isListening = levels.threshold || !facts.turns.empty();
    const bool hasSpoken = !facts.utterances.empty() || facts.digit || facts.takenOver;
    if (!facts.started || !isListening || hasSpoken || facts.heardSound < listeningPatience)
        return std::nullopt;
    Explanation found = unheard(facts);
    if (levels.threshold && levels.loudest > *levels.threshold) {
        found.cause = { QT_TRANSLATE_NOOP(
            "Verdict", "What was loud enough was too short for a word, or was the bot's own voice coming back.") };
        found.fix = { QT_TRANSLATE_NOOP("Verdict", "Listen to the record: is the caller's voice in it?") };
    } else if (levels.loudest >= std::max(overNoise * levels.noise, quietestVoice)) {
        found.cause
            = { QT_TRANSLATE_NOOP("Verdict", "The caller's voice is in the sound, and too quiet for VAD_RMS.") };
        found.fix = { QT_TRANSLATE_NOOP("Verdict", "Set VAD_RMS between %1 and %2: above the noise, below the voice."),
                      { level(levels.noise), level(levels.loudest) } };
    } else {
        found.severity = VerdictSeverity::Warning;
        found.cause
            = { QT_TRANSLATE_NOOP("Verdict", "The caller was silent or muted: no voice stands out of the noise.") };
        found.fix
            = { QT_TRANSLATE_NOOP("Verdict", "Call again and speak; if it stays, check the caller's microphone.") };
    }
    return found;
}

Found recognizerFailed(const CallFacts &facts)
{
    if (!facts.recognizerError || isTimeout(facts.recognizerError))
        return std::nullopt;
    const auto &error = as<event::ProviderFailed>(facts.recognizerError);
    const UtteranceFacts *any = understood(facts);
    Explanation found { CallVerdict::RecognizerFailed, any ? VerdictSeverity::Warning : VerdictSeverity::Fault };
    found.evidence = proof(facts, { facts.recognizerError });
    found.headline = { QT_TRANSLATE_NOOP("Verdict", "The recognizer %1 failed (%2): %3"),
                       { error.provider, error.code, error.text } };
    found.cause = any ? Sentence { QT_TRANSLATE_NOOP("Verdict", "A part of what the caller said was not understood.") }
                      : Sentence { QT_TRANSLATE_NOOP("Verdict", "Nothing of what the caller said was understood.") };
    found.fix
        = { QT_TRANSLATE_NOOP("Verdict", "Mend what the error names; /readyz tells whether the recognizer is there.") };
    return found;
}

Found recognizerSilent(const CallFacts &facts)
{
    const auto awaited = std::ranges::find_if(facts.utterances, [&](const UtteranceFacts &one) {
        return one.ended && !one.final && between(one.ended, facts.last()) >= finalPatience;
    });
    const bool isLost = awaited != facts.utterances.end();
    const bool isTimedOut = facts.recognizerError && isTimeout(facts.recognizerError);
    const auto answered = std::ranges::find_if(facts.utterances, [](const UtteranceFacts &one) { return one.final; });
    const bool isDeaf = !understood(facts) && answered != facts.utterances.end() && spokenLength(facts) >= enoughSpeech;
    if (!isLost && !isTimedOut && !isDeaf)
        return std::nullopt;
    Explanation found { CallVerdict::RecognizerSilent,
                        understood(facts) ? VerdictSeverity::Warning : VerdictSeverity::Fault };
    const UtteranceFacts &shown = isLost     ? *awaited
        : answered != facts.utterances.end() ? *answered
                                             : facts.utterances.front();
    found.evidence = proof(facts, { shown.started, shown.ended, shown.final, facts.recognizerError });
    found.headline
        = { QT_TRANSLATE_NOOP("Verdict", "The caller spoke for %1 s, and the recognizer gave no words for it."),
            { inSeconds(isDeaf ? spokenLength(facts) : shown.length) } };
    found.cause = isDeaf && !isTimedOut
        ? Sentence { QT_TRANSLATE_NOOP(
            "Verdict", "It answered, but with empty texts: another language, a bad line, or noise and not a voice.") }
        : Sentence { QT_TRANSLATE_NOOP("Verdict",
                                       "No final text came in time: the recognizer hangs or cannot keep up.") };
    found.fix = { QT_TRANSLATE_NOOP(
        "Verdict",
        "Listen to the record, check the language, and give the recognizer more threads or a faster machine.") };
    return found;
}

Found echoLoop(const CallFacts &facts)
{
    const UtteranceFacts *previous = nullptr;
    int echoes = 0;
    Explanation found { CallVerdict::EchoLoop, VerdictSeverity::Fault };
    for (const UtteranceFacts &utterance : facts.utterances) {
        const TurnFacts *turn = echoedBy(facts, utterance);
        if (!turn)
            continue;
        ++echoes;
        if (echoes == 2)
            found.evidence
                = proof(facts, { previous->final, turn->reply, turn->left, utterance.started, utterance.final });
        previous = &utterance;
    }
    if (echoes < 2)
        return std::nullopt;
    found.headline
        = { QT_TRANSLATE_NOOP("Verdict", "The bot answered its own voice %1 times."), { QString::number(echoes) } };
    found.cause = { QT_TRANSLATE_NOOP(
        "Verdict", "What the bot said came back over the caller's line and was taken for the caller.") };
    found.fix = { QT_TRANSLATE_NOOP(
        "Verdict",
        "Look at ECHO_SUPPRESSED: without it the echo is late or distorted; let the caller use a headset.") };
    return found;
}

} // namespace callscope::check
