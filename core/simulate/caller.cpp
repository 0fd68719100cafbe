#include "core/simulate/caller.h"

#include <algorithm>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr double quietestSound = 120; ///< RMS at the ear that counts as sound
constexpr milliseconds bridgedPause { 200 };
constexpr milliseconds newTurnAfter { 1500 }; ///< of quiet; shorter pauses are between sentences
constexpr int framesPerKey = 15; ///< 300 ms
constexpr int framesPerWait = 25; ///< `w` is half a second, as in Twilio's SendDigits

std::size_t keyCount(const QString &keys)
{
    return static_cast<std::size_t>(keys.size() - keys.count(u'w'));
}

} // namespace

std::optional<milliseconds> TurnRecord::latency() const
{
    return replyStart && !overlaps() ? std::optional(*replyStart - speechEnd) : std::nullopt;
}

Caller::Caller(const CallScript &script)
    : m_turnCount(script.live ? 0 : script.utterances.size() + keyCount(script.keys))
    , m_bargeIn(script.bargeIn)
    , m_botQuiet(script.botQuiet)
    , m_greetingPatience(script.greetingPatience)
    , m_replyPatience(script.replyPatience)
    , m_soundFloor(std::max(quietestSound, 2 * script.line.noiseRms)) // noise may come back through a line test
    , m_repeats(script.repeats)
{
    if (script.live) {
        m_live.emplace();
        return;
    }
    if (!script.keys.isEmpty())
        m_script.emplace_back(script.keys);
    m_script.insert(m_script.end(), script.utterances.begin(), script.utterances.end());
}

Caller::Frame Caller::process(std::span<const media::Sample> ear)
{
    hear(ear);
    if (m_live)
        return converse();
    if (m_state == State::Listening)
        considerTurn();
    Frame frame { m_mouth };
    std::ranges::fill(m_mouth, media::Sample { 0 });
    if (m_state == State::Speaking) {
        const Turn &turn = lastBegun();
        if (const auto *utterance = std::get_if<Utterance>(&turn))
            say(*utterance);
        else
            frame.keys = press(std::get<QString>(turn));
    }
    ++m_frames;
    return frame;
}

Caller::Frame Caller::converse()
{
    ++m_frames;
    m_mouth = m_live->nextFrame();
    return { m_mouth };
}

void Caller::speak(std::span<const media::Sample> samples)
{
    if (m_live)
        m_live->push(samples);
}

void Caller::listenTo(bool stream)
{
    if (stream && !m_streamed)
        m_greetingDue = true;
    m_streamed = stream;
}

void Caller::noteCut()
{
    m_talking = m_oldTalk = false;
    if (m_botSpeaking)
        noteSilence(now() - m_quiet);
}

void Caller::hear(std::span<const media::Sample> ear)
{
    const bool sound = media::rms(ear) >= m_soundFloor;
    if (m_quiet >= m_botQuiet)
        m_talking = m_oldTalk = false;
    if (sound && !m_botSpeaking)
        noteOnset();
    m_talking = m_talking || sound;
    m_quiet = sound ? milliseconds(0) : m_quiet + media::frameLength;
    if (sound && !m_turns.empty() && m_turns.back().replyStart)
        m_turns.back().replyLength += media::frameLength;
    if (m_botSpeaking && m_quiet >= bridgedPause)
        noteSilence(now() + media::frameLength - m_quiet);
}

void Caller::noteOnset()
{
    m_botSpeaking = true;
    if (!m_firstSound)
        m_firstSound = now();
    const bool greets = std::exchange(m_greetingDue, false);
    // Nobody knows what a live caller asked for.
    if (!m_live && m_streamed && !greets && m_quiet >= newTurnAfter && !awaitsReply())
        ++m_unprompted;
    if (!m_turns.empty() && continuesOldTalk())
        noteContinuation();
    else if (awaitsReply())
        noteReply();
    else if (m_turns.empty() && !m_botBegan)
        m_botBegan = now();
}

bool Caller::awaitsReply() const
{
    if (m_turns.empty())
        return false;
    const TurnRecord &turn = m_turns.back();
    const bool isPatient = m_state == State::Speaking || now() - m_listeningSince < m_replyPatience;
    return hasSpoken() && isPatient && (!turn.replyStart || turn.overlaps());
}

