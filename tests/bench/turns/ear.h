#pragma once

#include "tests/bench/loadgen/round.h"
#include "tests/bench/wire/websocket.h"

#include <memory>
#include <string>
#include <vector>

namespace callscope::bench {

/// Where a recognizer of Deepgram's kind listens: it hears the same sentence in all sound, and has its text ready as
/// soon as it is asked to finish.
class Ear final : public Served
{
public:
    Ear(int epoll, std::uint16_t port);
    ~Ear() override;

    bool isListening() const { return m_door >= 0; }
    void serve(std::uint32_t events) override;

private:
    class Listening;

    int m_epoll, m_door;
    std::vector<std::unique_ptr<Listening>> m_all {};
};

} // namespace callscope::bench
