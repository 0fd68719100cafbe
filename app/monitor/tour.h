#pragma once

#include "app/monitor/monitor.h"

#include <QTimer>

#include <deque>
#include <functional>

namespace callscope::app {

/// Drives one simulated call through the window and writes a picture of every page, in each language and appearance,
/// so that a person can look at them all. Ends the application when it is through: 0, or 1 with the step that failed.
class Tour : public QObject
{
    Q_OBJECT

public:
    /// `monitor` must outlive the tour.
    Tour(Monitor &monitor, const QString &folder);

    void start();

private:
    struct Step
    {
        QString name;
        std::function<bool()> ready; ///< asked until it is true, then
        std::function<void()> act;
    };

    void planCall();
    void planPictures();
    void planLook(const QString &language, bool dark);
    void addPane(const QString &look, const QString &name, ui::MainWindow::Pane pane);
    void addDialog(const QString &look, const QString &name, const std::function<void()> &open);
    void add(const QString &name, std::function<bool()> ready, std::function<void()> act);
    void advance();
    void fail(const QString &why);

    bool has(const char *eventName, int times = 1) const;
    void selectAnsweredTurn();
    void selectEvent(const char *eventName);
    void save(QWidget &widget, const QString &name);

    Monitor &m_monitor;
    QString m_folder;
    std::deque<Step> m_steps {};
    QTimer m_timer {};
    int m_polls = 0;
    int m_pictures = 0;
    bool m_callGood = true;
    bool m_checked = false;
    ui::CallKey m_call {}; ///< the scripted one
};

} // namespace callscope::app
