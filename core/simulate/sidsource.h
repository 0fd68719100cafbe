#pragma once

#include "core/base/ids.h"

#include <random>

namespace callscope::simulate {

/// Draws SIDs from a seed, so that a run can be repeated. Plain.
class SidSource
{
public:
    explicit SidSource(quint32 seed)
        : m_random(seed)
    { }

    template <typename SidType>
    SidType draw(const char *letters)
    {
        return *SidType::parse(letters + hexDigits());
    }

private:
    QByteArray hexDigits()
    {
        QByteArray digits;
        for (int i = 0; i < 32; ++i)
            digits += "0123456789abcdef"[m_random() & 15];
        return digits;
    }

    std::mt19937 m_random;
};

} // namespace callscope::simulate
