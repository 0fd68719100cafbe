#include "tests/bench/wire/door.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace callscope::bench {

namespace {

constexpr int backlog = 4096;

} // namespace

int listenOn(std::uint16_t port)
{
    const int door = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool isBound = ::bind(door, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    return isBound && ::listen(door, backlog) == 0 ? door : -1;
}

} // namespace callscope::bench
