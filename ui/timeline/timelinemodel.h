#pragma once

#include "ui/timeline/timelinemarks.h"

#include <QAbstractTableModel>

namespace callscope::ui {

/// What is on the timeline as a table: time, what it is, what was said. The marks belong to the page, which tells when
/// they have grown. Lives on the GUI thread.
class TimelineModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, WhatColumn, TextColumn, ColumnTotal };

    /// `marks` must outlive the model.
    explicit TimelineModel(const TimelineMarks &marks, QObject *parent = nullptr);

    /// The marks are those of another call now.
    void reset();
    /// Items from `first` on are new or have changed; they only become more.
    void catchUp(int first);
    /// The words are in another language now.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const TimelineMarks &m_marks;
    int m_rows = 0;
};

} // namespace callscope::ui
