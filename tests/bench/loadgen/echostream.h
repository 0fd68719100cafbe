#pragma once

#include "tests/bench/loadgen/stream.h"

#include <deque>

namespace callscope::bench {

/// A call whose server is to give each frame back as it was.
class EchoStream final : public Stream
{
public:
    using Stream::Stream;

    void sendFrame(Time now);

private:
    void takeMessage(std::string_view message) override;
    bool isEcho(std::string_view message, std::size_t number) const;

    std::size_t m_said = 0, m_echoed = 0;
    std::deque<Time> m_onTheirWay {}; ///< when each frame that is not back was sent
};

} // namespace callscope::bench
