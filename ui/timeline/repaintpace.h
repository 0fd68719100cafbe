#pragma once

#include <QElapsedTimer>
#include <QRegion>
#include <QTimer>
#include <QWidget>

namespace callscope::ui {

/// Collects what of a widget is to be painted again and asks for it at most 30 times a second. A child of the widget.
class RepaintPace : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds period { 33 };

    explicit RepaintPace(QWidget *widget);

    void ask(const QRegion &region);
    void askAll() { ask(m_widget->rect()); }

private:
    void paint();

    QWidget *m_widget;
    QTimer m_timer {};
    QElapsedTimer m_sincePainted {};
    QRegion m_region {};
};

} // namespace callscope::ui
