#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <utility>
#include <vector>

namespace callscope::eventloop {

/// Work that one turn of the event loop collects and that is done together before the next, or before the loop sleeps:
/// a socket that was written to several times goes to the kernel once. One for each thread; it needs an event
/// dispatcher.
class BeforeSleep final : public QObject
{
    Q_OBJECT

public:
    static BeforeSleep &ofThisThread();

    /// Unless `context` is gone by then. Whoever calls twice in a turn is served twice.
    void run(QObject *context, std::function<void()> task);

protected:
    void customEvent(QEvent *event) override;

private:
    BeforeSleep();
    void runAll();

    using Tasks = std::vector<std::pair<QPointer<QObject>, std::function<void()>>>;

    Tasks m_tasks {}, m_running {}; ///< both keep their memory for the next turn
};

} // namespace callscope::eventloop
