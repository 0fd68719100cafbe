#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QTimer>

#include <deque>
#include <functional>
#include <random>

namespace callscope::simulate {

/// Makes messages late by a random time up to `jitter`, without changing their order. It owns what waits and lives on
/// its stream's thread.
class DelayedOutbox : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive this; `send` is called for each message, at once without jitter.
    DelayedOutbox(std::chrono::milliseconds jitter, quint32 seed, const base::Clock &clock,
                  std::function<void(const QByteArray &)> send, QObject *parent = nullptr);

    void post(const QByteArray &message);
    /// All that waits goes out now.
    void flush();

private:
    void sendDue();
    void arm();

    struct Waiting
    {
        base::Monotonic due;
        QByteArray message;
    };

    const base::Clock &m_clock;
    std::function<void(const QByteArray &)> m_send;
    std::deque<Waiting> m_waiting {};
    base::Monotonic m_lastDue {};
    std::mt19937 m_random;
    std::uniform_int_distribution<std::int64_t> m_microseconds;
    bool m_jittery = false;
    QTimer m_timer;
};

} // namespace callscope::simulate
