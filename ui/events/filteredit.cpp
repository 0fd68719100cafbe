#include "ui/events/filteredit.h"

#include "ui/common/colors.h"
#include "ui/events/filtersentence.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QTextLayout>
#include <QTreeView>

namespace callscope::ui {

namespace {

/// The list below the line: what may be put in, and what it means.
QTreeView *makePopup(QWidget *parent)
{
    auto *popup = new QTreeView(parent);
    popup->setRootIsDecorated(false);
    popup->setUniformRowHeights(true);
    popup->setHeaderHidden(true);
    popup->setLayoutDirection(Qt::LeftToRight);
    popup->header()->setStretchLastSection(true);
    return popup;
}

} // namespace

FilterEdit::FilterEdit(const filter::Vocabulary &vocabulary, QWidget *parent)
    : QLineEdit(parent)
    , m_vocabulary(vocabulary)
    , m_proposals(new QStandardItemModel(0, 2, this))
    , m_completer(new QCompleter(m_proposals, this))
{
    setLayoutDirection(Qt::LeftToRight);
    setClearButtonEnabled(true);
    auto *popup = makePopup(this);
    m_completer->setPopup(popup);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(12);
    m_completer->setWidget(this);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterEdit::insert);
    connect(this, &QLineEdit::textEdited, this, [this] { propose(Asked::No); });
    connect(this, &QLineEdit::textChanged, this, [this] { setError(std::nullopt); });
}

void FilterEdit::setError(const std::optional<filter::FilterError> &error)
{
    m_error = error;
    update();
}

QString FilterEdit::meaningOf(const QString &candidate) const
{
    const auto ref = filter::findField(m_vocabulary, candidate);
    const bool isWhole = ref && ref->pointer.isEmpty();
    return isWhole ? fieldMeaning(*ref->field) : QString();
}

void FilterEdit::propose(Asked asked)
{
    m_completion = filter::completionAt(text(), cursorPosition(), m_vocabulary);
    const bool isWanted = asked == Asked::Yes || m_completion.isNarrow;
    if (!isWanted || m_completion.candidates.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_proposals->setRowCount(0);
    QPalette faint = palette();
    for (const QString &candidate : m_completion.candidates) {
        auto *meaning = new QStandardItem(meaningOf(candidate));
        meaning->setForeground(colorsOf(faint).faint);
        m_proposals->appendRow({ new QStandardItem(candidate), meaning });
    }
    auto *popup = static_cast<QTreeView *>(m_completer->popup());
    popup->header()->resizeSection(0, fontMetrics().averageCharWidth() * 26);
    const QRect below(0, 0, std::max(width(), fontMetrics().averageCharWidth() * 60), height());
    m_completer->complete(below);
}

void FilterEdit::insert(const QString &candidate)
{
    const bool isStem = candidate.endsWith(u'/') || candidate.endsWith(u'(');
    setSelection(static_cast<int>(m_completion.start), static_cast<int>(m_completion.length));
    QLineEdit::insert(isStem ? candidate : candidate + u' ');
    propose(Asked::No);
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    const bool asks
        = event->key() == Qt::Key_Down || (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier);
    if (asks)
        propose(Asked::Yes);
    else
        QLineEdit::keyPressEvent(event);
}

/// Where a column stands, told from where the cursor stands: the line scrolls, and Hebrew words run the other way.
int FilterEdit::columnX(qsizetype column) const
{
    QTextLayout layout(text(), font());
    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    const int cursor = cursorRect().center().x();
    return cursor + qRound(line.cursorToX(static_cast<int>(column)) - line.cursorToX(cursorPosition()));
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!m_error)
        return;
    const int unit = std::max(2, fontMetrics().height() / 8);
    const int from = columnX(m_error->column), to = columnX(m_error->column + m_error->length);
    const int left = std::min(from, to), right = std::max({ from, to, left + 3 * unit });
    const int bottom = rect().center().y() + fontMetrics().height() / 2 + unit;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(contentsRect().adjusted(2, 0, -2, 0));
    const QColor color = colorsOf(palette()).problem;
    painter.setPen(QPen(color, std::max(1, unit / 2)));
    for (int x = left; x < right; x += 2 * unit) {
        painter.drawLine(x, bottom, x + unit, bottom - unit);
        painter.drawLine(x + unit, bottom - unit, x + 2 * unit, bottom);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const int tip = bottom + 1;
    painter.drawPolygon(QPolygon({ { from, tip }, { from - unit, tip + unit }, { from + unit, tip + unit } }));
}

} // namespace callscope::ui
