#include "ui/common/columnchooser.h"

#include <QSettings>

namespace callscope::ui {

namespace {

using namespace std::chrono_literals;

constexpr int least = 24, most = 4000; ///< pixels: what a damaged settings file cannot go beyond

} // namespace

ColumnChooser::ColumnChooser(QHeaderView *header, const QString &settingsKey, std::vector<Column> columns)
    : QObject(header)
    , m_header(header)
    , m_settingsKey(settingsKey)
    , m_columns(std::move(columns))
{
    Q_ASSERT(static_cast<int>(m_columns.size()) == header->count());
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(true);
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(least);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    reset();
    restore();

    m_save.setSingleShot(true);
    m_save.setInterval(500ms);
    connect(&m_save, &QTimer::timeout, this, &ColumnChooser::save);
    const auto saveSoon = qOverload<>(&QTimer::start);
    connect(header, &QHeaderView::sectionResized, &m_save, saveSoon);
    connect(header, &QHeaderView::sectionMoved, &m_save, saveSoon);
    connect(header, &QHeaderView::customContextMenuRequested, this, &ColumnChooser::openMenu);
}

ColumnChooser::~ColumnChooser()
{
    if (m_save.isActive())
        save();
}

void ColumnChooser::reset()
{
    const int character = m_header->fontMetrics().averageCharWidth();
    for (int column = 0; column < m_header->count(); ++column) {
        const Column &wanted = m_columns[static_cast<std::size_t>(column)];
        m_header->moveSection(m_header->visualIndex(column), column);
        m_header->resizeSection(column, character * wanted.characters);
        m_header->setSectionHidden(column, !wanted.shown);
    }
    m_chosen.clear();
}

int ColumnChooser::columnNamed(const QString &name) const
{
    const auto found
        = std::find_if(m_columns.begin(), m_columns.end(), [&](const Column &column) { return column.name == name; });
    return found == m_columns.end() ? -1 : static_cast<int>(found - m_columns.begin());
}

/// Each entry is "name:width:shown", shown being "yes", "no" or "auto", in the order of the columns on the screen.
void ColumnChooser::save()
{
    QStringList entries;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        const bool hidden = m_header->isSectionHidden(column);
        const int width = hidden ? 0 : m_header->sectionSize(column);
        const QString shown = !m_chosen.contains(column) ? QStringLiteral("auto")
            : hidden                                     ? QStringLiteral("no")
                                                         : QStringLiteral("yes");
        entries.append(
            QStringLiteral("%1:%2:%3").arg(m_columns[static_cast<std::size_t>(column)].name).arg(width).arg(shown));
    }
    QSettings().setValue(m_settingsKey, entries);
}

void ColumnChooser::restore()
{
    int visual = 0;
    for (const QString &entry : QSettings().value(m_settingsKey).toStringList()) {
        const QStringList parts = entry.split(u':');
        const int column = parts.size() == 3 ? columnNamed(parts[0]) : -1;
        if (column < 0)
            continue;
        m_header->moveSection(m_header->visualIndex(column), visual++);
        if (const int width = parts[1].toInt(); width > 0)
            m_header->resizeSection(column, std::clamp(width, least, most));
        if (parts[2] == QLatin1String("auto"))
            continue;
        m_chosen.insert(column);
        m_header->setSectionHidden(column, parts[2] == QLatin1String("no"));
    }
}

void ColumnChooser::setShownByDefault(int column, bool shown)
{
    m_columns[static_cast<std::size_t>(column)].shown = shown;
    if (!m_chosen.contains(column))
        m_header->setSectionHidden(column, !shown);
}

void ColumnChooser::choose(int column, bool shown)
{
    m_chosen.insert(column);
    m_header->setSectionHidden(column, !shown);
    m_save.start();
}

void ColumnChooser::fill(QMenu *menu)
{
    const int shown = m_header->count() - m_header->hiddenSectionCount();
    for (int column = 0; column < m_header->count(); ++column) {
        QAction *action = menu->addAction(m_header->model()->headerData(column, Qt::Horizontal).toString());
        const bool isShown = !m_header->isSectionHidden(column);
        action->setCheckable(true);
        action->setChecked(isShown);
        action->setEnabled(!isShown || shown > 1); // a table without columns has no header to bring them back
        connect(action, &QAction::toggled, this, [this, column](bool on) { choose(column, on); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, [this] {
        reset();
        m_save.start();
    });
}

void ColumnChooser::openMenu(const QPoint &at)
{
    auto *menu = new QMenu(m_header);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(menu);
    menu->popup(m_header->viewport()->mapToGlobal(at));
}

} // namespace callscope::ui
