#pragma once

#include <QByteArray>

#include <vector>

namespace callscope::tests {

/// Every way that a test slices its input: whole, byte by byte, and in two parts at each byte (long input: at about
/// 500).
inline std::vector<std::vector<QByteArray>> slicings(const QByteArray &input)
{
    std::vector<QByteArray> single;
    for (const char c : input)
        single.push_back(QByteArray(1, c));
    std::vector<std::vector<QByteArray>> all { { input }, single };
    const qsizetype step = 1 + input.size() / 500;
    for (qsizetype cut = 1; cut < input.size(); cut += step)
        all.push_back({ input.left(cut), input.mid(cut) });
    return all;
}

} // namespace callscope::tests
