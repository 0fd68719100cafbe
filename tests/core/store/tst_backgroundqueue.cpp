#include "core/store/backgroundqueue.h"

#include <QSemaphore>
#include <QTest>

#include <vector>

using namespace callscope::store;
using namespace std::chrono_literals;

class tst_BackgroundQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsJobsInOrderOnItsOwnThread();
    void takesNoMoreThanTheLimit();
    void finishRunsWhatWaits();
    void finishGivesUpOnAJobThatStays();
    void takesNothingAfterFinish();
};

void tst_BackgroundQueue::runsJobsInOrderOnItsOwnThread()
{
    std::vector<int> order;
    QThread *ranOn = nullptr;
    BackgroundQueue queue(QStringLiteral("test"));
    for (int i = 0; i < 100; ++i) {
        QVERIFY(queue.post(
            [&order, &ranOn, i] {
                order.push_back(i);
                ranOn = QThread::currentThread();
            },
            1000));
    }
    QVERIFY(queue.finish(60s));
    QCOMPARE(order.size(), std::size_t(100));
    QVERIFY(std::is_sorted(order.begin(), order.end()));
    QVERIFY(ranOn && ranOn != QThread::currentThread());
}

void tst_BackgroundQueue::takesNoMoreThanTheLimit()
{
    QSemaphore hold;
    BackgroundQueue queue(QStringLiteral("test"));
    QVERIFY(queue.post([&hold] { hold.acquire(); }, 3));
    QVERIFY(queue.post([] {}, 3));
    QVERIFY(queue.post([] {}, 3));
    QVERIFY(!queue.post([] {}, 3));
    QVERIFY(queue.post([] {}, 4)); // the limit is each job's own
    hold.release();
    QTRY_COMPARE(queue.waiting(), 0);
    QVERIFY(queue.post([] {}, 3));
}

void tst_BackgroundQueue::finishRunsWhatWaits()
{
    int ran = 0;
    BackgroundQueue queue(QStringLiteral("test"));
    for (int i = 0; i < 5000; ++i)
        QVERIFY(queue.post([&ran] { ++ran; }, 5000));
    QVERIFY(queue.finish(60s));
    QCOMPARE(ran, 5000);
    QVERIFY(queue.finish(0s)); // again is harmless
}

void tst_BackgroundQueue::finishGivesUpOnAJobThatStays()
{
    QSemaphore started;
    bool ranAfter = false;
    BackgroundQueue queue(QStringLiteral("test"));
    QVERIFY(queue.post(
        [&started] {
            started.release();
            while (!BackgroundQueue::isGivenUp())
                QThread::yieldCurrentThread();
        },
        10));
    QVERIFY(queue.post([&ranAfter] { ranAfter = true; }, 10));
    started.acquire();
    QVERIFY(!queue.finish(1ms));
    QVERIFY(!ranAfter);
}

void tst_BackgroundQueue::takesNothingAfterFinish()
{
    BackgroundQueue queue(QStringLiteral("test"));
    QVERIFY(queue.finish(60s));
    QVERIFY(!queue.post([] {}, 10));
}

QTEST_GUILESS_MAIN(tst_BackgroundQueue)
#include "tst_backgroundqueue.moc"
