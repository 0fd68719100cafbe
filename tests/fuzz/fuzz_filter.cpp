#include "core/filter/field.h"
#include "core/filter/filter.h"
#include "tests/fuzz/fuzz.h"

using namespace callscope;

/// What somebody types into the filter bar.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(fuzz::bytesOf(data, std::min<std::size_t>(size, 512)));
    (void)filter::Filter::parse(text, filter::eventFields());
    return 0;
}
