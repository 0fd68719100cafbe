#pragma once

#include "core/check/explanation.h"

namespace callscope::check {

/// One possible explanation of a call; nothing when the facts do not prove it. A rule looks at facts only, never at
/// what another rule found.
using ExplanationRule = std::optional<Explanation> (*)(const CallFacts &facts);

// On the way to a stream that runs: explanationofstream.cpp.
std::optional<Explanation> beginMissing(const CallFacts &facts);
std::optional<Explanation> noSocket(const CallFacts &facts);
std::optional<Explanation> handshakeRefused(const CallFacts &facts);
std::optional<Explanation> noStart(const CallFacts &facts);
std::optional<Explanation> noMedia(const CallFacts &facts);
std::optional<Explanation> dropped(const CallFacts &facts);

// Hearing and understanding: explanationofhearing.cpp.
std::optional<Explanation> neverOverThreshold(const CallFacts &facts);
std::optional<Explanation> recognizerFailed(const CallFacts &facts);
std::optional<Explanation> recognizerSilent(const CallFacts &facts);
std::optional<Explanation> echoLoop(const CallFacts &facts);

// Answering and being heard: explanationofanswers.cpp.
std::optional<Explanation> agentSilent(const CallFacts &facts);
std::optional<Explanation> agentSlow(const CallFacts &facts);
std::optional<Explanation> noSoundSent(const CallFacts &facts);
std::optional<Explanation> neverPlayed(const CallFacts &facts);
std::optional<Explanation> bargeInCutEverything(const CallFacts &facts);
std::optional<Explanation> lateFirstResponse(const CallFacts &facts);
std::optional<Explanation> stillRunning(const CallFacts &facts);
std::optional<Explanation> endedNormally(const CallFacts &facts);

/// "4.2" for 4213 ms.
QString inSeconds(Milliseconds length);
/// "212" or "8.5": as a level is spoken of.
QString level(double rms);
/// The places of those that are not null, ascending, each once.
std::vector<std::size_t> proof(const CallFacts &facts, std::initializer_list<const event::Event *> events);

} // namespace callscope::check
