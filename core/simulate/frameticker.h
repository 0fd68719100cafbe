#pragma once

#include "core/base/clock.h"

#include <QObject>
#include <QTimer>

namespace callscope::simulate {

/// The beat of a call: one signal each 20 ms against an absolute clock; what a busy loop missed follows at once. It
/// owns its timer and lives on the thread of its call.
class FrameTicker : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the ticker.
    explicit FrameTicker(const base::Clock &clock, QObject *parent = nullptr);

    void start();
    void stop();

Q_SIGNALS:
    /// `late` is how long after its due time the frame came.
    void ticked(std::chrono::nanoseconds late);

private:
    void tick();
    void arm();

    const base::Clock &m_clock;
    QTimer m_timer;
    base::Monotonic m_next {};
    bool m_running = false;
};

} // namespace callscope::simulate
