#include "core/event/eventstream.h"
#include "tests/support/manualclock.h"

#include <QTest>
#include <QThread>

#include <memory>
#include <vector>

using namespace callscope;
using namespace std::chrono_literals;
using event::Event;
using event::EventStream;

namespace {

const base::CallSid caller = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");

} // namespace

class EventStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersWithoutGapsAndStampsToTheMicrosecond()
    {
        tests::ManualClock clock;
        EventStream stream(clock);
        const auto events = listenTo(stream);
        stream.publish(event::PingSent { 1 });
        clock.advance(1ms + 999ns);
        stream.publish(event::PingSent { 2 }, caller);
        QCOMPARE(events->size(), size_t(2));
        QCOMPARE((*events)[0].sequence, quint64(1));
        QCOMPARE((*events)[1].sequence, quint64(2));
        QCOMPARE((*events)[1].callSid, caller);
        QVERIFY((*events)[1].monotonic - (*events)[0].monotonic == 1ms);
    }

    void whatAnotherStreamDidGetsItsPlaceButKeepsItsTime()
    {
        tests::ManualClock clock;
        EventStream whole(clock), part(clock);
        const auto events = listenTo(whole);
        connect(&part, &EventStream::published, &whole, &EventStream::take);
        whole.publish(event::PingSent { 1 });
        const base::Monotonic then = clock.monotonic();
        part.publish(event::PingSent { 2 }, caller);
        const Event late = events->back();
        clock.advance(5ms);
        whole.take(late);
        QCOMPARE(events->size(), size_t(3));
        QCOMPARE(late.sequence, quint64(2));
        QCOMPARE(late.callSid, caller);
        QCOMPARE(events->back().sequence, quint64(3));
        QVERIFY(events->back().monotonic == std::chrono::floor<std::chrono::microseconds>(then));
    }

    void partsOnOtherThreadsPublishHere()
    {
        constexpr int threads = 3, pings = 200;
        base::SystemClock clock;
        EventStream whole(clock);
        const auto events = listenTo(whole);
        std::vector<std::unique_ptr<QThread>> workers;
        for (int i = 0; i < threads; ++i) {
            workers.emplace_back(QThread::create([&, i] {
                EventStream part(clock);
                connect(&part, &EventStream::published, &whole, &EventStream::take);
                for (int ping = 0; ping < pings; ++ping)
                    part.publish(event::PingSent { i * pings + ping });
            }));
            workers.back()->start();
        }
        QTRY_COMPARE_WITH_TIMEOUT(events->size(), size_t(threads * pings), 20000);
        std::vector<int> last(threads, -1);
        for (std::size_t i = 0; i < events->size(); ++i) {
            QCOMPARE((*events)[i].sequence, i + 1);
            const int number = std::get<event::PingSent>((*events)[i].payload).number;
            QVERIFY(number % pings == last[static_cast<std::size_t>(number / pings)] + 1);
            last[static_cast<std::size_t>(number / pings)] = number % pings;
        }
        for (const auto &worker : workers)
            QVERIFY(worker->wait(10'000));
    }

private:
    /// All that it publishes from now on.
    std::shared_ptr<std::vector<Event>> listenTo(EventStream &stream)
    {
        const auto events = std::make_shared<std::vector<Event>>();
        connect(&stream, &EventStream::published, this, [this, events](const Event &event) {
            QCOMPARE(QThread::currentThread(), thread());
            events->push_back(event);
        });
        return events;
    }
};

QTEST_GUILESS_MAIN(EventStreamTest)
#include "tst_eventstream.moc"
