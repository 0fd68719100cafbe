#include "tests/bench/loadgen/generator.h"

#include <sys/epoll.h>
#include <unistd.h>

namespace callscope::bench {

namespace {

constexpr std::size_t mostConnecting = 32; // at a time, so that no backlog overflows
constexpr std::chrono::milliseconds frameLength { 20 };
/// While others still connect: silence would look like a dead line, and full speech would keep a slow server from
/// taking the rest, though what it does with all of them is to be measured.
constexpr std::chrono::milliseconds slowPace { 1000 };

Clock::duration ticks(Seconds seconds)
{
    return std::chrono::duration_cast<Clock::duration>(seconds);
}

} // namespace

Generator::Generator(const Options &options)
    : m_options(options)
    , m_studio { ::epoll_create1(EPOLL_CLOEXEC), options.port, options.isFlood, m_dice, m_sound, m_tally }
    , m_round(m_studio.epoll, options.calls)
{
    m_findings.idleKib = residentKib(options.server);
}

Generator::~Generator()
{
    m_streams.clear();
    ::close(m_studio.epoll);
}

bool Generator::open()
{
    m_round.begin(slowPace);
    const Time began = Clock::now(), until = began + ticks(m_options.connect);
    const auto settled = [this] { return m_tally.open + m_tally.closed; };
    while (settled() < m_options.calls && Clock::now() < until) {
        while (m_streams.size() < m_options.calls && m_streams.size() - settled() < mostConnecting)
            m_streams.push_back(std::make_unique<EchoStream>(m_studio, m_streams.size()));
        goOn(until);
    }
    m_findings.connecting = Clock::now() - began;
    return m_tally.open == m_options.calls && m_tally.closed == 0;
}

void Generator::run()
{
    const auto speakUntil = [this](Time until) {
        while (Clock::now() < until)
            goOn(until);
    };
    m_round.begin(frameLength);
    if (m_options.isFlood) {
        for (const auto &stream : m_streams)
            stream->sendFrame(Clock::now());
    }
    speakUntil(Clock::now() + ticks(m_options.warmUp));
    m_findings.before = usageOf(m_options.server);
    m_tally.begin = Clock::now();
    m_tally.end = m_tally.begin + ticks(m_options.measured);
    speakUntil(m_tally.end);
    m_findings.after = usageOf(m_options.server);
    m_findings.loadedKib = residentKib(m_options.server);
    m_studio.answersEcho = false;
    drain();
}

void Generator::goOn(Time until)
{
    if (m_options.isFlood) {
        serveSockets(m_studio.epoll, until);
        return;
    }
    m_round.go(until, [this](std::size_t call, Time due, Time now) {
        if (m_tally.counts(now))
            m_tally.late.push_back(std::chrono::duration<float, std::milli>(now - due).count());
        if (call < m_streams.size() && m_streams[call]->isOpen())
            m_streams[call]->sendFrame(now);
    });
}

void Generator::drain()
{
    const Time until = Clock::now() + ticks(m_options.drain);
    while (Clock::now() < until && m_tally.echoed < m_tally.sent)
        serveSockets(m_studio.epoll, Clock::now() + std::chrono::milliseconds(20));
}

} // namespace callscope::bench
