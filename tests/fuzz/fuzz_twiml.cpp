#include "core/check/twimlrules.h"
#include "core/simulate/twimlreader.h"
#include "tests/fuzz/fuzz.h"

using namespace callscope;

/// TwiML as the simulator follows it and as the check judges it.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray document = fuzz::bytesOf(data, size);
    const simulate::Twiml twiml = simulate::readTwiml(document);
    fuzz::require(!twiml.error || twiml.verbs.empty());
    (void)check::twimlFault(document);
    return 0;
}
