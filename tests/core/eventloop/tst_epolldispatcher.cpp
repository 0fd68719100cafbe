#include "core/eventloop/beforesleep.h"
#include "core/eventloop/epolldispatcher.h"
#include "core/eventloop/eventloop.h"

#include <QBasicTimer>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPointer>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

using namespace callscope;
using namespace std::chrono_literals;
using eventloop::BeforeSleep;
using eventloop::EpollDispatcher;
using eventloop::PatientSocket;

namespace {

/// Both ends of connections on loopback, in this thread's loop.
class Connections
{
public:
    enum class Far { Impatient, Patient };

    explicit Connections(int count, Far how = Far::Impatient)
    {
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
        for (int i = 0; i < count; ++i) {
            near.push_back(std::make_unique<QTcpSocket>());
            near.back()->connectToHost(QHostAddress::LocalHost, m_server.serverPort());
            QVERIFY(near.back()->waitForConnected(5000));
            QVERIFY(m_server.hasPendingConnections() || m_server.waitForNewConnection(5000));
            far.emplace_back(m_server.nextPendingConnection());
            far.back()->setParent(nullptr);
            if (how == Far::Patient)
                m_patient.push_back(std::make_unique<PatientSocket>(far.back()->socketDescriptor()));
        }
    }

    std::vector<std::unique_ptr<QTcpSocket>> near, far;

private:
    QTcpServer m_server {};
    std::vector<std::unique_ptr<PatientSocket>> m_patient {};
};

EpollDispatcher *loop()
{
    return qobject_cast<EpollDispatcher *>(QAbstractEventDispatcher::instance());
}

/// It can be read all the time.
class UnreadSocket
{
public:
    explicit UnreadSocket(const std::function<void()> &served)
    {
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, m_pair.data()), 0);
        QCOMPARE(::send(m_pair[1], "x", 1, 0), 1);
        m_notifier = std::make_unique<QSocketNotifier>(m_pair[0], QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), served);
    }
    ~UnreadSocket()
    {
        m_patience.reset();
        m_notifier.reset();
        for (const int descriptor : m_pair)
            ::close(descriptor);
    }
    Q_DISABLE_COPY_MOVE(UnreadSocket)

    void makePatient() { m_patience.emplace(m_pair[0]); }

private:
    std::array<int, 2> m_pair { -1, -1 };
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::optional<PatientSocket> m_patience;
};

/// One patient socket has its turn, and the tick of all of them is an hour.
bool restForAnHour(const Connections &all, int crowd = 1)
{
    loop()->setService({ .tick = std::chrono::hours(1), .crowd = crowd });
    bool read = false;
    QObject receiver;
    QObject::connect(all.far[0].get(), &QTcpSocket::readyRead, &receiver, [&] { read = true; });
    all.near[0]->write("x");
    all.near[0]->flush();
    return QTest::qWaitFor([&] { return read; });
}

} // namespace

/// The whole test runs on the loop that it tests.
class EpollDispatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { loop()->setService({}); }

    void timersFireInOrder();
    void aTimerRepeatsUntilItIsStopped();
    void aTimerIsNotServedWhileItIs();
    void timersOfADeletedObjectAreGone();
    void aTimerMovesWithItsObject();
    void tellsWhatTimersAreLeft();
    void zeroTimersRunAsOftenAsTheLoop();
    void soundGoesThroughSockets_data();
    void soundGoesThroughSockets();
    void numbersOfClosedSocketsAreTakenAgain();
    void aSocketMayBeDeletedByTheOneBefore();
    void tellsThatThePeerHasGone();
    void aCrowdIsServedTogether();
    void aCrowdDoesNotHoldUpWakeUps();
    void aCrowdDoesNotHoldUpOthers();
    void patienceEnds();
    void aFewAreServedAtOnce();
    void neitherKindStarvesTheOther_data();
    void neitherKindStarvesTheOther();
    void aCrowdThatIsReadyAllTheTimeIsServedAllTheTime();
    void whatACrowdCollectsIsDoneInBetween();
    void whatAPostedEventCollectsIsDoneBeforeSocketsAreServed();
    void anIdleLoopSleeps();
    void postsOfOtherThreadsAreNotLost();
    void anExitFromAnotherThreadIsNotLost();
    void beforeItSleepsCollectedWorkIsDone();
    void whatATaskDeletesLaterGoesWhileTheLoopRuns();
};

