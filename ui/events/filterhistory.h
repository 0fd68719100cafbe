#pragma once

#include <QStringList>

#include <vector>

namespace callscope::ui {

/// The filters used last and those that were given a name, kept in the settings. A value of the GUI thread.
class FilterHistory
{
public:
    static constexpr qsizetype mostRecent = 20;

    struct Named
    {
        QString name, text;
    };

    FilterHistory();

    /// The newest first.
    const QStringList &recent() const { return m_recent; }
    void remember(const QString &text);
    /// Sorted by name.
    const std::vector<Named> &saved() const { return m_saved; }
    /// A name that is there gets the new text.
    void save(const QString &name, const QString &text);
    void forget(const QString &name);

private:
    void writeSaved() const;

    QStringList m_recent {};
    std::vector<Named> m_saved {};
};

} // namespace callscope::ui
