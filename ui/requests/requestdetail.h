#pragma once

#include "core/event/event.h"

#include <QLabel>
#include <QTabWidget>
#include <QTextEdit>

#include <optional>

namespace callscope::ui {

class NameValueTable;

/// All about one request: what was asked, what was answered, and what it means. Owns its widgets; lives on the GUI
/// thread.
class RequestDetail : public QWidget
{
    Q_OBJECT

public:
    explicit RequestDetail(QWidget *parent = nullptr);

    void setEvent(const event::Event &event);
    void clear();
    /// The answer's body as it was sent.
    QString body() const { return m_body; }

private:
    void retranslate();
    void fill();
    void fillRequest(const event::HttpRequested &request);
    void fillFields();
    void setLines(const QString &title, const QString &facts, const QString &verdict, const QString &codes);
    QWidget *answerPane();

    QLabel *m_title, *m_facts, *m_verdict, *m_codes;
    QTabWidget *m_tabs;
    NameValueTable *m_parameters, *m_requestHeaders, *m_answerHeaders = nullptr;
    QWidget *m_answer;
    QTextEdit *m_bodyView = nullptr;
    std::optional<event::Event> m_event {};
    QString m_body {};
};

} // namespace callscope::ui
