#include "ui/events/eventdetail.h"

#include "core/event/jsonform.h"
#include "core/event/quoted.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/events/eventmeaning.h"
#include "ui/events/fieldlist.h"
#include "ui/events/prettyjson.h"

#include <QAction>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QVBoxLayout>

namespace callscope::ui {

namespace {

/// Characters of a value, of a tool tip and of JSON that are shown: laying out more halts the window. Nothing that
/// Callscope writes comes near the first and the last.
constexpr qsizetype mostOfValue = 64 * 1024, mostOfToolTip = 2 * 1024, mostOfJson = 1024 * 1024;

/// With the count of what is missing, as in the log.
QString cut(const QString &text, qsizetype most)
{
    return text.size() <= most ? text : text.first(most) + QStringLiteral("…(+%1)").arg(text.size() - most);
}

/// On one line and in its own direction, whatever that of the page is; what would end the line or turn its direction is
/// written out.
QString shownValue(const QString &value)
{
    QString shown;
    for (const QChar c : value) {
        if (c == u'\n')
            shown += QStringLiteral("\\n");
        else if (event::isDisruptive(c.unicode()))
            shown += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            shown += c;
    }
    return QChar(0x2068) + shown + QChar(0x2069);
}

QTreeWidgetItem *itemOf(const FieldLine &line)
{
    auto *item
        = new QTreeWidgetItem({ shownValue(cut(line.name, mostOfToolTip)), shownValue(cut(line.value, mostOfValue)) });
    item->setToolTip(1, QStringLiteral("<qt>%1</qt>").arg(cut(item->text(1), mostOfToolTip).toHtmlEscaped()));
    for (const FieldLine &part : line.parts)
        item->addChild(itemOf(part));
    return item;
}

} // namespace

EventDetail::EventDetail(QWidget *parent)
    : QWidget(parent)
    , m_meaning(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_fields(new QTreeWidget(this))
    , m_json(new QPlainTextEdit(this))
{
    m_meaning->setWordWrap(true);
    m_meaning->setTextFormat(Qt::PlainText);
    m_meaning->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_meaning->setContentsMargins(fontMetrics().height() / 2, fontMetrics().height() / 3, 0, 0);
    m_fields->setColumnCount(2);
    m_fields->setUniformRowHeights(true);
    m_fields->setAlternatingRowColors(true);
    m_fields->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_fields->header()->setStretchLastSection(true);
    m_fields->header()->resizeSection(0, fontMetrics().averageCharWidth() * 24);
    m_fields->setFrameShape(QFrame::NoFrame);
    m_json->setReadOnly(true);
    m_json->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_json->setLayoutDirection(Qt::LeftToRight);
    m_json->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_json->setFrameShape(QFrame::NoFrame);
    QTextOption leftToRight = m_json->document()->defaultTextOption();
    leftToRight.setTextDirection(Qt::LeftToRight);
    m_json->document()->setDefaultTextOption(leftToRight);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_fields, {});
    m_tabs->addTab(m_json, {});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_meaning);
    layout->addWidget(m_tabs);

    auto *copy = new QAction(m_fields);
    copy->setObjectName(QLatin1String("events.copyFields"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &EventDetail::copyFields);
    m_fields->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_fields->addAction(copy);
    onLanguageChange(this, [this, copy] {
        copy->setText(tr("Copy fields"));
        retranslate();
    });
}

void EventDetail::show(const event::Event &event)
{
    m_event = event;
    m_meaning->setText(meaningOf(event));
    m_fields->clear();
    bool hasParts = false;
    for (const FieldLine &line : fieldLines(event)) {
        m_fields->addTopLevelItem(itemOf(line));
        hasParts = hasParts || !line.parts.empty();
    }
    m_fields->setRootIsDecorated(hasParts);
    m_json->setPlainText(cut(QString::fromUtf8(prettyJson(event::toJsonLine(event))), mostOfJson));
}

void EventDetail::clear()
{
    m_event.reset();
    m_fields->clear();
    m_json->clear();
    m_meaning->setText(tr("Choose an event to see what it means and all that it says."));
}

void EventDetail::retranslate()
{
    m_tabs->setTabText(0, tr("Fields"));
    m_tabs->setTabText(1, QStringLiteral("JSON"));
    m_fields->setHeaderLabels({ tr("Field"), tr("Value") });
    m_fields->setAccessibleName(tr("Fields of the event"));
    m_json->setAccessibleName(tr("The event as JSON"));
    if (m_event)
        m_meaning->setText(meaningOf(*m_event));
    else
        clear();
}

void EventDetail::copyFields() const
{
    QStringList lines;
    for (const QTreeWidgetItem *item : m_fields->selectedItems())
        lines.append(item->text(0) + u'\t' + item->text(1));
    QGuiApplication::clipboard()->setText(withoutBidiControls(lines.join(u'\n')));
}

} // namespace callscope::ui
