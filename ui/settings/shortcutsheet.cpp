#include "ui/settings/shortcutsheet.h"

#include "ui/common/actiontexts.h"
#include "ui/common/emptyhint.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/settings/shortcuteditor.h"

#include <QAction>
#include <QCoreApplication>
#include <QHeaderView>
#include <QMap>
#include <QVBoxLayout>

#include <array>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

struct Group
{
    const char *prefix, *title;
};

/// In the order of the sheet; what is in none of them comes last.
constexpr std::array groups {
    Group { "window", QT_TRANSLATE_NOOP("ShortcutSheet", "Window") },
    Group { "calls", QT_TRANSLATE_NOOP("ShortcutSheet", "Calls") },
    Group { "timeline", QT_TRANSLATE_NOOP("ShortcutSheet", "Timeline") },
    Group { "listen", QT_TRANSLATE_NOOP("ShortcutSheet", "Listen") },
    Group { "transcript", QT_TRANSLATE_NOOP("ShortcutSheet", "Conversation") },
    Group { "events", QT_TRANSLATE_NOOP("ShortcutSheet", "Events") },
    Group { "latency", QT_TRANSLATE_NOOP("ShortcutSheet", "Latency") },
    Group { "requests", QT_TRANSLATE_NOOP("ShortcutSheet", "Requests") },
    Group { "check", QT_TRANSLATE_NOOP("ShortcutSheet", "GO/NO-GO") },
    Group { "", QT_TRANSLATE_NOOP("ShortcutSheet", "Other") },
};
constexpr int nameRole = Qt::UserRole + 1; ///< the action's object name
constexpr int otherGroup = static_cast<int>(groups.size()) - 1;

int groupOf(const QAction &action)
{
    const QString prefix = action.objectName().section(u'.', 0, 0);
    for (int i = 0; i < otherGroup; ++i) {
        if (prefix == QLatin1String(groups[static_cast<std::size_t>(i)].prefix))
            return i;
    }
    return otherGroup;
}

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action.shortcuts())
        keys += bidiIsolated(sequence.toString(QKeySequence::NativeText));
    return keys.join(u"   "_s);
}

QList<QStandardItem *> rowOf(const QAction &action, bool isDefault)
{
    auto *text = new QStandardItem(withoutMnemonic(action.text()));
    auto *keys = new QStandardItem(keysOf(action));
    for (QStandardItem *item : { text, keys }) {
        item->setEditable(false);
        item->setData(action.objectName(), nameRole);
        QFont font = item->font();
        font.setItalic(!isDefault);
        item->setFont(font);
    }
    return { text, keys };
}

} // namespace

ShortcutSheet::ShortcutSheet(KeyBindings &bindings, QWidget *parent)
    : QDialog(parent)
    , m_bindings(bindings)
    , m_search(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_editor(new ShortcutEditor(bindings, this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Close, this))
{
    m_filter.setSourceModel(&m_model);
    m_filter.setRecursiveFilteringEnabled(true);
    m_filter.setAutoAcceptChildRows(true);
    m_list->setModel(&m_filter);
    m_hint = new EmptyHint(m_list);
    m_list->setUniformRowHeights(true);
    m_list->setItemsExpandable(false);
    m_list->setRootIsDecorated(false);
    m_search->setClearButtonEnabled(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_editor);
    layout->addWidget(m_buttons);
    resize(fontMetrics().averageCharWidth() * 76, fontMetrics().lineSpacing() * 36);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filter.search(words);
        m_list->expandAll();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { m_editor->setAction(current.data(nameRole).toString()); });
    connect(m_list, &QTreeView::activated, m_editor, &ShortcutEditor::beginEditing);
    connect(&bindings, &KeyBindings::changed, this, &ShortcutSheet::refill);
    onLanguageChange(this, [this] { retranslate(); });
}

void ShortcutSheet::showEvent(QShowEvent *event)
{
    fill();
    m_search->setFocus();
    m_search->selectAll();
    QDialog::showEvent(event);
}

void ShortcutSheet::retranslate()
{
    setWindowTitle(tr("Keyboard shortcuts"));
    m_search->setPlaceholderText(tr("Search actions and keys"));
    m_search->setAccessibleName(tr("Search shortcuts"));
    m_list->setAccessibleName(tr("Shortcuts"));
    m_hint->setText(tr("Nothing fits the search."));
    fill();
}

void ShortcutSheet::fill()
{
    m_model.clear();
    m_model.setHorizontalHeaderLabels({ tr("Action"), tr("Keys") });
    QMap<int, QList<QList<QStandardItem *>>> rows;
    for (const QAction *action : m_bindings.actions())
        rows[groupOf(*action)] += rowOf(*action, m_bindings.isDefault(action->objectName()));
    for (auto group = rows.cbegin(); group != rows.cend(); ++group) {
        auto *title = new QStandardItem(
            QCoreApplication::translate("ShortcutSheet", groups[static_cast<std::size_t>(group.key())].title));
        QFont strong = font();
        strong.setBold(true);
        title->setFont(strong);
        title->setEditable(false);
        m_model.appendRow(title);
        for (const QList<QStandardItem *> &row : *group)
            title->appendRow(row);
    }
    m_list->header()->resizeSection(0, fontMetrics().averageCharWidth() * 48);
    m_list->expandAll();
}

/// With the same action chosen as before.
void ShortcutSheet::refill()
{
    const QString name = m_editor->actionName();
    fill();
    const QModelIndexList found
        = m_filter.match(m_filter.index(0, 0), nameRole, name, 1, Qt::MatchExactly | Qt::MatchRecursive);
    if (!name.isEmpty() && !found.isEmpty())
        m_list->setCurrentIndex(found.first());
}

} // namespace callscope::ui
