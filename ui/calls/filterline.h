#pragma once

#include "core/filter/filter.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>

namespace callscope::ui {

/// A line to type a filter of calls in, and under it what is wrong with it. Tells what was typed once typing pauses,
/// and nothing while it is wrong. Lives on the GUI thread.
class FilterLine : public QWidget
{
    Q_OBJECT

public:
    explicit FilterLine(QWidget *parent = nullptr);

    QLineEdit *edit() const { return m_edit; }
    QAction *clearAction() const { return m_clear; }
    /// What is in force: the last one that was right.
    const filter::Filter &filter() const { return m_filter; }

Q_SIGNALS:
    void filterChanged();

private:
    void parse();
    void show(const std::optional<filter::FilterError> &error);
    void retranslate();

    QLineEdit *m_edit;
    QLabel *m_error;
    QAction *m_clear;
    filter::Filter m_filter {};
    QTimer m_pause {};
};

} // namespace callscope::ui
