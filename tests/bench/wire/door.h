#pragma once

#include <cstdint>

namespace callscope::bench {

/// A socket that listens on 127.0.0.1 and does not block, with room for thousands that connect at once; -1: it cannot.
int listenOn(std::uint16_t port);

} // namespace callscope::bench