void EpollDispatcherTest::timersFireInOrder()
{
    QStringList fired;
    QTimer::singleShot(30, this, [&] { fired << QStringLiteral("30"); });
    QTimer::singleShot(10, this, [&] { fired << QStringLiteral("10"); });
    QTimer::singleShot(20, Qt::PreciseTimer, this, [&] { fired << QStringLiteral("20"); });
    QElapsedTimer elapsed;
    elapsed.start();
    QTRY_COMPARE(fired.size(), 3);
    QCOMPARE(fired.join(QLatin1Char(' ')), QStringLiteral("10 20 30"));
    QVERIFY(elapsed.elapsed() >= 29);
}

void EpollDispatcherTest::aTimerRepeatsUntilItIsStopped()
{
    QTimer timer;
    int fired = 0;
    connect(&timer, &QTimer::timeout, this, [&] {
        if (++fired == 5)
            timer.stop();
    });
    timer.start(2);
    QTRY_COMPARE(fired, 5);
    QTest::qWait(20);
    QCOMPARE(fired, 5);
}

void EpollDispatcherTest::aTimerIsNotServedWhileItIs()
{
    QTimer timer;
    int depth = 0, deepest = 0, fired = 0;
    connect(&timer, &QTimer::timeout, this, [&] {
        deepest = std::max(deepest, ++depth);
        if (++fired <= 2)
            QTest::qWait(30);
        --depth;
    });
    timer.start(1);
    QTRY_VERIFY(fired > 3);
    QCOMPARE(deepest, 1);
}

void EpollDispatcherTest::timersOfADeletedObjectAreGone()
{
    int fired = 0;
    auto object = std::make_unique<QObject>();
    auto *first = new QTimer(object.get());
    auto *second = new QTimer(object.get());
    connect(first, &QTimer::timeout, first, [&] {
        ++fired;
        object.reset(); // both were due in this turn
    });
    connect(second, &QTimer::timeout, second, [&] { ++fired; });
    first->start(5);
    second->start(5);
    QThread::msleep(10);
    QTRY_VERIFY(!object);
    QTest::qWait(20);
    QCOMPARE(fired, 1);
}

void EpollDispatcherTest::aTimerMovesWithItsObject()
{
    QThread thread;
    thread.setEventDispatcher(new EpollDispatcher);
    thread.start();
    auto *timer = new QTimer;
    std::atomic<int> fired { 0 };
    std::atomic<QThread *> firedOn { nullptr };
    connect(timer, &QTimer::timeout, timer, [&] {
        firedOn = QThread::currentThread();
        ++fired;
    });
    timer->start(5);
    timer->moveToThread(&thread);
    QTRY_VERIFY(fired >= 3);
    QCOMPARE(firedOn.load(), &thread);
    connect(&thread, &QThread::finished, timer, &QObject::deleteLater);
    thread.quit();
    QVERIFY(thread.wait(5000));
}

void EpollDispatcherTest::tellsWhatTimersAreLeft()
{
    QTimer timer;
    timer.start(10000);
    const int left = timer.remainingTime();
    QVERIFY(left > 5000 && left <= 10000);
    QCOMPARE(loop()->registeredTimers(&timer).size(), 1);
    QCOMPARE(loop()->registeredTimers(&timer).at(0).interval, 10000);
    timer.stop();
    QVERIFY(loop()->registeredTimers(&timer).isEmpty());
    QCOMPARE(loop()->remainingTime(12345), -1);
}

void EpollDispatcherTest::zeroTimersRunAsOftenAsTheLoop()
{
    QTimer timer;
    int fired = 0;
    connect(&timer, &QTimer::timeout, this, [&] { ++fired; });
    timer.start(0);
    QTRY_VERIFY(fired > 100);
}

void EpollDispatcherTest::soundGoesThroughSockets_data()
{
    QTest::addColumn<int>("crowd");
    QTest::newRow("each when it is ready") << 1000;
    QTest::newRow("together") << 1;
}

void EpollDispatcherTest::soundGoesThroughSockets()
{
    QFETCH(int, crowd);
    loop()->setService({ .tick = 2ms, .crowd = crowd });
    Connections all(20, Connections::Far::Patient);
    std::vector<QByteArray> back(all.near.size());
    for (std::size_t i = 0; i < all.near.size(); ++i) {
        QTcpSocket *far = all.far[i].get(), *near = all.near[i].get();
        connect(far, &QTcpSocket::readyRead, far, [far] { far->write(far->readAll()); });
        connect(near, &QTcpSocket::readyRead, near, [near, &back, i] { back[i] += near->readAll(); });
    }
    std::vector<QByteArray> sent;
    for (std::size_t i = 0; i < all.near.size(); ++i) {
        sent.push_back(QByteArray(1'000'000, static_cast<char>('a' + i)));
        all.near[i]->write(sent.back());
    }
    QTRY_VERIFY(back == sent);
}

