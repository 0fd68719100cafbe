#include "tests/bench/loopbackcall.h"
#include "tests/bench/spokenline.h"
#include "tests/support/fakeagent.h"
#include "tests/support/fakerecognizer.h"
#include "tests/support/fakesynthesizer.h"

#include <QCoreApplication>

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

namespace {

/// Allocations of frames: those that came with an event (once a second, and with each ping), and the others.
struct Counts
{
    std::size_t withEvent = 0, quiet = 0;
};

Counts pass(bench::LoopbackCall &call, std::span<const QByteArray> messages)
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

struct Spoken
{
    Counts counts;
    std::int64_t frames = 0; ///< of the bot's voice
};

/// The bot speaks a sentence of which the end is never heard, and the caller says something into it, again and again.
Spoken talk(std::span<const QByteArray> messages)
{
    auto mind = std::make_shared<tests::FakeAgent::Script>();
    mind->greeting = QString(2000, QLatin1Char('a')); // two minutes
    call::CallSettings settings;
    settings.bargeIn = false;
    bench::LoopbackCall call(
        { std::make_unique<tests::FakeRecognizer>(std::make_shared<tests::FakeRecognizer::Script>()),
          std::make_unique<tests::FakeSynthesizer>(std::make_shared<tests::FakeSynthesizer::Script>()),
          std::make_unique<tests::FakeAgent>(mind) },
        settings);
    QCoreApplication::sendPostedEvents();
    pass(call, messages.first(warmUp));
    return { pass(call, messages.subspan(warmUp)), call.returned() };
}

} // namespace

/// What is counted: instructions.py has callgrind look at this function alone. Outside of a namespace and not inlined,
/// so that it can be told its name.
[[gnu::noinline]] Counts passCountedFrames(bench::LoopbackCall &call, std::span<const QByteArray> messages)
{
    return pass(call, messages);
}

/// Prints frames of a line test, the allocations of those that came with an event, and of all frames that none came
/// with, there and in a conversation.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const std::vector<QByteArray> messages = bench::longStream(bench::callerSpeaks(), warmUp + counted);
    bench::LoopbackCall lineTest;
    pass(lineTest, std::span(messages).first(warmUp));
    const Counts tested = passCountedFrames(lineTest, std::span(messages).subspan(warmUp));
    const Spoken spoken = talk(messages);
    std::printf("%zu %zu %zu\n", counted, tested.withEvent, tested.quiet + spoken.counts.quiet);
    const bool isComplete = lineTest.returned() == std::ssize(messages) && spoken.frames >= std::ssize(messages);
    return isComplete ? 0 : 1;
}
