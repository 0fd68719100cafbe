#include "ui/settings/settingsfilter.h"

#include "ui/common/text.h"

#include <algorithm>

namespace callscope::ui {

void SettingsFilter::search(const QString &words)
{
    m_words = searchable(words).split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool SettingsFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    QString all;
    for (int column = 0; column < sourceModel()->columnCount(parent); ++column)
        all += sourceModel()->index(row, column, parent).data().toString() + u'\n';
    all = searchable(all);
    return std::ranges::all_of(m_words, [&all](const QString &word) { return all.contains(word); });
}

} // namespace callscope::ui
