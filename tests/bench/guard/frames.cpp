#include "tests/bench/loopbackcall.h"
#include "tests/bench/spokenline.h"

#include <cstdio>
#include <cstdlib>
#include <span>

using namespace callscope;

// The allocations of this program and all its libraries are counted by standing in front of glibc's own functions.
// NOLINTBEGIN(bugprone-reserved-identifier, readability-inconsistent-declaration-parameter-name): glibc's names
extern "C" {
void *__libc_malloc(std::size_t size);
void *__libc_calloc(std::size_t count, std::size_t size);
void *__libc_realloc(void *memory, std::size_t size);
}

namespace {

constexpr std::size_t warmUp = 200, counted = 2000;
std::size_t allocations = 0;

} // namespace

extern "C" {
void *malloc(std::size_t size)
{
    ++allocations;
    return __libc_malloc(size);
}

void *calloc(std::size_t count, std::size_t size)
{
    ++allocations;
    return __libc_calloc(count, size);
}

void *realloc(void *memory, std::size_t size)
{
    ++allocations;
    return __libc_realloc(memory, size);
}
}
// NOLINTEND(bugprone-reserved-identifier, readability-inconsistent-declaration-parameter-name)

/// Allocations of frames: those that came with an event (once a second, and with each ping), and the others.
struct Counts
{
    std::size_t withEvent = 0, quiet = 0;
};

/// What is counted: instructions.py has callgrind look at this function alone. Outside of a namespace and not inlined,
/// so that it can be told its name.
[[gnu::noinline]] Counts passCountedFrames(bench::LoopbackCall &call, std::span<const QByteArray> messages)
{
    Counts counts;
    for (const QByteArray &message : messages) {
        const std::size_t before = allocations;
        const std::int64_t events = call.events();
        call.passFrame(message);
        (call.events() == events ? counts.quiet : counts.withEvent) += allocations - before;
    }
    return counts;
}

/// Prints frames, the allocations of those that came with an event, and of the others.
int main()
{
    const std::vector<QByteArray> messages = bench::longStream(bench::callerSpeaks(), warmUp + counted);
    bench::LoopbackCall call;
    for (std::size_t i = 0; i < warmUp; ++i)
        call.passFrame(messages[i]);
    const Counts counts = passCountedFrames(call, std::span(messages).subspan(warmUp));
    std::printf("%zu %zu %zu\n", counted, counts.withEvent, counts.quiet);
    return call.returned() == static_cast<std::int64_t>(messages.size()) ? 0 : 1;
}
