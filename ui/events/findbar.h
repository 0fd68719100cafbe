#pragma once

#include "ui/events/eventfinder.h"

#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace callscope::ui {

/// The line that searches the rows shown: text, count, previous and next. Lives on the GUI thread.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(EventFinder *finder, QWidget *parent = nullptr);

    /// Shows itself and takes the focus.
    void open();
    void close();
    QLineEdit *edit() const { return m_edit; }
    QString countText() const { return m_count->text(); }
    /// For the place in the count.
    void setCurrent(std::optional<EventId> current);

Q_SIGNALS:
    void nextWanted();
    void previousWanted();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showCount();
    void retranslate();

    EventFinder *m_finder;
    QLineEdit *m_edit;
    QLabel *m_count;
    QToolButton *m_previous, *m_next, *m_close;
    std::optional<EventId> m_current {};
};

} // namespace callscope::ui
