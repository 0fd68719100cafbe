#include "app/callscope/systemdnotice.h"

#include <systemd/sd-daemon.h>

#include <algorithm>

namespace callscope::app {

namespace {

/// systemd is asked for little at a time, so that a process that hangs while it drains is still ended soon.
constexpr std::chrono::seconds extendEvery { 10 }, extendBy { 30 };

void notify(const QByteArray &state)
{
    ::sd_notify(0, state.constData());
}

} // namespace

SystemdNotice::SystemdNotice()
{
    uint64_t microseconds = 0;
    if (::sd_watchdog_enabled(0, &microseconds) > 0) {
        connect(&m_alive, &QTimer::timeout, this, [] { notify("WATCHDOG=1"); });
        m_alive.start(
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(microseconds / 2)));
    }
    connect(&m_extension, &QTimer::timeout, this, &SystemdNotice::extend);
}

void SystemdNotice::ready(const QString &status)
{
    notify("READY=1\nSTATUS=" + status.toUtf8());
}

void SystemdNotice::stopping(std::chrono::seconds drain)
{
    notify("STOPPING=1\nSTATUS=no new calls; running ones may finish");
    m_left = drain;
    extend();
    m_extension.start(extendEvery);
}

void SystemdNotice::extend()
{
    const auto wanted = std::min(m_left, extendBy) + std::chrono::seconds(5);
    notify("EXTEND_TIMEOUT_USEC=" + QByteArray::number(qint64(std::chrono::microseconds(wanted).count())));
    m_left = std::max(m_left - extendEvery, std::chrono::seconds(0));
    if (m_left.count() == 0)
        m_extension.stop();
}

} // namespace callscope::app
