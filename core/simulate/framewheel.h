#pragma once

#include "core/base/clock.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace callscope::simulate {

class FrameTicker;

/// One timer for the frames of all calls of a thread, in place of one for each. As every ticker's beat has the same
/// length, those that wait stand in the order in which they are due, and who was served goes to the end. It owns the
/// timer; the tickers are others' and live on its thread.
class FrameWheel : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the wheel.
    explicit FrameWheel(const base::Clock &clock, QObject *parent = nullptr);

    /// Calls `ticker.tick()` once, when `due` has come.
    void add(FrameTicker &ticker, base::Monotonic due);
    void remove(const FrameTicker &ticker);
    const base::Clock &clock() const { return m_clock; }

private:
    void serveDue();
    void arm();

    struct Waiting
    {
        base::Monotonic due;
        FrameTicker *ticker = nullptr;
    };

    const base::Clock &m_clock;
    QTimer m_timer;
    std::deque<Waiting> m_waiting {};
    bool m_serving = false;
};

} // namespace callscope::simulate
