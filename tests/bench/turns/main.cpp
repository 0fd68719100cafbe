// Callers who talk, and others beside them who are silent, with the recognizer that hears them: callscope_turns without
// options says how.

#include "tests/bench/loadgen/times.h"
#include "tests/bench/loadgen/usage.h"
#include "tests/bench/turns/ear.h"
#include "tests/bench/turns/talker.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

using namespace callscope::bench;

namespace {

constexpr std::size_t mostConnecting = 32; // at a time, so that no backlog overflows
constexpr std::chrono::seconds warmUp { 5 };
constexpr std::chrono::milliseconds frameLength { 20 };

struct Asked
{
    std::uint16_t port = 0, earPort = 0;
    std::size_t talkers = 0, silent = 0, turns = 0;
    Seconds atMost {}, connect {};
    const char *speech = nullptr;
    pid_t server = 0;

    std::size_t calls() const { return talkers + silent; }
};

/// All calls of a run, and their recognizer, in one thread.
class Party
{
public:
    Party(const Asked &asked, const Lines &lines)
        : m_asked(asked)
        , m_lines(lines)
    { }
    ~Party()
    {
        m_talkers.clear();
        ::close(m_studio.epoll);
    }
    Party(const Party &) = delete;
    Party &operator=(const Party &) = delete;

    bool open();
    void run();
    void report() const;

private:
    void go(Time until);
    std::optional<std::size_t> speaksAfter(std::size_t call) const;

    Asked m_asked;
    const Lines &m_lines;
    Dice m_dice {};
    Sound m_sound { m_dice };
    Tally m_tally {};
    Answers m_answers {};
    Studio m_studio { ::epoll_create1(EPOLL_CLOEXEC), m_asked.port, false, m_dice, m_sound, m_tally };
    Ear m_ear { m_studio.epoll, m_asked.earPort };
    Round m_round { m_studio.epoll, m_asked.calls() };
    std::vector<std::unique_ptr<Talker>> m_talkers {};
    Usage m_before {}, m_after {};
};

/// One after the other, so that their turns are spread as those of strangers are.
std::optional<std::size_t> Party::speaksAfter(std::size_t call) const
{
    const std::size_t between = 250 / m_asked.talkers;
    return call < m_asked.talkers ? std::optional(50 + call * between) : std::nullopt;
}

bool Party::open()
{
    if (!m_ear.isListening()) {
        std::perror("the recognizer's port");
        return false;
    }
    m_round.begin(frameLength);
    const Time until = Clock::now() + std::chrono::duration_cast<Clock::duration>(m_asked.connect);
    const auto settled = [this] { return m_tally.open + m_tally.closed; };
    while (settled() < m_asked.calls() && Clock::now() < until) {
        for (std::size_t call = m_talkers.size(); call < m_asked.calls() && call - settled() < mostConnecting; ++call)
            m_talkers.push_back(std::make_unique<Talker>(m_studio, call, m_lines, m_answers, speaksAfter(call)));
        go(until);
    }
    return m_tally.open == m_asked.calls() && m_tally.closed == 0;
}

void Party::run()
{
    for (const Time until = Clock::now() + warmUp; Clock::now() < until;)
        go(until);
    m_answers = {};
    m_before = usageOf({ m_asked.server });
    m_tally.begin = Clock::now();
    const Time until = m_tally.begin + std::chrono::duration_cast<Clock::duration>(m_asked.atMost);
    while (m_answers.turns.size() < m_asked.turns && Clock::now() < until)
        go(until);
    m_after = usageOf({ m_asked.server });
}

void Party::go(Time until)
{
    m_round.go(until, [this](std::size_t call, Time due, Time now) {
        if (m_tally.counts(now))
            m_tally.late.push_back(std::chrono::duration<float, std::milli>(now - due).count());
        if (call < m_talkers.size() && m_talkers[call]->isOpen())
            m_talkers[call]->sendFrame(now);
    });
}

void Party::report() const
{
    const Seconds wall = m_after.at - m_before.at, server = m_after.server - m_before.server;
    const Seconds self = m_after.self - m_before.self, others = m_after.machine - m_before.machine - server - self;
    std::printf(R"({"talkers":%zu,"silent":%zu,"closed":%zu,"unanswered":%zu,"seconds":%.2f,)", m_asked.talkers,
                m_asked.silent, m_tally.closed, m_answers.unanswered, wall.count());
    printTimes("late_ms", m_tally.late);
    const Seconds stolen = m_after.stolen - m_before.stolen;
    std::printf(R"("server_cores":%.3f,"generator_cores":%.3f,"other_cores":%.3f,"stolen_cores":%.3f,"turns":[)",
                server / wall, self / wall, std::max(others / wall, 0.0), stolen / wall);
    const char *comma = "";
    for (const Answers::Turn &turn : m_answers.turns) {
        const auto at = std::chrono::floor<std::chrono::microseconds>(turn.at.time_since_epoch());
        std::printf(R"(%s["%s",%lld])", std::exchange(comma, ","), m_talkers[turn.call]->callSid().c_str(),
                    static_cast<long long>(at.count()));
    }
    std::printf("]}\n");
}

std::optional<Asked> readOptions(int argc, char **argv)
{
    if (argc != 10)
        return std::nullopt;
    const auto number = [argv](int at) { return std::strtoul(argv[at], nullptr, 10); };
    Asked asked;
    asked.port = static_cast<std::uint16_t>(number(1));
    asked.earPort = static_cast<std::uint16_t>(number(2));
    asked.server = static_cast<pid_t>(number(3));
    asked.talkers = number(4);
    asked.silent = number(5);
    asked.turns = number(6);
    asked.atMost = Seconds(std::atof(argv[7]));
    asked.connect = Seconds(std::atof(argv[8]));
    asked.speech = argv[9];
    return asked.port != 0 && asked.earPort != 0 && asked.talkers > 0 ? std::optional(asked) : std::nullopt;
}

} // namespace

int main(int argc, char **argv)
{
    const std::optional<Asked> asked = readOptions(argc, argv);
    if (!asked) {
        std::fputs(
            "callscope_turns PORT EAR-PORT SERVER-PID TALKERS SILENT TURNS SECONDS CONNECT-SECONDS SPEECH\n"
            "Opens so many media streams to 127.0.0.1:PORT, listens on EAR-PORT as a recognizer that has its text "
            "ready at\nonce, and prints as one JSON object when the first frame of each answer came, in "
            "microseconds of CLOCK_MONOTONIC,\nuntil there are TURNS of them or SECONDS have passed. SPEECH: PCM, "
            "16 bits, 16 kHz.\n",
            stderr);
        return 2;
    }
    Dice dice;
    const std::optional<Lines> lines = readLines(asked->speech, dice);
    if (!lines) {
        std::perror(asked->speech);
        return 2;
    }
    Party party(*asked, *lines);
    if (!party.open()) {
        std::fputs("not all calls could be opened\n", stderr);
        return 1;
    }
    party.run();
    party.report();
    return 0;
}
