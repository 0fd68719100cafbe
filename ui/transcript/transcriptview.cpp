#include "ui/transcript/transcriptview.h"

#include "ui/common/language.h"

#include <QApplication>
#include <QEvent>
#include <QItemSelectionModel>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolButton>

namespace callscope::ui {

TranscriptView::TranscriptView(TranscriptModel &model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new TranscriptDelegate(model, viewport(), this))
    , m_toEnd(new QToolButton(this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // a bar that comes and goes would wrap every row anew
    setSelectionMode(ExtendedSelection);
    setResizeMode(Adjust);
    verticalScrollBar()->setSingleStep(fontMetrics().height() * 2);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TranscriptView::noteScrolled);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { noteNew(last - first + 1); });
    connect(&model, &QAbstractItemModel::modelReset, this, &TranscriptView::follow);
    connect(this, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT rowChosen(index.row()); });
    connect(m_toEnd, &QToolButton::clicked, this, &TranscriptView::follow);
    m_toEnd->hide();
    onLanguageChange(this, [this] {
        setAccessibleName(tr("Conversation"));
        noteNew(0);
    });
}

void TranscriptView::follow()
{
    m_isFollowing = true;
    m_anchor = {};
    keepPlace();
    noteNew(0);
}

void TranscriptView::highlight(const QList<int> &rows)
{
    const QScopedValueRollback highlighting(m_isHighlighting, true);
    selectionModel()->clearSelection();
    for (const int row : rows)
        selectionModel()->select(m_model.index(row), QItemSelectionModel::Select);
    if (rows.isEmpty())
        return;
    selectionModel()->setCurrentIndex(m_model.index(rows.front()), QItemSelectionModel::NoUpdate);
    scrollTo(m_model.index(rows.back()));
    scrollTo(m_model.index(rows.front()));
}

void TranscriptView::search(const QString &needle, std::optional<TranscriptDelegate::Hit> current)
{
    m_delegate->search(needle, current);
    if (current)
        scrollTo(m_model.index(current->row));
}

void TranscriptView::doItemsLayout()
{
    const QScopedValueRollback placing(m_isPlacing, true);
    QListView::doItemsLayout();
    keepPlace();
}

void TranscriptView::updateGeometries()
{
    const QScopedValueRollback placing(m_isPlacing, true);
    QListView::updateGeometries();
    keepPlace();
}

void TranscriptView::resizeEvent(QResizeEvent *event)
{
    const QScopedValueRollback placing(m_isPlacing, true);
    QListView::resizeEvent(event);
    keepPlace();
    placeButton();
}

void TranscriptView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_delegate->forgetLayouts();
        verticalScrollBar()->setSingleStep(fontMetrics().height() * 2);
        scheduleDelayedItemsLayout();
    }
    QListView::changeEvent(event);
}

void TranscriptView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    // The mouse tells with clicked(), also on the row that is current already.
    if (current.isValid() && !m_isHighlighting && hasFocus() && state() == NoState && !QApplication::mouseButtons())
        Q_EMIT rowChosen(current.row());
}

void TranscriptView::noteScrolled()
{
    if (m_isPlacing)
        return;
    const QScrollBar *bar = verticalScrollBar();
    m_isFollowing = bar->value() >= bar->maximum() - 1;
    const QModelIndex top = indexAt({ viewport()->width() / 2, 0 });
    m_anchor = top.isValid() ? Anchor { top.row(), visualRect(top).top() } : Anchor {};
    noteNew(0);
}

void TranscriptView::keepPlace()
{
    const QScopedValueRollback placing(m_isPlacing, true);
    QScrollBar *bar = verticalScrollBar();
    if (m_isFollowing)
        bar->setValue(bar->maximum());
    else if (m_anchor.row >= 0 && m_anchor.row < model()->rowCount())
        bar->setValue(bar->value() + visualRect(model()->index(m_anchor.row, 0)).top() - m_anchor.top);
}

void TranscriptView::noteNew(int count)
{
    m_new = m_isFollowing ? 0 : m_new + count;
    m_toEnd->setVisible(m_new > 0);
    m_toEnd->setText(tr("▼ %n new", nullptr, m_new));
    m_toEnd->setAccessibleName(tr("Go to the end: %n new", nullptr, m_new));
    placeButton();
}

void TranscriptView::placeButton()
{
    m_toEnd->adjustSize();
    const QRect area = viewport()->geometry();
    m_toEnd->move(area.center().x() - m_toEnd->width() / 2, area.bottom() - m_toEnd->height() - 4);
}

} // namespace callscope::ui
