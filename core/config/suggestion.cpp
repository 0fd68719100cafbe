#include "core/config/suggestion.h"

#include <algorithm>
#include <vector>

namespace callscope::config {

int typingDistance(QStringView a, QStringView b)
{
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> beforeLast(width), last(width), row(width);
    for (std::size_t j = 0; j < width; ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        beforeLast.swap(last);
        last.swap(row);
        row[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const int exchange = last[at - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[at] = std::min({ last[at] + 1, row[at - 1] + 1, exchange });
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[at] = std::min(row[at], beforeLast[at - 2] + 1);
        }
    }
    return row.back();
}

namespace {

/// "auth_token" for "twilio.auth_token", "CALLSCOPE_PORT" for "PORT".
bool isEndOf(const QString &part, const QString &whole)
{
    if (part.isEmpty() || part.size() >= whole.size() || !whole.endsWith(part, Qt::CaseInsensitive))
        return false;
    return QStringLiteral("._-").contains(whole[whole.size() - part.size() - 1]);
}

} // namespace

QString closest(const QString &word, const QStringList &candidates)
{
    QString best;
    int least = static_cast<int>(std::max<qsizetype>(2, word.size() / 3)) + 1;
    for (const QString &candidate : candidates) {
        if (isEndOf(word, candidate) || isEndOf(candidate, word))
            return candidate;
        const int distance = typingDistance(word.toLower(), candidate.toLower());
        if (distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

QString didYouMean(const QString &word, const QStringList &candidates)
{
    constexpr qsizetype longestWord = 100; // longer ones are no typing mistakes, and the distance is quadratic
    const QString near = word.size() > longestWord ? QString() : closest(word, candidates);
    return near.isEmpty() ? QString() : QStringLiteral("; did you mean \"%1\"?").arg(near);
}

} // namespace callscope::config
