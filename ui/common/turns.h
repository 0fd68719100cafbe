#pragma once

#include "ui/common/calltime.h"

#include <QHash>
#include <QStringList>

#include <array>
#include <utility>
#include <vector>

namespace callscope::ui {

/// The stages of a turn in their order (see event::ReplyLeft and event::MarkReceived). A mark stands behind the sound
/// of its sentence; TwilioBuffer is what is left of t7-t6 without that sound: how long the reply lay on its way to the
/// ear.
enum class Stage { Endpointing, Recognition, Agent, Text, Synthesis, Gateway, TwilioBuffer };
inline constexpr int stageCount = 7;

/// What is left of the time up to a mark when the sound before that mark is taken off; unknown when it does not fit.
std::optional<std::chrono::milliseconds> withoutSound(std::optional<std::chrono::milliseconds> upToMark,
                                                      std::optional<std::chrono::milliseconds> sound);

/// One sentence of a reply as it was made into sound.
struct SpokenSentence
{
    int number = 0; ///< from 1 in its turn
    QString text {}; ///< empty while only its mark is known
    std::optional<std::chrono::milliseconds> length {};
    std::optional<bool> heard {}; ///< known from its mark, or from a `clear`
};

/// One turn of the talk: what the caller said and what the bot answered. The greeting and an operator's sentence have
/// no utterance, what the caller said last may have no answer yet and then no number.
struct Turn
{
    base::StreamSid stream {}; ///< numbers begin anew with each stream of a call
    CallTime began { 0 }; ///< when the first was known of it
    std::optional<int> number {}; ///< of the bot's turn
    std::optional<int> utterance {};
    std::optional<int> joinedTo {}; ///< answered together with a later utterance: number of the turn of that answer
    std::optional<TimeRange> speech {}; ///< the caller's; ends at the newest event while it goes on
    std::optional<TimeRange> reply {}; ///< the bot's sound, from its first frame to what was heard of it so far
    QString said {}; ///< the caller's words: the newest partial, then the final
    bool saidIsFinal = false;
    QString answer {}; ///< the bot's words, as far as known
    bool answerIsWhole = false; ///< false: sentences may still come, or were cut before they were told
    std::vector<SpokenSentence> sentences {}; ///< by number
    std::optional<QString> heardText {}; ///< of a reply that was cut: the words that the caller did hear
    std::array<std::optional<std::chrono::milliseconds>, stageCount> stages {};
    std::optional<std::chrono::milliseconds> voiceToVoice {}; ///< t6-t0
    std::optional<std::chrono::milliseconds> toPlayed {}; ///< from the caller's last word to the reply at the ear
    bool cut = false; ///< the bot was stopped before its end, or before its first word
    bool cutByCaller = false; ///< by speaking or by a key, and not by an operator
    bool byOperator = false;

    /// From the caller's first word to the end of the answer, as far as known.
    TimeRange range() const;
};

/// The turns of one call, folded from its events in order. A plain value.
class TurnList
{
public:
    /// `time` is where `event` stands on the call's time axis. Gives back the index of the first turn that it changed,
    /// if any; later ones may have changed with it. Turns are only added, and keep their index.
    std::optional<int> take(const event::Event &event, CallTime time);
    /// In the order in which they began.
    const std::vector<Turn> &turns() const { return m_turns; }
    /// Index of the turn with that number: the newest one, when a call had several streams.
    std::optional<int> find(int number) const;
    /// Index of the last turn that began at or before `time`.
    std::optional<int> at(CallTime time) const;

private:
    struct Step; ///< what one event changes

    std::optional<int> ofUtterance(const base::StreamSid &stream, int utterance) const;
    std::optional<int> ofNumber(const base::StreamSid &stream, int number) const;
    /// Those that find nothing open a turn: a log may begin in the middle.
    int openUtterance(const base::StreamSid &stream, int utterance, CallTime time);
    int openReply(const base::StreamSid &stream, int number, std::optional<int> utterance, CallTime time);
    void link(int index, int number, std::optional<int> utterance);
    void noteUtterance(int index);

    std::vector<Turn> m_turns {};
    QHash<std::pair<base::StreamSid, int>, int> m_byUtterance {}; ///< the newest of each; no turn loses its utterance
    std::vector<int> m_held {}; ///< understood while the caller said more, no answer yet
    std::vector<int> m_replying {}; ///< their sound is on its way
    std::optional<int> m_speaking {}; ///< the caller is at it
    base::StreamSid m_stream {}; ///< the newest that was seen to begin
    CallTime m_streamBegin { 0 };
    bool m_isMuted = false; ///< an operator has the call
};

} // namespace callscope::ui
