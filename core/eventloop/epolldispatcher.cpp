#ifdef __linux__

#include "core/eventloop/epolldispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <limits>
#include <utility>

namespace callscope::eventloop {

namespace {

using std::chrono::nanoseconds;

/// Descriptors that one turn serves; more wait for the next, which comes at once then. What a turn has written leaves
/// at its end, so that an answer never waits until hundreds of others are served.
constexpr int mostReady = 64;

timespec timespecOf(nanoseconds length)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(length);
    return { seconds.count(), (length - seconds).count() };
}

} // namespace

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_epoll < 0 || m_wake < 0)
        qFatal("An event loop needs two descriptors, and there are none: %s", std::strerror(errno));
    epoll_event wake {};
    wake.events = EPOLLIN;
    wake.data.fd = m_wake;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wake, &wake);
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_epoll);
    ::close(m_wake);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted = false;
    const bool wasWoken = m_woken.exchange(false); // perhaps to end the loop: who runs it has to look first
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();

    const bool servesSockets = !(flags & QEventLoop::ExcludeSocketNotifiers);
    const bool mayWait = flags & QEventLoop::WaitForMoreEvents && !wasWoken && !m_interrupted;
    if (flags & QEventLoop::WaitForMoreEvents)
        Q_EMIT aboutToBlock(); // also when it will not: what was written has to leave

    const Instant now = std::chrono::steady_clock::now();
    const auto nextTimer = m_timers.next();
    const bool isResting = isCrowded() && now < m_nextService;
    bool served = false;
    if (mayWait && (isResting || !servesSockets)) {
        sleepUntilService(std::min(nextTimer.value_or(m_nextService), m_nextService));
    } else if (servesSockets && !isResting) {
        std::optional<nanoseconds> atMost;
        if (!mayWait || nextTimer)
            atMost = mayWait ? std::max(nanoseconds(*nextTimer - now), nanoseconds(0)) : nanoseconds(0);
        served = serveSockets(atMost);
    }
    return m_timers.activateDue() || served;
}

// --- sockets ----------------------------------------------------------------------------------------------------

QSocketNotifier *&EpollDispatcher::slotOf(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<std::size_t>(notifier->socket());
    if (descriptor >= m_watches.size())
        m_watches.resize(descriptor + 1);
    Watch &watch = m_watches[descriptor];
    switch (notifier->type()) {
    case QSocketNotifier::Read:
        return watch.read;
    case QSocketNotifier::Write:
        return watch.write;
    case QSocketNotifier::Exception:
        return watch.exception;
    }
    Q_UNREACHABLE();
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    slotOf(notifier) = notifier;
    change(static_cast<int>(notifier->socket()));
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    QSocketNotifier *&slot = slotOf(notifier);
    if (slot != notifier)
        return;
    slot = nullptr;
    change(static_cast<int>(notifier->socket()));
}

/// The kernel is told before the next wait: a write that is over by then costs nothing. But of a descriptor that nobody
/// watches it is told at once, as it may be closed, and its number taken by another socket, before that.
void EpollDispatcher::change(int descriptor)
{
    Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
    if (!watch.read && !watch.write && !watch.exception) {
        tellKernel(descriptor);
        return;
    }
    if (!std::exchange(watch.isDirty, true))
        m_dirty.push_back(descriptor);
}

void EpollDispatcher::tellKernel()
{
    for (const int descriptor : std::exchange(m_dirty, {})) {
        if (m_watches[static_cast<std::size_t>(descriptor)].isDirty)
            tellKernel(descriptor);
    }
}

