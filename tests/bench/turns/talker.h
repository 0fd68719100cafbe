#pragma once

#include "tests/bench/loadgen/stream.h"
#include "tests/bench/turns/lines.h"

#include <deque>

namespace callscope::bench {

/// What all calls of a run have found.
struct Answers
{
    struct Turn
    {
        std::size_t call;
        Time at; ///< the first frame of the answer was here
    };

    std::vector<Turn> turns {};
    std::size_t unanswered = 0; ///< utterances that nothing came back for in five seconds
};

/// A caller who says the same again and again, each time when the answer has been played, or one who is silent. Marks
/// come back when what stands before them has been played, as from Twilio.
class Talker final : public Stream
{
public:
    /// `speaksAfter`: frames until the first word; nothing: never a word.
    Talker(Studio &studio, std::size_t call, const Lines &lines, Answers &answers,
           std::optional<std::size_t> speaksAfter);

    void sendFrame(Time now);

private:
    enum class Phase { Silent, Pausing, Speaking, Waiting, Hearing };
    struct Mark
    {
        std::string name;
        Time playedAt;
    };

    void takeMessage(std::string_view message) override;
    void takeSound(Time now);
    std::string_view nextPayload();
    void goOn(Time now);
    void returnMarks(Time now);

    const Lines &m_lines;
    Answers &m_answers;
    Phase m_phase;
    std::size_t m_left = 0; ///< frames of this phase
    std::size_t m_said = 0; ///< frames in all
    bool m_awaitsAnswer = false; ///< to what was said last
    Time m_playsUntil {};
    std::deque<Mark> m_marks {};
};

} // namespace callscope::bench
