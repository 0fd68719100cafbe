#include "ui/transcript/transcriptsearch.h"

#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/transcript/textmatch.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <numeric>

namespace callscope::ui {

namespace {

QToolButton *toolButton(QWidget *parent, Qt::ArrowType arrow)
{
    auto *button = new QToolButton(parent);
    button->setArrowType(arrow);
    button->setAutoRaise(true);
    return button;
}

} // namespace

TranscriptSearch::TranscriptSearch(const TranscriptModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_text(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_previous(toolButton(this, Qt::UpArrow))
    , m_next(toolButton(this, Qt::DownArrow))
    , m_close(toolButton(this, Qt::NoArrow))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 4, 4, 4);
    row->addWidget(m_text, 1);
    for (QWidget *widget : std::initializer_list<QWidget *> { m_count, m_previous, m_next, m_close })
        row->addWidget(widget);
    m_close->setText(QStringLiteral("✕"));
    m_text->setClearButtonEnabled(true);
    connect(m_text, &QLineEdit::textChanged, this, &TranscriptSearch::search);
    connect(m_previous, &QToolButton::clicked, this, &TranscriptSearch::previous);
    connect(m_next, &QToolButton::clicked, this, &TranscriptSearch::next);
    connect(m_close, &QToolButton::clicked, this, &TranscriptSearch::close);
    connect(&model, &QAbstractItemModel::modelReset, this, &TranscriptSearch::search);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { recount(first, last); });
    connect(&model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) { recount(first.row(), last.row()); });
    onLanguageChange(this, [this] {
        m_text->setPlaceholderText(tr("Find in the conversation"));
        m_text->setAccessibleName(tr("Find in the conversation"));
        m_previous->setAccessibleName(tr("Previous match"));
        m_previous->setToolTip(tr("Previous match"));
        m_next->setAccessibleName(tr("Next match"));
        m_next->setToolTip(tr("Next match"));
        m_close->setAccessibleName(tr("Close the search"));
        m_close->setToolTip(tr("Close the search"));
        tell();
    });
    hide();
}

void TranscriptSearch::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
    search();
}

void TranscriptSearch::close()
{
    hide();
    search();
    Q_EMIT closed();
}

int TranscriptSearch::count() const
{
    return std::accumulate(m_matches.begin(), m_matches.end(), 0);
}

void TranscriptSearch::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        move(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

void TranscriptSearch::search()
{
    m_matches.clear();
    m_current.reset();
    if (m_model.rowCount() > 0)
        recount(0, m_model.rowCount() - 1);
    if (count() > 0)
        move(1);
    else
        tell();
}

void TranscriptSearch::recount(int first, int last)
{
    if (isHidden())
        return;
    m_matches.resize(static_cast<std::size_t>(m_model.rowCount()));
    for (int row = first; row <= last; ++row) {
        const TranscriptEntry &entry = m_model.entry(row);
        const QString text = entry.isSpoken() ? joined(entry.spans) : QString();
        m_matches[static_cast<std::size_t>(row)] = static_cast<int>(matchesIn(text, m_text->text()).size());
    }
    if (m_current && m_matches[static_cast<std::size_t>(m_current->row)] <= m_current->match)
        m_current.reset();
    tell();
}

/// To the next match in that direction, around the ends.
void TranscriptSearch::move(int step)
{
    const int total = count();
    if (total == 0)
        return;
    const int before = m_current ? position() - 1 : step > 0 ? -1 : 0;
    int wanted = (before + step + total) % total;
    for (int row = 0; row < static_cast<int>(m_matches.size()); ++row) {
        const int here = m_matches[static_cast<std::size_t>(row)];
        if (wanted < here) {
            m_current = TranscriptDelegate::Hit { row, wanted };
            break;
        }
        wanted -= here;
    }
    tell();
}

int TranscriptSearch::position() const
{
    return std::accumulate(m_matches.begin(), m_matches.begin() + m_current->row, 0) + m_current->match + 1;
}

void TranscriptSearch::tell()
{
    const int total = count();
    m_previous->setEnabled(total > 0);
    m_next->setEnabled(total > 0);
    if (m_text->text().isEmpty())
        m_count->clear();
    else if (total == 0)
        m_count->setText(tr("no match"));
    else
        m_count->setText(tr("%1 of %2").arg(m_current ? position() : 0).arg(total));
    Q_EMIT changed(isHidden() ? QString() : m_text->text(), m_current);
}

} // namespace callscope::ui
