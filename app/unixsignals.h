#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace callscope::app {

/// SIGTERM and SIGINT as a Qt signal, told in the event loop. One object a process; lives on the main thread.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    UnixSignals();
    ~UnixSignals() override;

Q_SIGNALS:
    void terminationRequested();

private:
    std::unique_ptr<QSocketNotifier> m_notifier {};
};

} // namespace callscope::app
