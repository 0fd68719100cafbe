#pragma once

#include "tests/bench/loadgen/echostream.h"
#include "tests/bench/loadgen/options.h"
#include "tests/bench/loadgen/usage.h"

#include <memory>

namespace callscope::bench {

/// What a run has found, beside the tally.
struct Findings
{
    Usage before {}, after {}; ///< around the time that counts
    std::uint64_t idleKib = 0, loadedKib = 0; ///< of the server without a call, and with all of them
    Seconds connecting {};
};

/// All calls of a run in one thread.
class Generator
{
public:
    explicit Generator(const Options &options);
    ~Generator();

    /// False: not all calls could be opened in time.
    bool open();
    void run();

    const Tally &tally() const { return m_tally; }
    const Findings &findings() const { return m_findings; }

private:
    void goOn(Time until);
    void drain();

    Options m_options;
    Dice m_dice {};
    Sound m_sound { m_dice };
    Tally m_tally {};
    Findings m_findings {};
    Studio m_studio;
    Round m_round;
    std::vector<std::unique_ptr<EchoStream>> m_streams {};
};

} // namespace callscope::bench
