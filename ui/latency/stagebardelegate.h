#pragma once

#include "ui/latency/latencymodel.h"

#include <QStyledItemDelegate>

namespace callscope::ui {

/// Draws a turn's stages as a stacked bar on the scale that all turns share, with the line of the budget. Time runs
/// from left to right in every language.
class StageBarDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    StageBarDelegate(const LatencyModel &model, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintParts(QPainter *painter, const QRectF &lane, const Turn &turn, const QPalette &palette) const;
    void paintBudget(QPainter *painter, const QRectF &cell, const QRectF &lane, const QPalette &palette) const;

    const LatencyModel &m_model;
};

/// Draws the legend: each stage's name behind its field.
class StageNameDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace callscope::ui
