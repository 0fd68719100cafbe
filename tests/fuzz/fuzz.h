#pragma once

#include <QByteArray>

#include <cstddef>
#include <cstdint>

/// A target of libFuzzer: whatever bytes come, it neither crashes nor breaks what it asserts. Without the fuzzer,
/// replay.cpp calls it with every file of its corpus.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it by this name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace callscope::fuzz {

inline QByteArray bytesOf(const std::uint8_t *data, std::size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
}

/// Ends the process, with the input that did it, when a promise is broken.
inline void require(bool kept)
{
    if (!kept)
        __builtin_trap();
}

} // namespace callscope::fuzz
