#include "tests/bench/loadgen/generator.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace callscope::bench {

namespace {

constexpr std::size_t mostConnecting = 32; // at a time, so that no backlog overflows
constexpr int mostAtOnce = 64; // frames that are sent before sockets are looked at again
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
    m_began = Clock::now();
    m_pace = slowPace;
    const Time until = m_began + ticks(m_options.connect);
    const auto settled = [this] { return m_tally.open + m_tally.closed; };
    while (settled() < m_options.calls && Clock::now() < until) {
        while (m_streams.size() < m_options.calls && m_streams.size() - settled() < mostConnecting)
            m_streams.push_back(std::make_unique<Stream>(m_studio, m_streams.size()));
        m_options.isFlood ? serve(until) : talk(until);
    }
    m_findings.connecting = Clock::now() - m_began;
    return m_tally.open == m_options.calls && m_tally.closed == 0;
}

void Generator::run()
{
    const auto speakUntil = [this](Time until) {
        while (Clock::now() < until)
            m_options.isFlood ? serve(until) : talk(until);
    };
    m_began = Clock::now();
    m_turn = 0;
    m_pace = frameLength;
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

/// Waits for sockets until then, and serves what is ready once.
void Generator::serve(Time until)
{
    static std::array<epoll_event, 1024> events;
    const auto rest = std::max<std::chrono::nanoseconds>(until - Clock::now(), std::chrono::nanoseconds(0));
    const auto whole = std::chrono::duration_cast<std::chrono::seconds>(rest);
    const timespec wait { whole.count(), (rest - whole).count() };
    const int count = ::epoll_pwait2(m_studio.epoll, events.data(), events.size(), &wait, nullptr);
    for (int i = 0; i < count; ++i)
        static_cast<Stream *>(events[i].data.ptr)->serve(events[i].events);
}

/// Sends the frames that are due, waits for the next one until then, and serves what is ready once.
void Generator::talk(Time until)
{
    const auto dueAt = [this](std::size_t turn) {
        return m_began + ticks(Seconds(m_pace) * static_cast<double>(turn) / static_cast<double>(m_options.calls));
    };
    Time now = Clock::now();
    int burst = 0;
    for (Time due = dueAt(m_turn); due <= now && burst < mostAtOnce; due = dueAt(++m_turn), ++burst) {
        const std::size_t call = m_turn % m_options.calls;
        if (m_tally.counts(now))
            m_tally.late.push_back(std::chrono::duration<float, std::milli>(now - due).count());
        if (call < m_streams.size() && m_streams[call]->isOpen())
            m_streams[call]->sendFrame(now);
        now = Clock::now();
    }
    serve(burst == mostAtOnce ? now : std::min(dueAt(m_turn), until));
}

void Generator::drain()
{
    const Time until = Clock::now() + ticks(m_options.drain);
    while (Clock::now() < until && m_tally.echoed < m_tally.sent)
        serve(Clock::now() + std::chrono::milliseconds(20));
}

} // namespace callscope::bench