void EpollDispatcherTest::numbersOfClosedSocketsAreTakenAgain()
{
    for (int round = 0; round < 100; ++round) {
        Connections all(3);
        int heard = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            QTcpSocket *far = all.far[i].get();
            connect(far, &QTcpSocket::readyRead, far,
                    [far, &heard] { heard += static_cast<int>(far->readAll().size()); });
            all.near[i]->write("hello");
            if (i == 1) {
                all.near[0]->abort(); // its number is free while the kernel is not yet told of the others
                all.near[0]->connectToHost(all.near[1]->peerAddress(), all.near[1]->peerPort());
            }
        }
        QTRY_VERIFY(heard >= 10);
    }
}

void EpollDispatcherTest::aSocketMayBeDeletedByTheOneBefore()
{
    Connections all(10);
    int served = 0;
    for (const auto &far : all.far)
        connect(far.get(), &QTcpSocket::readyRead, this, [&, self = far.get()] {
            ++served;
            std::erase_if(all.far, [self](const auto &other) { return other.get() != self; });
        });
    for (const auto &near : all.near) {
        near->write("x");
        near->flush();
    }
    QThread::msleep(20); // all are ready in one turn
    QTRY_COMPARE(served, 1);
    QTest::qWait(20);
    QCOMPARE(served, 1);
}

void EpollDispatcherTest::tellsThatThePeerHasGone()
{
    Connections all(1);
    bool gone = false;
    connect(all.far[0].get(), &QTcpSocket::disconnected, this, [&] { gone = true; });
    all.near[0]->abort();
    QTRY_VERIFY(gone);
}

/// A slow machine makes fewer turns, never more.
void EpollDispatcherTest::aCrowdIsServedTogether()
{
    Connections all(4, Connections::Far::Patient);
    loop()->setService({ .tick = 100ms, .crowd = 1 });
    int reads = 0, bytes = 0;
    for (const auto &far : all.far)
        connect(far.get(), &QTcpSocket::readyRead, far.get(), [&, far = far.get()] {
            ++reads;
            bytes += static_cast<int>(far->readAll().size());
        });
    constexpr int messages = 50;
    const auto descriptor = [](const QTcpSocket &socket) { return static_cast<int>(socket.socketDescriptor()); };
    std::thread sender([&, first = descriptor(*all.near[0]), second = descriptor(*all.near[1])] {
        for (int i = 0; i < messages; ++i) {
            (void)::send(i % 2 ? first : second, "x", 1, 0);
            std::this_thread::sleep_for(2ms);
        }
    });
    QTRY_COMPARE(bytes, messages);
    sender.join();
    QVERIFY2(reads <= 20, qPrintable(QString::number(reads)));
}

void EpollDispatcherTest::aCrowdDoesNotHoldUpWakeUps()
{
    Connections all(4, Connections::Far::Patient);
    QVERIFY(restForAnHour(all));
    bool called = false;
    std::thread other([&] {
        std::this_thread::sleep_for(20ms);
        QMetaObject::invokeMethod(
            this, [&] { called = true; }, Qt::QueuedConnection);
    });
    QTRY_VERIFY(called);
    other.join();
    bool fired = false;
    QTimer::singleShot(5, this, [&] { fired = true; });
    QTRY_VERIFY(fired);
}

void EpollDispatcherTest::aCrowdDoesNotHoldUpOthers()
{
    Connections all(4, Connections::Far::Patient), others(1);
    QVERIFY(restForAnHour(all));
    bool patient = false, impatient = false;
    connect(all.far[1].get(), &QTcpSocket::readyRead, this, [&] { patient = true; });
    connect(others.far[0].get(), &QTcpSocket::readyRead, this, [&] { impatient = true; });
    for (const QTcpSocket *near : { all.near[1].get(), others.near[0].get() })
        QCOMPARE(::send(static_cast<int>(near->socketDescriptor()), "x", 1, 0), 1);
    QTRY_VERIFY(impatient);
    QVERIFY(!patient);
}

