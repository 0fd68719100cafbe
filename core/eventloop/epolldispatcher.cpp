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

/// Descriptors of either kind that one turn serves; more wait for the next, which comes at once then. What a turn has
/// written leaves at its end, so that an answer never waits until hundreds of others are served.
constexpr int mostReady = 16;

timespec timespecOf(nanoseconds length)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(length);
    return { seconds.count(), (length - seconds).count() };
}

/// From now on; empty: for ever.
std::optional<nanoseconds> timeUntil(std::optional<TimerQueue::Instant> instant)
{
    if (!instant)
        return std::nullopt;
    return std::max(nanoseconds(*instant - std::chrono::steady_clock::now()), nanoseconds(0));
}

/// As epoll_wait(2) wants it.
int millisecondsOf(std::optional<nanoseconds> time)
{
    if (!time)
        return -1;
    const qint64 ceiled = std::chrono::ceil<std::chrono::milliseconds>(*time).count();
    return static_cast<int>(std::min<qint64>(ceiled, std::numeric_limits<int>::max()));
}

/// Until the descriptor can be read, or that time has passed. Returns whether it can be read.
bool sleepOn(int descriptor, std::optional<nanoseconds> atMost)
{
    pollfd readable { descriptor, POLLIN, 0 };
    const timespec time = timespecOf(atMost.value_or(nanoseconds(0)));
    return ppoll(&readable, 1, atMost ? &time : nullptr, nullptr) > 0;
}

/// Whether the kernel took it.
bool tellEpoll(int epoll, int descriptor, quint32 events, int operation)
{
    epoll_event wanted {};
    wanted.events = events;
    wanted.data.fd = descriptor;
    return epoll_ctl(epoll, operation, descriptor, &wanted) == 0;
}

} // namespace

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_patientEpoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_epoll < 0 || m_patientEpoll < 0 || m_wake < 0)
        qFatal("An event loop needs three descriptors, and there are none: %s", std::strerror(errno));
    if (!tellEpoll(m_epoll, m_wake, EPOLLIN, EPOLL_CTL_ADD)
        || !tellEpoll(m_epoll, m_patientEpoll, EPOLLIN, EPOLL_CTL_ADD))
        qFatal("An event loop cannot watch its descriptors: %s", std::strerror(errno));
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_epoll);
    ::close(m_patientEpoll);
    ::close(m_wake);
}

void EpollDispatcher::setService(const Service &service)
{
    m_service = service;
    m_nextService = {};
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted = false;
    const bool wasWoken = m_woken.exchange(false); // perhaps to end the loop: who runs it has to look first
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();

    const bool mayWait = flags & QEventLoop::WaitForMoreEvents && !wasWoken && !m_interrupted;
    if (flags & QEventLoop::WaitForMoreEvents)
        Q_EMIT aboutToBlock(); // also when it will not: what was written has to leave
    bool served = false;
    if (!(flags & QEventLoop::ExcludeSocketNotifiers))
        served = serveSockets(mayWait);
    else if (mayWait)
        waitForWakeUp();
    return m_timers.activateDue() || served;
}

// --- sockets ----------------------------------------------------------------------------------------------------

EpollDispatcher::Watch &EpollDispatcher::watchOf(int descriptor)
{
    const auto place = static_cast<std::size_t>(descriptor);
    if (place >= m_watches.size())
        m_watches.resize(place + 1);
    return m_watches[place];
}

QSocketNotifier *&EpollDispatcher::slotOf(QSocketNotifier *notifier)
{
    Watch &watch = watchOf(static_cast<int>(notifier->socket()));
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
    if (events == 0)
        return forget(descriptor);
    const bool isNew = std::exchange(watch.known, events) == 0;
    m_patientCount += isNew && watch.isPatient ? 1 : 0;
    if (!tellEpoll(epollOf(watch), descriptor, events, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD))
        qWarning("descriptor %d cannot be watched: %s", descriptor, std::strerror(errno));
}

