#include "tests/bench/loadgen/generator.h"
#include "tests/bench/loadgen/times.h"

#include <algorithm>
#include <cstdio>

using namespace callscope::bench;

namespace {

double microseconds(Seconds time)
{
    return time.count() * 1e6;
}

void report(const Options &options, const Tally &tally, const Findings &found)
{
    const Usage &before = found.before, &after = found.after;
    const Seconds wall = after.at - before.at, server = after.server - before.server, self = after.self - before.self;
    const Seconds others = after.machine - before.machine - server - self;
    const auto echoes = static_cast<double>(std::max<std::uint64_t>(tally.echoedInTime, 1));
    const auto grown = static_cast<double>(found.loadedKib) - static_cast<double>(found.idleKib);
    std::printf(R"({"mode":"%s","calls":%zu,"open":%zu,"closed":%zu,"connect_seconds":%.2f,"seconds":%.2f,)",
                options.isFlood ? "flood" : "paced", options.calls, tally.open, tally.closed, found.connecting.count(),
                wall.count());
    std::printf(R"("sent":%llu,"lost":%llu,"wrong":%llu,"frames_per_second":%.0f,)",
                static_cast<unsigned long long>(tally.sent), static_cast<unsigned long long>(tally.sent - tally.echoed),
                static_cast<unsigned long long>(tally.wrong), static_cast<double>(tally.echoedInTime) / wall.count());
    printTimes("round_trip_ms", tally.roundTrips);
    printTimes("late_ms", tally.late);
    std::printf(R"("server_us_per_frame":%.2f,"generator_us_per_frame":%.2f,)", microseconds(server) / echoes,
                microseconds(self) / echoes);
    std::printf(R"("server_cores":%.3f,"generator_cores":%.3f,"other_cores":%.3f,"stolen_cores":%.3f,)", server / wall,
                self / wall, std::max(others / wall, 0.0), (after.stolen - before.stolen) / wall);
    std::printf(R"("kib_idle":%llu,"kib_per_call":%.2f})"
                "\n",
                static_cast<unsigned long long>(found.idleKib),
                std::max(grown, 0.0) / static_cast<double>(options.calls));
}

} // namespace

int main(int argc, char **argv)
{
    const std::optional<Options> options = readOptions(argc, argv);
    if (!options)
        return 2;
    Generator generator(*options);
    if (!generator.open()) {
        const Tally &tally = generator.tally();
        std::fprintf(stderr, "%zu of %zu calls were opened, and %zu ended\n", tally.open, options->calls, tally.closed);
        return 1;
    }
    generator.run();
    report(*options, generator.tally(), generator.findings());
    return 0;
}