void EpollDispatcher::tellKernel(int descriptor)
{
    Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
    watch.isDirty = false;
    const quint32 events
        = (watch.read ? EPOLLIN : 0U) | (watch.write ? EPOLLOUT : 0U) | (watch.exception ? EPOLLPRI : 0U);
    if (events == watch.known)
        return;
    const quint32 known = std::exchange(watch.known, events);
    if (events == 0) {
        --m_watched;
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr); // closed already: then it is gone by itself
        return;
    }
    m_watched += known == 0 ? 1 : 0;
    epoll_event wanted {};
    wanted.events = events;
    wanted.data.fd = descriptor;
    if (epoll_ctl(m_epoll, known == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &wanted) != 0)
        qWarning("descriptor %d cannot be watched: %s", descriptor, std::strerror(errno));
}

/// `atMost`: how long to wait for one that is ready; empty: until there is one.
bool EpollDispatcher::serveSockets(std::optional<nanoseconds> atMost)
{
    tellKernel();
    m_sleeping = true;
    if (m_woken)
        atMost = nanoseconds(0);
    std::array<epoll_event, mostReady> ready; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by the kernel
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(atMost.value_or(nanoseconds(0))).count();
    const int longest = static_cast<int>(std::min<qint64>(wait, std::numeric_limits<int>::max()));
    const int count = epoll_wait(m_epoll, ready.data(), mostReady, atMost ? longest : -1);
    m_sleeping = false;
    for (int i = 0; i < count; ++i)
        activate(ready[static_cast<std::size_t>(i)]);
    const bool isRush = count == mostReady || 2 * count > m_watched; // they will not become more by waiting
    m_nextService = isRush ? Instant() : std::chrono::steady_clock::now() + m_service.tick;
    return count > 0;
}

void EpollDispatcher::activate(const epoll_event &ready)
{
    const int descriptor = ready.data.fd;
    if (descriptor == m_wake) {
        drainWakeUps();
        return;
    }
    const quint32 broken = EPOLLERR | EPOLLHUP;
    if (ready.events & (EPOLLIN | broken))
        activate(descriptor, &Watch::read);
    if (ready.events & (EPOLLOUT | broken))
        activate(descriptor, &Watch::write);
    if (ready.events & (EPOLLPRI | broken))
        activate(descriptor, &Watch::exception);
}

/// Whoever was served before may have taken the notifier away.
void EpollDispatcher::activate(int descriptor, QSocketNotifier *Watch::*kind)
{
    QSocketNotifier *notifier = m_watches[static_cast<std::size_t>(descriptor)].*kind;
    if (!notifier)
        return;
    QEvent event(QEvent::SockAct);
    QCoreApplication::sendEvent(notifier, &event);
}

// --- timers -----------------------------------------------------------------------------------------------------

void EpollDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    m_timers.add(id, interval, type, object);
}

bool EpollDispatcher::unregisterTimer(int id)
{
    return m_timers.remove(id);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.of(object);
}

int EpollDispatcher::remainingTime(int id)
{
    return m_timers.remaining(id);
}

// --- sleeping ---------------------------------------------------------------------------------------------------

/// Sockets do not end it, wake-ups do.
void EpollDispatcher::sleepUntilService(Instant until)
{
    m_sleeping = true;
    const nanoseconds left = m_woken ? nanoseconds(0) : until - std::chrono::steady_clock::now();
    if (left.count() > 0) {
        pollfd wake { m_wake, POLLIN, 0 };
        const timespec time = timespecOf(left);
        if (ppoll(&wake, 1, &time, nullptr) > 0)
            drainWakeUps();
    }
    m_sleeping = false;
}

void EpollDispatcher::drainWakeUps()
{
    quint64 count = 0;
    [[maybe_unused]] const auto size = ::read(m_wake, &count, sizeof count);
}

/// A loop that is awake looks at the flag before it sleeps; only one that sleeps has to be told.
void EpollDispatcher::wakeUp()
{
    m_woken = true;
    if (!m_sleeping)
        return;
    const quint64 one = 1;
    [[maybe_unused]] const auto size = ::write(m_wake, &one, sizeof one);
}

void EpollDispatcher::interrupt()
{
    m_interrupted = true;
    wakeUp();
}

} // namespace callscope::eventloop

#endif
