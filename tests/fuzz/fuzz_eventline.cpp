#include "core/event/jsonform.h"
#include "core/event/textform.h"
#include "tests/fuzz/fuzz.h"

using namespace callscope;

/// Lines of a recorded call: one that is read is written and read again as it was, and is one line in either form.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto event = event::fromJsonLine(fuzz::bytesOf(data, size));
    if (!event)
        return 0;
    const QByteArray line = event::toJsonLine(*event);
    fuzz::require(!line.contains('\n'));
    const auto again = event::fromJsonLine(line);
    fuzz::require(again && event::toJsonLine(*again) == line);
    const QByteArray text = event::toTextLine(*event);
    fuzz::require(!text.contains('\n') && !text.contains('\r') && !text.contains('\x1b'));
    return 0;
}
