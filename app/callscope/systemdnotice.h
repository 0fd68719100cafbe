#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace callscope::app {

/// Tells systemd, where that started the process, how it stands (sd_notify(3)): ready, alive, stopping. Without it
/// nothing happens. Lives on the main thread: the watchdog there is what shows that the event loop runs.
class SystemdNotice : public QObject
{
    Q_OBJECT

public:
    SystemdNotice();

    /// The port is open.
    void ready(const QString &status);
    /// Running calls may go on for `drain`; systemd is asked to wait for as long.
    void stopping(std::chrono::seconds drain);

private:
    void extend();

    QTimer m_alive {}, m_extension {};
    std::chrono::seconds m_left {};
};

} // namespace callscope::app
