#include "tests/bench/loadgen/round.h"

#include <sys/epoll.h>

#include <algorithm>
#include <array>

namespace callscope::bench {

namespace {

constexpr int mostAtOnce = 64; // frames that are sent before sockets are looked at again

} // namespace

void serveSockets(int epoll, Time until)
{
    static std::array<epoll_event, 1024> events;
    const auto rest = std::max<std::chrono::nanoseconds>(until - Clock::now(), std::chrono::nanoseconds(0));
    const auto whole = std::chrono::duration_cast<std::chrono::seconds>(rest);
    const timespec wait { whole.count(), (rest - whole).count() };
    const int count = ::epoll_pwait2(epoll, events.data(), events.size(), &wait, nullptr);
    for (int i = 0; i < count; ++i)
        static_cast<Served *>(events[i].data.ptr)->serve(events[i].events);
}

void Round::begin(std::chrono::milliseconds pace)
{
    m_began = Clock::now();
    m_turn = 0;
    m_pace = pace;
}

Time Round::dueAt(std::size_t turn) const
{
    const Seconds since = Seconds(m_pace) * static_cast<double>(turn) / static_cast<double>(m_calls);
    return m_began + std::chrono::duration_cast<Clock::duration>(since);
}

void Round::go(Time until, const Speak &speak)
{
    Time now = Clock::now();
    int burst = 0;
    for (Time due = dueAt(m_turn); due <= now && burst < mostAtOnce; due = dueAt(++m_turn), ++burst) {
        speak(m_turn % m_calls, due, now);
        now = Clock::now();
    }
    serveSockets(m_epoll, burst == mostAtOnce ? now : std::min(dueAt(m_turn), until));
}

} // namespace callscope::bench
