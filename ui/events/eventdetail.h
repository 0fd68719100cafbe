#pragma once

#include "core/event/event.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTreeWidget>

namespace callscope::ui {

/// Everything about one event: what it means, its decoded fields, its line in JSON. Lives on the GUI thread.
class EventDetail : public QWidget
{
    Q_OBJECT

public:
    explicit EventDetail(QWidget *parent = nullptr);

    void show(const event::Event &event);
    void clear();

private:
    void retranslate();
    void copyFields() const;

    std::optional<event::Event> m_event {};
    QLabel *m_meaning;
    QTabWidget *m_tabs;
    QTreeWidget *m_fields;
    QPlainTextEdit *m_json;
};

} // namespace callscope::ui
