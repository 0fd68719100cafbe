#include "tests/bench/loadgen/usage.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>

namespace callscope::bench {

namespace {

/// Threads that end meanwhile are no matter: no server here has any such.
std::chrono::nanoseconds processorTime(pid_t pid)
{
    std::chrono::nanoseconds sum {};
    std::error_code gone;
    for (const auto &thread : std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/task", gone)) {
        std::int64_t ran = 0;
        std::ifstream(thread.path() / "schedstat") >> ran;
        sum += std::chrono::nanoseconds(ran);
    }
    return sum;
}

void readMachine(Usage &usage)
{
    const double ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
    std::string word;
    double user = 0, nice = 0, system = 0, idle = 0, wait = 0, interrupts = 0, soft = 0, stolen = 0;
    std::ifstream("/proc/stat") >> word >> user >> nice >> system >> idle >> wait >> interrupts >> soft >> stolen;
    usage.machine = Seconds((user + nice + system + interrupts + soft) / ticks);
    usage.stolen = Seconds(stolen / ticks);
}

} // namespace

Usage usageOf(const std::vector<pid_t> &server)
{
    Usage usage;
    usage.at = Clock::now();
    for (const pid_t pid : server)
        usage.server += processorTime(pid);
    usage.self = processorTime(::getpid());
    readMachine(usage);
    return usage;
}

std::uint64_t residentKib(const std::vector<pid_t> &server)
{
    const auto pageKib = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) / 1024;
    return std::accumulate(server.begin(), server.end(), std::uint64_t {}, [pageKib](std::uint64_t sum, pid_t pid) {
        std::uint64_t size = 0, resident = 0;
        std::ifstream("/proc/" + std::to_string(pid) + "/statm") >> size >> resident;
        return sum + resident * pageKib;
    });
}

} // namespace callscope::bench
