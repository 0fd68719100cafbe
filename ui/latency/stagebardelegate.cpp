#include "ui/latency/stagebardelegate.h"

#include "ui/common/colors.h"
#include "ui/latency/latencyparts.h"
#include "ui/latency/stages.h"
#include "ui/latency/summarymodel.h"

#include <QApplication>
#include <QPainter>

namespace callscope::ui {

namespace {

/// A cell without its text, as the style draws it: selection, focus.
void paintCell(QPainter *painter, QStyleOptionViewItem option)
{
    option.text.clear();
    const QWidget *widget = option.widget;
    (widget ? widget->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &option, painter, widget);
}

} // namespace

StageBarDelegate::StageBarDelegate(const LatencyModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{ }

void StageBarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    paintCell(painter, cell);
    painter->save();
    painter->setClipRect(option.rect);
    painter->setLayoutDirection(Qt::LeftToRight);
    QFont font = option.font;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * 0.85);
    painter->setFont(font);
    const double margin = std::max(3.0, option.rect.height() * 0.17);
    const QRectF lane = QRectF(option.rect).adjusted(4, margin, -4, -margin);
    paintParts(painter, lane, m_model.turn(index.row()), option.palette);
    paintBudget(painter, option.rect, lane, option.palette);
    painter->restore();
}

void StageBarDelegate::paintParts(QPainter *painter, const QRectF &lane, const Turn &turn,
                                  const QPalette &palette) const
{
    const double perMillisecond = lane.width() / static_cast<double>(m_model.scale().count());
    const double stub = QFontMetricsF(painter->font()).horizontalAdvance(u'?') + 6; // of unknown length
    double shift = 0;
    for (const LatencyPart &part : partsOf(turn)) {
        const double left = lane.left() + shift + static_cast<double>(part.begin.count()) * perMillisecond;
        const double width = part.length ? static_cast<double>(part.length->count()) * perMillisecond : stub;
        QRectF field(left, lane.top(), std::max(width, 1.0), lane.height());
        if (!part.length)
            shift += stub;
        if (part.stage == Stage::TwilioBuffer) // behind the end of voice-to-voice: lower
            field.adjust(0, field.height() * 0.3, 0, 0);
        if (part.kind == LatencyPart::Kind::Known)
            paintStage(painter, field, part.stage);
        else
            paintHatched(painter, field,
                         part.kind == LatencyPart::Kind::Unknown ? LatencyModel::tr("unknown")
                                                                 : LatencyModel::tr("unaccounted"),
                         palette);
    }
    if (turn.voiceToVoice) {
        const double end = lane.left() + static_cast<double>(turn.voiceToVoice->count()) * perMillisecond;
        painter->setPen(QPen(palette.color(QPalette::Text), 1));
        painter->drawLine(QPointF(end, lane.top() - 1), QPointF(end, lane.bottom() + 1));
    }
}

void StageBarDelegate::paintBudget(QPainter *painter, const QRectF &cell, const QRectF &lane,
                                   const QPalette &palette) const
{
    const double x = lane.left()
        + lane.width() * static_cast<double>(m_model.budget().count()) / static_cast<double>(m_model.scale().count());
    painter->setPen(QPen(colorsOf(palette).problem, 1.5, Qt::DashLine));
    painter->drawLine(QPointF(x, cell.top()), QPointF(x, cell.bottom()));
}

void StageNameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    paintCell(painter, cell);
    painter->save();
    const int size = cell.fontMetrics.height(), gap = 4;
    QRect field(cell.rect.left() + gap, cell.rect.center().y() - size / 2 + 1, size, size - 2);
    QRect name = cell.rect.adjusted(size + 3 * gap, 0, -gap, 0);
    field = QStyle::visualRect(cell.direction, cell.rect, field);
    name = QStyle::visualRect(cell.direction, cell.rect, name);
    painter->setFont(cell.font);
    if (const auto stage = SummaryModel::stageOfRow(index.row()))
        paintStage(painter, field, *stage);
    const bool isSelected = cell.state.testFlag(QStyle::State_Selected);
    painter->setPen(cell.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(name,
                      static_cast<int>(QStyle::visualAlignment(cell.direction, Qt::AlignLeading)) | Qt::AlignVCenter,
                      cell.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, name.width()));
    painter->restore();
}

} // namespace callscope::ui
