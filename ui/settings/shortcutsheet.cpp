#include "ui/settings/shortcutsheet.h"

#include "ui/common/emptyhint.h"
#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QAction>
#include <QCoreApplication>
#include <QHeaderView>
#include <QMap>
#include <QMenu>
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
    Group { "", QT_TRANSLATE_NOOP("ShortcutSheet", "Other") },
};
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

/// What has no name is the inside of a text field or a list.
bool isOurs(const QAction &action)
{
    const QString name = action.objectName();
    const bool internal = name.isEmpty() || name.startsWith("_q_"_L1) || name.startsWith("qt_"_L1);
    return !internal && !action.isSeparator() && !action.menu() && !action.text().isEmpty();
}

QString plainText(const QAction &action)
{
    QString text = action.text();
    text.replace(u"&&"_s, QString(QChar(0))).remove(u'&').replace(QChar(0), u'&');
    return text;
}

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action.shortcuts())
        keys += bidiIsolated(sequence.toString(QKeySequence::NativeText));
    return keys.join(u"   "_s);
}

QList<QStandardItem *> rowOf(const QAction &action)
{
    auto *text = new QStandardItem(plainText(action));
    auto *keys = new QStandardItem(keysOf(action));
    for (QStandardItem *item : { text, keys })
        item->setEditable(false);
    return { text, keys };
}

} // namespace

ShortcutSheet::ShortcutSheet(QWidget *root, QWidget *parent)
    : QDialog(parent)
    , m_root(root)
    , m_search(new QLineEdit(this))
    , m_list(new QTreeView(this))
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
    layout->addWidget(m_buttons);
    resize(fontMetrics().averageCharWidth() * 76, fontMetrics().lineSpacing() * 36);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filter.search(words);
        m_list->expandAll();
    });
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
    QSet<QString> known; // tables of one sort have an action each
    const QList<QAction *> actions = m_root->findChildren<QAction *>();
    for (const QAction *action : actions) {
        if (!isOurs(*action) || known.contains(action->objectName()))
            continue;
        known.insert(action->objectName());
        rows[groupOf(*action)] += rowOf(*action);
    }
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

} // namespace callscope::ui
