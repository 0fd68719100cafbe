#include "ui/requests/namevaluetable.h"

#include "ui/common/emptyhint.h"
#include "ui/common/glyphdelegate.h"
#include "ui/common/language.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>

#include <algorithm>

namespace callscope::ui {

NameValueTable::NameValueTable(QWidget *parent)
    : QTreeView(parent)
    , m_copy(new QAction(this))
{
    setModel(&m_model);
    setItemDelegate(new GlyphDelegate(this));
    m_hint = new EmptyHint(this);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setSelectionMode(ExtendedSelection);
    setTextElideMode(Qt::ElideRight);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setTabKeyNavigation(false);
    header()->resizeSection(NameValueModel::Name, fontMetrics().averageCharWidth() * 26);
    m_copy->setObjectName(QLatin1String("requests.copyPairs"));
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    addAction(m_copy);
    connect(m_copy, &QAction::triggered, this, &NameValueTable::copy);
    onLanguageChange(this, [this] {
        m_copy->setText(tr("Copy names and values"));
        m_model.retranslate();
    });
}

void NameValueTable::setPairs(std::vector<Parameter> pairs)
{
    m_model.setPairs(std::move(pairs));
}

void NameValueTable::setHint(const QString &hint)
{
    m_hint->setText(hint);
}

void NameValueTable::copy()
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows += index.row();
    std::ranges::sort(rows);
    QStringList lines;
    for (const int row : rows)
        lines += m_model.plainText(row);
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace callscope::ui
