#pragma once

#include "core/simulate/callscript.h"
#include "core/simulate/livemouth.h"

#include <variant>

namespace callscope::simulate {

/// One turn of the caller and what came of it. Times are since the call was answered, as in the heard file.
struct TurnRecord
{
    QString said {}; ///< the file, or "key 1"
    std::chrono::milliseconds speechStart { 0 }, speechEnd { 0 }; ///< first and past the last sound; of a key: pressed
    /// First sound of the answer, never of what the bot was saying before. It lies before `speechEnd` when the bot
    /// began inside the utterance and went on.
    std::optional<std::chrono::milliseconds> replyStart {};
    std::chrono::milliseconds replyLength { 0 }; ///< of sound at the ear up to the next turn
    bool bargedIn = false; ///< the bot was speaking when the caller began
    std::optional<std::chrono::milliseconds> yieldedAfter {}; ///< from speechStart to the ear being silent for good
    bool finished = false; ///< the caller came to the end of it
    bool expectsReply = true; ///< false of a key with more keys behind it: a number is answered once

    friend bool operator==(const TurnRecord &, const TurnRecord &) = default;

    /// The answer began before the caller had ended.
    bool overlaps() const { return replyStart && *replyStart < speechEnd; }
    /// From the end of speech to the answer; nothing without an answer and of one that overlaps.
    std::optional<std::chrono::milliseconds> latency() const;
};

/// The person on the phone: says each utterance when the bot has finished (or, barging in, some time after it began),
/// and notes what the ear gets. A live one says what it is given, whenever that is, and has no turns. Its time is the
/// frames given to it. Plain, one a call.
class Caller
{
public:
    struct Frame
    {
        const media::Samples &mouth; ///< 160 samples, good until the next frame
        QString keys {}; ///< pressed in this frame
    };

    explicit Caller(const CallScript &script);

    /// 20 ms: what the ear gets in, what the mouth gives out.
    Frame process(std::span<const media::Sample> ear);
    /// What a live caller says next; of no effect on another one.
    void speak(std::span<const media::Sample> samples);
    /// Whether a media stream has the ear from now on (so it is at first); each may greet. What TwiML says without one
    /// is never unprompted.
    void listenTo(bool stream);
    /// The bot took back all that was still to be heard (`clear`): what comes next is new, however soon.
    void noteCut();

    /// All is said and the last answer was heard, or none came in time.
    bool isDone() const { return m_state == State::Done; }
    bool heardBot() const { return m_firstSound.has_value(); }
    std::optional<std::chrono::milliseconds> firstSound() const { return m_firstSound; }
    /// Since the last sound at the ear.
    std::chrono::milliseconds quietLength() const { return m_quiet; }
    const std::vector<TurnRecord> &turns() const { return m_turns; }
    /// How many turns the script has; each key is one.
    std::size_t turnCount() const { return m_turnCount; }
    /// How often the bot began to speak, after 1.5 s of quiet, without a greeting or an answer to give.
    int unpromptedTurns() const { return m_unprompted; }

private:
    enum class State { Listening, Speaking, Done };
    using Turn = std::variant<Utterance, QString>;

    Frame converse();
    void hear(std::span<const media::Sample> ear);
    void noteOnset();
    bool awaitsReply() const;
    bool hasSpoken() const;
    bool continuesOldTalk();
    void noteContinuation();
    void noteReply();
    void noteSilence(std::chrono::milliseconds since);
    const Turn &lastBegun() const { return m_script[(m_begun - 1) % m_script.size()]; }
    void considerTurn();
    void beginTurn();
    void beginRecord(TurnRecord record);
    void endTurn();
    void say(const Utterance &utterance);
    QString press(const QString &keys);
    std::chrono::milliseconds now() const { return m_frames * media::frameLength; }

    std::vector<Turn> m_script {};
    std::size_t m_turnCount = 0;
    std::size_t m_begun = 0; ///< steps of the script, again and again when it repeats; all keys are one
    std::vector<TurnRecord> m_turns {};
    std::optional<std::chrono::milliseconds> m_bargeIn {};
    std::chrono::milliseconds m_botQuiet, m_greetingPatience, m_replyPatience;
    double m_soundFloor = 0;
    std::optional<LiveMouth> m_live {};

    bool m_repeats = false;
    media::Samples m_mouth = media::Samples(media::frameSamples, 0); ///< the frame that is said

    State m_state = State::Listening;
    std::int64_t m_frames = 0;
    std::int64_t m_said = 0; ///< samples of the running utterance, or frames of the running keys
    std::chrono::milliseconds m_listeningSince { 0 };
    std::chrono::milliseconds m_quiet { std::chrono::hours(1) };
    bool m_breathed = false; ///< the mouth has given sound in this turn
    bool m_botSpeaking = false; ///< sound, with pauses under 200 ms bridged
    bool m_talking = false; ///< the same with pauses under `botQuiet`
    bool m_oldTalk = false; ///< and it began before the last turn did
    bool m_streamed = true, m_greetingDue = true;
    int m_unprompted = 0;
    std::optional<std::chrono::milliseconds> m_firstSound {};
    std::optional<std::chrono::milliseconds> m_botBegan {}; ///< to speak since the last turn (or the answer)
};

} // namespace callscope::simulate
