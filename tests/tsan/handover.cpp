// Tells ThreadSanitizer where Qt hands things from one thread to another. Debian's Qt is not built for it: its mutexes
// and the queues behind signals, events and futures are invisible, so that all that is passed on by them looks like a
// race. The linker puts these functions (--wrap, see CMakeLists.txt) in the place of Qt's where our code calls them;
// Qt's own callbacks tell of each event before it is delivered and of each signal before it is sent. Nothing is ordered
// that Qt does not order: what goes past its queues is still reported.

#include <QCoreApplication>
#include <QFutureInterface>
#include <QMutex>
#include <QRunnable>
#include <QSemaphore>
#include <QThread>
#include <QThreadPool>

#include <private/qobject_p.h>
#include <sanitizer/tsan_interface.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <utility>

extern "C" {
void AnnotateIgnoreReadsBegin(const char *file, int line);
void AnnotateIgnoreReadsEnd(const char *file, int line);
void AnnotateIgnoreWritesBegin(const char *file, int line);
void AnnotateIgnoreWritesEnd(const char *file, int line);
}

namespace {

void give(const void *what)
{
    __tsan_release(const_cast<void *>(what));
}

void take(const void *what)
{
    __tsan_acquire(const_cast<void *>(what));
}

/// What all copies of one future share; the first member of QFutureInterfaceBase.
const void *stateOf(const QFutureInterfaceBase *future)
{
    const void *state = nullptr;
    std::memcpy(&state, reinterpret_cast<const char *>(future) + sizeof(void *), sizeof(state));
    return state;
}

/// Lets what is private in Qt be named: explicit instantiations are not asked for their rights.
template <auto Member>
struct Opened
{
    friend auto &dataOf(QMetaCallEvent &call) { return call.*Member; }
};
auto &dataOf(QMetaCallEvent &call);
template struct Opened<&QMetaCallEvent::d>;

/// Qt copied the arguments of a queued signal after the last moment that could be told. What the receiver gets are
/// copies of these, made on its own thread; the event frees them.
void takeArguments(QMetaCallEvent &call)
{
    auto &data = dataOf(call);
    if (data.nargs_ == 0)
        return; // a blocking call: the caller has them
    const auto count = static_cast<std::size_t>(data.nargs_);
    const QMetaType *types = call.types();
    auto **taken = static_cast<void **>(std::calloc(count, sizeof(void *) + sizeof(QMetaType)));
    std::memcpy(taken + count, types, count * sizeof(QMetaType));
    for (std::size_t i = 1; i < count; ++i) {
        taken[i] = types[i].create(data.args_[i]);
        types[i].destroy(data.args_[i]);
    }
    const auto *inside = reinterpret_cast<const char *>(data.args_), *event = reinterpret_cast<const char *>(&call);
    if (inside < event || inside >= event + sizeof(QMetaCallEvent))
        std::free(data.args_);
    data.args_ = taken;
}

/// Nothing for an event that no signal has sent.
const QObject *takeCall(QEvent *event)
{
    auto *call = dynamic_cast<QMetaCallEvent *>(event);
    if (!call)
        return nullptr;
    takeArguments(*call);
    return call->sender();
}

/// The event itself was made by Qt and came through its queue, so that it is nobody's business who touched it before.
bool takeEvent(void **data)
{
    take(data[0]);
    take(QThread::currentThread());
    AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
    AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    const QObject *sender = takeCall(static_cast<QEvent *>(data[1]));
    AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
    AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
    if (sender)
        take(sender);
    return false; // deliver it
}

/// A job with a hand-over at its end as well: whichever thread drops it last destroys what it holds.
class Job final : public QtPrivate::QSlotObjectBase
{
public:
    explicit Job(QtPrivate::QSlotObjectBase *job)
        : QSlotObjectBase(&Job::act)
        , m_job(job)
    { }

private:
    static void act(int what, QSlotObjectBase *self, QObject *receiver, void **arguments, bool *)
    {
        auto *job = static_cast<Job *>(self);
        take(job);
        if (what == Call) {
            job->m_job->call(receiver, arguments);
            give(job);
        } else if (what == Destroy) {
            job->m_job->destroyIfLastRef();
            delete job;
        }
    }

    QtPrivate::QSlotObjectBase *m_job;
};

/// What a pool is given as a function.
class Task final : public QRunnable
{
public:
    Task(QThreadPool *pool, std::function<void()> work)
        : m_pool(pool)
        , m_work(std::move(work))
    { }

    void run() override
    {
        take(this);
        m_work();
        give(m_pool); // for waitForDone
    }

private:
    QThreadPool *m_pool;
    std::function<void()> m_work;
};

void giveSignal(QObject *sender, int, void **)
{
    give(sender);
    give(QThread::currentThread()); // its end is told by signals as well
}

QSignalSpyCallbackSet spies { giveSignal, nullptr, nullptr, nullptr };

[[maybe_unused]] const bool isListening = [] {
    QInternal::registerCallback(QInternal::EventNotifyCallback, takeEvent);
    qt_register_signal_spy_callbacks(&spies);
    return true;
}();

} // namespace