void EpollDispatcherTest::patienceEnds()
{
    Connections all(4, Connections::Far::Patient), others(2);
    auto patience = std::make_unique<PatientSocket>(others.far[0]->socketDescriptor());
    QVERIFY(restForAnHour(all));
    bool isServed = false, isOtherServed = false;
    connect(others.far[0].get(), &QTcpSocket::readyRead, this, [&] { isServed = true; });
    connect(others.far[1].get(), &QTcpSocket::readyRead, this, [&] { isOtherServed = true; });
    for (const auto &near : others.near)
        QCOMPARE(::send(static_cast<int>(near->socketDescriptor()), "x", 1, 0), 1);
    QTRY_VERIFY(isOtherServed);
    QVERIFY(!isServed);
    patience.reset();
    QTRY_VERIFY(isServed);
}

void EpollDispatcherTest::aFewAreServedAtOnce()
{
    Connections all(3, Connections::Far::Patient);
    {
        const Connections more(1, Connections::Far::Patient);
        QVERIFY(restForAnHour(all, 4));
    }
    bool isServed = false;
    connect(all.far[1].get(), &QTcpSocket::readyRead, this, [&] { isServed = true; });
    QCOMPARE(::send(static_cast<int>(all.near[1]->socketDescriptor()), "x", 1, 0), 1);
    QTRY_VERIFY(isServed);
}

/// Of either kind more are ready all the time than a turn serves.
void EpollDispatcherTest::neitherKindStarvesTheOther_data()
{
    QTest::addColumn<std::chrono::microseconds>("tick");
    QTest::newRow("in ticks") << std::chrono::microseconds(2000);
    QTest::newRow("whenever they are ready") << std::chrono::microseconds(0);
}
void EpollDispatcherTest::neitherKindStarvesTheOther()
{
    QFETCH(std::chrono::microseconds, tick);
    loop()->setService({ .tick = tick, .crowd = 1 });
    int patient = 0, impatient = 0;
    QEventLoop running;
    const auto serve = [&](int &served) {
        return [&] {
            ++served;
            if (patient + impatient >= 10'000)
                running.quit();
        };
    };
    std::vector<std::unique_ptr<UnreadSocket>> sockets;
    for (int i = 0; i < 100; ++i) {
        sockets.push_back(std::make_unique<UnreadSocket>(serve(impatient)));
        sockets.push_back(std::make_unique<UnreadSocket>(serve(patient)));
        sockets.back()->makePatient();
    }
    QTimer::singleShot(30s, &running, &QEventLoop::quit);
    running.exec();
    QVERIFY2(patient > 2500 && impatient > 2500, qPrintable(QStringLiteral("%1, %2").arg(patient).arg(impatient)));
}

void EpollDispatcherTest::anIdleLoopSleeps()
{
    Connections all(4, Connections::Far::Patient);
    QVERIFY(restForAnHour(all));
    loop()->setService({ .tick = 2ms, .crowd = 1 });
    int turns = 0;
    QEventLoop waiting;
    QTimer::singleShot(300, &waiting, &QEventLoop::quit);
    const auto count = connect(loop(), &QAbstractEventDispatcher::awake, this, [&] { ++turns; });
    waiting.exec();
    disconnect(count);
    QVERIFY2(turns < 20, qPrintable(QString::number(turns)));
}

void EpollDispatcherTest::postsOfOtherThreadsAreNotLost()
{
    std::atomic<int> called { 0 };
    constexpr int threads = 4, posts = 1000;
    std::vector<std::thread> posting;
    for (int i = 0; i < threads; ++i)
        posting.emplace_back([&] {
            for (int j = 0; j < posts; ++j) {
                const int before = called;
                QMetaObject::invokeMethod(
                    this, [&] { ++called; }, Qt::QueuedConnection);
                if (j % 50 == 0)
                    for (int spin = 0; called == before && spin < 100'000; ++spin)
                        std::this_thread::yield(); // so that the loop falls asleep in between
            }
        });
    QTRY_COMPARE_WITH_TIMEOUT(called.load(), threads * posts, 30'000);
    for (std::thread &thread : posting)
        thread.join();
}

void EpollDispatcherTest::anExitFromAnotherThreadIsNotLost()
{
    for (int round = 0; round < 500; ++round) {
        QEventLoop waiting;
        std::thread other([&] { waiting.exit(); });
        other.join();
        // The loop forgets an exit that came before it ran; one that comes while it starts it has to see.
        std::thread late([&] {
            while (!waiting.isRunning())
                std::this_thread::yield();
            waiting.exit(7);
        });
        QCOMPARE(waiting.exec(), 7);
        late.join();
    }
}

void EpollDispatcherTest::aCrowdThatIsReadyAllTheTimeIsServedAllTheTime()
{
    loop()->setService({ .tick = std::chrono::hours(1), .crowd = 1 });
    constexpr int count = 20, rounds = 5;
    int left = count * rounds;
    QEventLoop running;
    std::vector<std::array<int, 2>> pairs(count);
    std::vector<std::unique_ptr<PatientSocket>> patient;
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
    for (std::array<int, 2> &pair : pairs) {
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()), 0);
        QCOMPARE(::send(pair[1], "x", 1, 0), 1);
        patient.push_back(std::make_unique<PatientSocket>(pair[0]));
        notifiers.push_back(std::make_unique<QSocketNotifier>(pair[0], QSocketNotifier::Read));
        connect(notifiers.back().get(), &QSocketNotifier::activated, this, [&] {
            char byte = 0;
            (void)::recv(pair[0], &byte, 1, 0);
            (void)::send(pair[1], &byte, 1, 0); // and there is the next
            if (--left == 0)
                running.quit();
        });
    }
    QTimer::singleShot(30s, &running, &QEventLoop::quit);
    running.exec();
    notifiers.clear();
    patient.clear();
    for (const auto &[near, far] : pairs) {
        ::close(near);
        ::close(far);
    }
    QVERIFY2(left <= 0, qPrintable(QString::number(left)));
}

void EpollDispatcherTest::whatACrowdCollectsIsDoneInBetween()
{
    constexpr int count = 100; // more than a turn serves
    Connections all(count, Connections::Far::Patient);
    int served = 0, servedBefore = -1;
    QEventLoop running;
    for (const auto &far : all.far)
        connect(far.get(), &QTcpSocket::readyRead, far.get(), [&] {
            if (++served == 1)
                BeforeSleep::ofThisThread().run(this, [&] { servedBefore = served; });
            if (served == count)
                running.quit();
        });
    for (const auto &near : all.near)
        (void)::send(static_cast<int>(near->socketDescriptor()), "x", 1, 0);
    QTimer::singleShot(30s, &running, &QEventLoop::quit);
    running.exec();
    QCOMPARE(served, count);
    QVERIFY2(servedBefore > 0 && servedBefore < count, qPrintable(QString::number(servedBefore)));
}

void EpollDispatcherTest::whatAPostedEventCollectsIsDoneBeforeSocketsAreServed()
{
    Connections all(1);
    QStringList order;
    QEventLoop running;
    connect(all.far[0].get(), &QTcpSocket::readyRead, &running, [&] {
        order << QStringLiteral("socket");
        running.quit();
    });
    (void)::send(static_cast<int>(all.near[0]->socketDescriptor()), "x", 1, 0);
    QMetaObject::invokeMethod(
        this,
        [&] {
            order << QStringLiteral("event");
            BeforeSleep::ofThisThread().run(this, [&] { order << QStringLiteral("collected"); });
        },
        Qt::QueuedConnection);
    QTimer::singleShot(30s, &running, &QEventLoop::quit);
    running.exec();
    QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("event collected socket"));
}

