#include "core/filter/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace callscope::filter {

namespace {

constexpr qsizetype longestWord = 60; // longer ones are no typing mistakes, and the distance is quadratic

/// How many letters have to be put in, taken out or exchanged to make `b` of `a`.
int distance(QStringView a, QStringView b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i) + 1);
        for (std::size_t j = 1; j < row.size(); ++j) {
            const int exchanged = diagonal + (a[i] == b[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({ row[j] + 1, row[j - 1] + 1, exchanged });
        }
    }
    return row.back();
}

/// "v2v" of "latency.v2v", "status" of "json:/status".
bool isEndOf(const QString &part, const QString &whole)
{
    return part.size() < whole.size() && whole.endsWith(part)
        && QStringLiteral("./_").contains(whole[whole.size() - part.size() - 1]);
}

} // namespace

QString nearest(QStringView word, const QStringList &candidates)
{
    if (word.isEmpty() || word.size() > longestWord)
        return {};
    const QString wanted = word.toString().toLower();
    QString best;
    int least = std::max(2, static_cast<int>(word.size()) / 3) + 1;
    for (const QString &candidate : candidates) {
        const QString name = candidate.toLower();
        const int apart = isEndOf(wanted, name) ? 1 : distance(wanted, name);
        if (apart < least && apart < name.size()) {
            least = apart;
            best = candidate;
        }
    }
    return best;
}

} // namespace callscope::filter
