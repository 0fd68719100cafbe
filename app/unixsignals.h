#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace callscope::app {

/// SIGTERM, SIGINT and SIGHUP as Qt signals, told in the event loop. One object a process; lives on the main thread.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    /// What SIGHUP does: end the process, as when its terminal is closed, or have something read anew.
    enum class Hangup { Ends, Reloads };

    explicit UnixSignals(Hangup hangup = Hangup::Ends);
    ~UnixSignals() override;

Q_SIGNALS:
    void terminationRequested();
    void reloadRequested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier {};
};

} // namespace callscope::app