void EpollDispatcherTest::beforeItSleepsCollectedWorkIsDone()
{
    QStringList done;
    auto gone = std::make_unique<QObject>();
    BeforeSleep::ofThisThread().run(this, [&] {
        done << QStringLiteral("first");
        BeforeSleep::ofThisThread().run(this, [&] { done << QStringLiteral("later"); });
    });
    BeforeSleep::ofThisThread().run(gone.get(), [&] { done << QStringLiteral("gone"); });
    BeforeSleep::ofThisThread().run(this, [&] { done << QStringLiteral("second"); });
    gone.reset();
    QVERIFY(done.isEmpty());
    QEventLoop waiting; // QTRY_… would look without sleeping
    for (int turn = 0; turn < 2; ++turn) {
        QTimer::singleShot(20, &waiting, &QEventLoop::quit);
        waiting.exec();
    }
    QCOMPARE(done.join(QLatin1Char(' ')), QStringLiteral("first second later"));
}

void EpollDispatcherTest::whatATaskDeletesLaterGoesWhileTheLoopRuns()
{
    auto *const late = new QObject;
    const QPointer<QObject> seen(late);
    bool isThere = true;
    QEventLoop running;
    BeforeSleep::ofThisThread().run(this, [late] { late->deleteLater(); });
    QTimer::singleShot(50, &running, [&] {
        isThere = !seen.isNull();
        running.quit();
    });
    running.exec();
    QVERIFY(!isThere);
}

int main(int argc, char *argv[])
{
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
    const QCoreApplication application(argc, argv);
    EpollDispatcherTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_epolldispatcher.moc"
