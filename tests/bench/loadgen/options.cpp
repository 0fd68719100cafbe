#include "tests/bench/loadgen/options.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace callscope::bench {

namespace {

constexpr char usage[]
    = "callscope_loadgen --port PORT [--calls 1] [--seconds 5] [--warm-up 2] [--drain 3] [--connect 30] [--flood]\n"
      "                  [--pids PID,…]\n"
      "Opens so many media streams to 127.0.0.1, sends each a frame every 20 ms (--flood: as soon as the one before "
      "is\n"
      "back), wants each frame back as it was, and prints one JSON object: frames, round trips, CPU and memory of the\n"
      "server's processes within the seconds that count.\n";

std::vector<pid_t> readPids(std::string_view text)
{
    std::vector<pid_t> pids;
    while (!text.empty()) {
        pids.push_back(std::atoi(std::string(text).c_str()));
        text.remove_prefix(std::min(text.find(','), text.size() - 1) + 1);
    }
    return pids;
}

/// False: there is no such option.
bool take(Options &options, std::string_view name, const char *value)
{
    if (name == "--port")
        options.port = static_cast<std::uint16_t>(std::atoi(value));
    else if (name == "--calls")
        options.calls = static_cast<std::size_t>(std::atol(value));
    else if (name == "--seconds")
        options.measured = Seconds(std::atof(value));
    else if (name == "--warm-up")
        options.warmUp = Seconds(std::atof(value));
    else if (name == "--drain")
        options.drain = Seconds(std::atof(value));
    else if (name == "--connect")
        options.connect = Seconds(std::atof(value));
    else if (name == "--pids")
        options.server = readPids(value);
    else
        return false;
    return true;
}

} // namespace

std::optional<Options> readOptions(int argc, char **argv)
{
    Options options;
    bool isRight = true;
    for (int i = 1; i < argc && isRight; ++i) {
        if (std::string_view(argv[i]) == "--flood")
            options.isFlood = true;
        else if (isRight = i + 1 < argc && take(options, argv[i], argv[i + 1]); isRight)
            ++i;
    }
    if (isRight && options.port != 0 && options.calls > 0)
        return options;
    std::fputs(usage, stderr);
    return std::nullopt;
}

} // namespace callscope::bench
