#include "ui/events/filterhistory.h"

#include <QSettings>

#include <algorithm>

namespace callscope::ui {

namespace {

const QString recentKey = QStringLiteral("events/recentFilters");
const QString savedKey = QStringLiteral("events/savedFilters");
const QString nameKey = QStringLiteral("name");
const QString textKey = QStringLiteral("text");

} // namespace

FilterHistory::FilterHistory()
{
    QSettings settings;
    m_recent = settings.value(recentKey).toStringList().mid(0, mostRecent);
    const int count = settings.beginReadArray(savedKey);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        m_saved.push_back({ settings.value(nameKey).toString(), settings.value(textKey).toString() });
    }
    settings.endArray();
}

void FilterHistory::remember(const QString &text)
{
    const QString filter = text.trimmed();
    if (filter.isEmpty() || (!m_recent.isEmpty() && m_recent.first() == filter))
        return;
    m_recent.removeAll(filter);
    m_recent.prepend(filter);
    m_recent = m_recent.mid(0, mostRecent);
    QSettings().setValue(recentKey, m_recent);
}

void FilterHistory::save(const QString &name, const QString &text)
{
    std::erase_if(m_saved, [&](const Named &one) { return one.name == name; });
    const auto place
        = std::lower_bound(m_saved.begin(), m_saved.end(), name, [](const Named &one, const QString &wanted) {
              return one.name.localeAwareCompare(wanted) < 0;
          });
    m_saved.insert(place, { name, text });
    writeSaved();
}

void FilterHistory::forget(const QString &name)
{
    std::erase_if(m_saved, [&](const Named &one) { return one.name == name; });
    writeSaved();
}

void FilterHistory::writeSaved() const
{
    QSettings settings;
    settings.remove(savedKey);
    settings.beginWriteArray(savedKey, static_cast<int>(m_saved.size()));
    for (std::size_t i = 0; i < m_saved.size(); ++i) {
        settings.setArrayIndex(static_cast<int>(i));
        settings.setValue(nameKey, m_saved[i].name);
        settings.setValue(textKey, m_saved[i].text);
    }
    settings.endArray();
}

} // namespace callscope::ui