void EpollDispatcher::forget(int descriptor)
{
    Watch &watch = m_watches[static_cast<std::size_t>(descriptor)];
    if (std::exchange(watch.known, 0) == 0)
        return;
    m_patientCount -= watch.isPatient ? 1 : 0;
    epoll_ctl(epollOf(watch), EPOLL_CTL_DEL, descriptor, nullptr); // closed already: then it is gone by itself
}

void EpollDispatcher::setPatient(int descriptor, bool isPatient)
{
    Watch &watch = watchOf(descriptor);
    if (watch.isPatient == isPatient)
        return;
    forget(descriptor);
    watch.isPatient = isPatient;
    change(descriptor);
}

/// Returns how many are ready.
int EpollDispatcher::waitForSockets(epoll_event *ready, bool mayWait)
{
    const bool isTick = !m_wokenByPatients;
    std::optional<Instant> until = m_timers.next();
    if (isTick)
        until = std::min(until.value_or(m_nextService), m_nextService);
    m_sleeping = true;
    std::optional<nanoseconds> atMost = mayWait && !m_woken ? timeUntil(until) : nanoseconds(0);
    if (isTick && atMost->count() > 0) { // the wait below counts in milliseconds, which is too coarse for a tick
        sleepOn(m_epoll, *atMost);
        atMost = nanoseconds(0);
    }
    const int count = epoll_wait(m_epoll, ready, mostReady, millisecondsOf(atMost));
    m_sleeping = false;
    return count;
}

/// Those that are looked at in ticks wake nobody.
void EpollDispatcher::wakeByPatients(bool doThey)
{
    if (std::exchange(m_wokenByPatients, doThey) != doThey)
        tellEpoll(m_epoll, m_patientEpoll, doThey ? EPOLLIN : 0U, EPOLL_CTL_MOD);
}

/// First those that somebody waits for, then those of the calls, if it is time.
bool EpollDispatcher::serveSockets(bool mayWait)
{
    tellKernel();
    if (!isCrowded())
        wakeByPatients(true);
    const bool isTick = !m_wokenByPatients;
    std::array<epoll_event, mostReady> ready; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by the kernel
    const int count = waitForSockets(ready.data(), mayWait);
    bool arePatientsReady = count == mostReady; // the word that they are may have found no place
    for (int i = 0; i < count; ++i) {
        const epoll_event &one = ready[static_cast<std::size_t>(i)];
        if (one.data.fd == m_patientEpoll)
            arePatientsReady = true;
        else
            activate(one);
    }
    const bool isTime = isTick ? std::chrono::steady_clock::now() >= m_nextService : arePatientsReady;
    return (isTime && servePatients()) || count > 0;
}

/// Where none was ready, the next wakes the loop, which would look again and again otherwise.
bool EpollDispatcher::servePatients()
{
    std::array<epoll_event, mostReady> ready; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by the kernel
    const int count = epoll_wait(m_patientEpoll, ready.data(), mostReady, 0);
    for (int i = 0; i < count; ++i)
        activate(ready[static_cast<std::size_t>(i)]);
    const bool isRush = count == mostReady || 2 * count > m_patientCount; // they will not become more by waiting
    m_nextService = isRush ? Instant() : std::chrono::steady_clock::now() + m_service.tick;
    wakeByPatients(count <= 0 || !isCrowded());
    return count > 0;
}

void EpollDispatcher::activate(const epoll_event &ready)
{
    const int descriptor = ready.data.fd;
    if (descriptor == m_wake)
        return drainWakeUps();
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

/// Sockets do not end it, wake-ups and timers do.
void EpollDispatcher::waitForWakeUp()
{
    m_sleeping = true;
    if (sleepOn(m_wake, m_woken ? nanoseconds(0) : timeUntil(m_timers.next())))
        drainWakeUps();
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