bool Caller::hasSpoken() const
{
    // The breath before the first word is no speech, but a line that loops it back does not speak before him either.
    return m_breathed || now() >= m_turns.back().speechStart;
}

bool Caller::continuesOldTalk()
{
    const TurnRecord &turn = m_turns.back();
    // Before he said a word, or into the word that should have stopped it.
    if (!hasSpoken() || (turn.bargedIn && now() < turn.speechEnd))
        m_oldTalk = true;
    return m_oldTalk;
}

void Caller::noteContinuation()
{
    m_turns.back().bargedIn = true;
    m_turns.back().yieldedAfter.reset(); // that was a pause between sentences
}

void Caller::noteReply()
{
    m_turns.back().replyStart = now(); // in place of an interjection, too
    m_turns.back().replyLength = milliseconds(0);
    if (m_state == State::Listening && !m_botBegan)
        m_botBegan = now();
}

void Caller::noteSilence(milliseconds since)
{
    m_botSpeaking = false;
    if (m_turns.empty() || !m_turns.back().bargedIn || m_turns.back().yieldedAfter)
        return;
    TurnRecord &turn = m_turns.back();
    turn.bargedIn = since >= turn.speechStart; // it had ended before the first word
    if (turn.bargedIn)
        turn.yieldedAfter = since - turn.speechStart;
}

void Caller::considerTurn()
{
    const milliseconds patience = m_begun == 0 ? m_greetingPatience : m_replyPatience;
    const bool outOfPatience = !m_botBegan && now() - m_listeningSince >= patience;
    const bool botFinished = m_botBegan && m_quiet >= m_botQuiet;
    const bool bargesIn = m_bargeIn && m_botBegan && m_botSpeaking && now() - *m_botBegan >= *m_bargeIn;
    const bool more = m_begun < m_script.size() || (m_repeats && !m_script.empty());
    if (more && (botFinished || outOfPatience || bargesIn))
        beginTurn();
    else if (!more && (botFinished || outOfPatience))
        m_state = State::Done;
}

void Caller::beginTurn()
{
    ++m_begun;
    const Turn &turn = lastBegun();
    m_said = 0;
    m_breathed = false;
    m_state = State::Speaking;
    if (const auto *utterance = std::get_if<Utterance>(&turn))
        beginRecord({ utterance->name, now() + media::lengthOf(utterance->speechBegin),
                      now() + media::lengthOf(utterance->speechEnd) });
}

void Caller::beginRecord(TurnRecord record)
{
    record.bargedIn = m_botSpeaking;
    m_oldTalk = m_talking;
    m_turns.push_back(std::move(record));
}

void Caller::endTurn()
{
    m_state = State::Listening;
    m_listeningSince = now() + media::frameLength;
    m_botBegan.reset();
    if (m_turns.empty())
        return; // keys that are all waits
    TurnRecord &turn = m_turns.back();
    turn.finished = true;
    // What began inside the utterance is an answer only when it goes on after it.
    const milliseconds lastSound = now() + media::frameLength - m_quiet;
    if (turn.overlaps() && lastSound < turn.speechEnd) {
        turn.replyStart.reset();
        turn.replyLength = milliseconds(0);
    }
    m_botBegan = turn.replyStart;
}

void Caller::say(const Utterance &utterance)
{
    const auto whole = static_cast<std::int64_t>(utterance.samples.size());
    const auto count = std::min<std::int64_t>(media::frameSamples, whole - m_said);
    std::copy_n(utterance.samples.begin() + m_said, count, m_mouth.begin());
    m_said += count;
    m_breathed = m_breathed || media::rms(m_mouth) >= quietestSound;
    if (m_said >= whole)
        endTurn();
}

QString Caller::press(const QString &keys)
{
    std::int64_t due = 0;
    QString pressed;
    for (const QChar key : keys) {
        const bool wait = key == u'w';
        if (!wait && due == m_said)
            pressed = key;
        due += wait ? framesPerWait : framesPerKey;
    }
    if (!pressed.isEmpty())
        beginRecord({ .said = u"key "_s + pressed,
                      .speechStart = now(),
                      .speechEnd = now(),
                      .finished = true,
                      .expectsReply = m_turns.size() + 1 == keyCount(keys) });
    if (++m_said >= due)
        endTurn();
    return pressed;
}

} // namespace callscope::simulate