// Aligned: an odd address in a pointer to a member function means a virtual one.
#define WRAPPED(result, name, ...)                                                                                     \
    result __real_##name(__VA_ARGS__);                                                                                 \
    __attribute__((aligned(16))) result __wrap_##name(__VA_ARGS__);                                                    \
    result __wrap_##name(__VA_ARGS__)

extern "C" {

// QMetaObject::invokeMethodImpl
WRAPPED(bool, _ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv,
        QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result)
{
    auto *job = new Job(slot);
    give(job);
    give(object);
    const bool done
        = __real__ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv(
            object, job, type, result);
    if (type == Qt::BlockingQueuedConnection)
        take(object);
    return done;
}

// QCoreApplication::postEvent
WRAPPED(void, _ZN16QCoreApplication9postEventEP7QObjectP6QEventi, QObject *receiver, QEvent *event, int priority)
{
    give(receiver);
    __real__ZN16QCoreApplication9postEventEP7QObjectP6QEventi(receiver, event, priority);
}

WRAPPED(void, _ZN7QObject11deleteLaterEv, QObject *object)
{
    give(object);
    __real__ZN7QObject11deleteLaterEv(object);
}

/// What is below the object goes along.
WRAPPED(void, _ZN7QObject12moveToThreadEP7QThread, QObject *object, QThread *thread)
{
    give(thread);
    __real__ZN7QObject12moveToThreadEP7QThread(object, thread);
}

WRAPPED(bool, _ZN7QThread4waitE14QDeadlineTimer, QThread *thread, QDeadlineTimer deadline)
{
    const bool ended = __real__ZN7QThread4waitE14QDeadlineTimer(thread, deadline);
    if (ended)
        take(thread);
    return ended;
}

// QThreadPool::start: a task of QtConcurrent begins with isCanceled.
WRAPPED(void, _ZN11QThreadPool5startEP9QRunnablei, QThreadPool *pool, QRunnable *task, int priority)
{
    give(&spies);
    __real__ZN11QThreadPool5startEP9QRunnablei(pool, task, priority);
}

WRAPPED(bool, _ZNK20QFutureInterfaceBase10isCanceledEv, const QFutureInterfaceBase *future)
{
    take(&spies);
    return __real__ZNK20QFutureInterfaceBase10isCanceledEv(future);
}

// A class with a destructor of its own is passed by its address.
WRAPPED(void, _ZN11QThreadPool5startESt8functionIFvvEEi, QThreadPool *pool, std::function<void()> *work, int priority)
{
    auto *task = new Task(pool, std::move(*work));
    give(task);
    __real__ZN11QThreadPool5startEP9QRunnablei(pool, task, priority);
}

WRAPPED(bool, _ZN11QThreadPool11waitForDoneEi, QThreadPool *pool, int milliseconds)
{
    const bool done = __real__ZN11QThreadPool11waitForDoneEi(pool, milliseconds);
    take(pool);
    return done;
}

WRAPPED(void, _ZN20QFutureInterfaceBase14reportFinishedEv, QFutureInterfaceBase *future)
{
    give(stateOf(future));
    __real__ZN20QFutureInterfaceBase14reportFinishedEv(future);
}

WRAPPED(void, _ZN20QFutureInterfaceBase18reportResultsReadyEii, QFutureInterfaceBase *future, int first, int end)
{
    give(stateOf(future));
    __real__ZN20QFutureInterfaceBase18reportResultsReadyEii(future, first, end);
}

WRAPPED(void, _ZN20QFutureInterfaceBase13waitForResultEi, QFutureInterfaceBase *future, int index)
{
    __real__ZN20QFutureInterfaceBase13waitForResultEi(future, index);
    take(stateOf(future));
}

WRAPPED(void, _ZN20QFutureInterfaceBase15waitForFinishedEv, QFutureInterfaceBase *future)
{
    __real__ZN20QFutureInterfaceBase15waitForFinishedEv(future);
    take(stateOf(future));
}

WRAPPED(void, _ZN10QSemaphore7releaseEi, QSemaphore *semaphore, int count)
{
    give(semaphore);
    __real__ZN10QSemaphore7releaseEi(semaphore, count);
}

WRAPPED(void, _ZN10QSemaphore7acquireEi, QSemaphore *semaphore, int count)
{
    __real__ZN10QSemaphore7acquireEi(semaphore, count);
    take(semaphore);
}

WRAPPED(bool, _ZN10QSemaphore10tryAcquireEi, QSemaphore *semaphore, int count)
{
    const bool acquired = __real__ZN10QSemaphore10tryAcquireEi(semaphore, count);
    if (acquired)
        take(semaphore);
    return acquired;
}

WRAPPED(bool, _ZN10QSemaphore10tryAcquireEii, QSemaphore *semaphore, int count, int milliseconds)
{
    const bool acquired = __real__ZN10QSemaphore10tryAcquireEii(semaphore, count, milliseconds);
    if (acquired)
        take(semaphore);
    return acquired;
}

WRAPPED(void, _ZN11QBasicMutex12lockInternalEv, QBasicMutex *mutex)
{
    __real__ZN11QBasicMutex12lockInternalEv(mutex);
    take(mutex);
}

WRAPPED(void, _ZN11QBasicMutex14unlockInternalEv, QBasicMutex *mutex)
{
    give(mutex);
    __real__ZN11QBasicMutex14unlockInternalEv(mutex);
}

} // extern "C"
