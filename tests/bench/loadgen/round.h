#pragma once

#include "tests/bench/loadgen/clock.h"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace callscope::bench {

/// What an epoll instance tells of; each stands in it by its address.
class Served
{
public:
    Served() = default;
    Served(const Served &) = delete;
    Served &operator=(const Served &) = delete;
    virtual ~Served() = default;

    virtual void serve(std::uint32_t events) = 0;
};

/// Waits for sockets until then, and serves what is ready once.
void serveSockets(int epoll, Time until);

/// Whose turn it is: all calls talk one after the other, so that their frames are spread over the time between two
/// frames of a call as those of strangers are.
class Round
{
public:
    using Speak = std::function<void(std::size_t call, Time due, Time now)>;

    Round(int epoll, std::size_t calls)
        : m_epoll(epoll)
        , m_calls(calls)
    { }

    /// From now on, `pace` between two frames of a call.
    void begin(std::chrono::milliseconds pace);
    /// Lets all speak that are due, waits for the next one until then, and serves what is ready once.
    void go(Time until, const Speak &speak);

private:
    Time dueAt(std::size_t turn) const;

    int m_epoll;
    std::size_t m_calls;
    std::chrono::milliseconds m_pace { 20 };
    Time m_began {};
    std::size_t m_turn = 0; ///< frames that were due since then
};

} // namespace callscope::bench
