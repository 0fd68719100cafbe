#pragma once

#include "core/event/fieldtypes.h"

/// What the agent answers, and how fast. See payloads.h.
namespace callscope::event {

struct AgentReplied
{
    static constexpr char name[] = "AGENT_REPLY";
    int turn = 0;
    std::optional<int> utterance; ///< empty for the greeting and for a digit
    QString text, language;
    static void fields(auto &self, auto &&visit)
    {
        visit("turn", self.turn), visit("utterance", self.utterance), visit("text", self.text);
        visit("language", self.language);
    }
};

/// The caller has heard what the agent said in that turn, and now the line itself is dealt with as it asked.
struct AgentActed
{
    static constexpr char name[] = "AGENT_ACTION";
    int turn = 0;
    QString action; ///< "hang_up", "transfer", "record"
    QString target; ///< of "transfer"
    static void fields(auto &self, auto &&visit)
    {
        visit("turn", self.turn), visit("action", self.action), visit("target", self.target);
    }
};

/// The reply's first frame left. The stages are those between the moments t0 … t6 of a turn:
/// t0 last caller speech frame received, t1 end of speech decided, t2 final text, t3 agent's first word,
/// t4 first clause to the synthesizer, t5 first sound from it, t6 first `media` written.
struct ReplyLeft
{
    static constexpr char name[] = "PING_PONG_TX";
    int turn = 0;
    std::optional<int> utterance;
    std::optional<Milliseconds> endpointing, recognition, agent, text, synthesis, gateway; ///< t1-t0 … t6-t5
    std::optional<Milliseconds> voiceToVoice; ///< t6-t0
    std::optional<Milliseconds> ours; ///< our own part beyond EOU_MS: (t1-t0 - EOU_MS) + (t4-t3) + (t6-t5)
    static void fields(auto &self, auto &&visit)
    {
        visit("turn", self.turn), visit("utterance", self.utterance), visit("endpointing_ms", self.endpointing);
        visit("recognition_ms", self.recognition), visit("agent_ms", self.agent), visit("text_ms", self.text);
        visit("synthesis_ms", self.synthesis), visit("gateway_ms", self.gateway);
        visit("voice_to_voice_ms", self.voiceToVoice), visit("ours_ms", self.ours);
    }
};

} // namespace callscope::event
