#include "app/unixsignals.h"

#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace callscope::app {

namespace {

/// A handler may do next to nothing: it writes a byte, the event loop reads it.
int ends[2] = { -1, -1 };

void writeByte(int number)
{
    const char byte = number == SIGHUP ? 'r' : 't';
    [[maybe_unused]] const auto written = ::write(ends[0], &byte, 1);
}

} // namespace

UnixSignals::UnixSignals(Hangup hangup)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(ends[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(ends[1], &byte, 1) == 1) {
            if (byte == 'r')
                Q_EMIT reloadRequested();
            else
                Q_EMIT terminationRequested();
        }
    });
    struct sigaction action = {};
    action.sa_handler = writeByte;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    if (hangup == Hangup::Reloads)
        ::sigaction(SIGHUP, &action, nullptr);
}

UnixSignals::~UnixSignals()
{
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGHUP, SIG_DFL);
    m_notifier.reset();
    ::close(ends[0]);
    ::close(ends[1]);
}

} // namespace callscope::app
