#include "core/event/eventstream.h"
#include "core/event/jsonform.h"
#include "core/event/textform.h"
#include "core/store/eventlog.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

using namespace callscope;
using namespace callscope::store;
using namespace std::chrono_literals;

namespace {

const auto call = *base::CallSid::parse("CA" + QByteArray(32, 'e'));

/// A pipe or a socket pair; reads do not wait.
class Channel
{
public:
    explicit Channel(bool socket)
    {
        const int made = socket ? socketpair(AF_UNIX, SOCK_STREAM, 0, m_ends.data()) : pipe(m_ends.data());
        Q_ASSERT(made == 0);
        fcntl(m_ends[0], F_SETFL, O_NONBLOCK);
    }
    ~Channel()
    {
        closeReader();
        ::close(m_ends[1]);
    }
    Q_DISABLE_COPY_MOVE(Channel)

    int writer() const { return m_ends[1]; }
    void closeReader()
    {
        if (m_ends[0] >= 0)
            ::close(std::exchange(m_ends[0], -1));
    }
    const QByteArray &received() const { return m_received; }
    /// Reads until that many lines have come; false when nothing comes for a minute.
    bool readLines(qsizetype count)
    {
        while (m_lines < count) {
            pollfd ready { m_ends[0], POLLIN, 0 };
            if (poll(&ready, 1, 60'000) <= 0)
                return false;
            readSome();
        }
        return true;
    }
    void readSome()
    {
        char part[65536];
        const ssize_t size = ::read(m_ends[0], part, sizeof part);
        if (size <= 0)
            return;
        m_received.append(part, size);
        m_lines += QByteArrayView(part, size).count('\n');
    }

private:
    std::array<int, 2> m_ends { -1, -1 };
    QByteArray m_received {};
    qsizetype m_lines = 0;
};

event::PartialRecognized partial(int number)
{
    event::PartialRecognized happened;
    happened.utterance = number;
    happened.text = QStringLiteral("line\nwith a break");
    return happened;
}

} // namespace

class tst_EventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesEachEventAsOneLine_data();
    void writesEachEventAsOneLine();
    void aReaderWhoStopsHoldsUpNobodyAndTheLossIsCounted_data();
    void aReaderWhoStopsHoldsUpNobodyAndTheLossIsCounted();
    void finishDoesNotWaitForAReaderWhoStopped();
    void reportsAFullDiskOnce();
    void survivesAReaderWhoLeft();
    void T08_whatStrangersCauseIsBoundedAndCounted_data();
    void T08_whatStrangersCauseIsBoundedAndCounted();

private:
    tests::ManualClock m_clock;
};

void tst_EventLog::writesEachEventAsOneLine_data()
{
    QTest::addColumn<bool>("json");
    QTest::newRow("text") << false;
    QTest::newRow("JSON Lines") << true;
}

void tst_EventLog::writesEachEventAsOneLine()
{
    QFETCH(bool, json);
    QTemporaryFile file;
    QVERIFY(file.open());
    event::EventStream stream(m_clock);
    EventLog log(file.handle(), json ? EventLog::Form::JsonLines : EventLog::Form::Text);
    QByteArray expected;
    connect(&stream, &event::EventStream::published, &log, &EventLog::append);
    connect(&stream, &event::EventStream::published, this,
            [&](const event::Event &event) { expected += (json ? toJsonLine(event) : toTextLine(event)) + '\n'; });
    for (int i = 0; i < 500; ++i)
        stream.publish(partial(i));
    QVERIFY(log.finish(60s));
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), expected);
    QCOMPARE(expected.count('\n'), 500);
}

void tst_EventLog::aReaderWhoStopsHoldsUpNobodyAndTheLossIsCounted_data()
{
    QTest::addColumn<bool>("socket");
    QTest::newRow("pipe") << false;
    QTest::newRow("socket, as under systemd") << true;
}

void tst_EventLog::aReaderWhoStopsHoldsUpNobodyAndTheLossIsCounted()
{
    QFETCH(bool, socket);
    Channel channel(socket);
    event::EventStream stream(m_clock);
    EventLog log(channel.writer(), EventLog::Form::JsonLines);
    connect(&stream, &event::EventStream::published, &log, &EventLog::append);
    constexpr int published = 2 * EventLog::longestQueue + 20'000; // the queue and what the channel takes are less
    for (int i = 0; i < published; ++i)
        stream.publish(partial(i), call);
    // The reader wakes up: all that was taken arrives, and the next event brings the count of the lost ones.
    QVERIFY(channel.readLines(EventLog::longestQueue));
    QByteArray lost;
    const auto lossIsTold = [&] {
        stream.publish(partial(-1), call);
        channel.readSome();
        const QByteArray &received = channel.received();
        const qsizetype at = received.indexOf("\"event\":\"LOG_DROPPED\",\"events\":");
        lost = at < 0 ? QByteArray() : received.mid(at + 31, received.indexOf(',', at + 31) - at - 31);
        return at >= 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(lossIsTold(), 60'000);
    QVERIFY2(lost.toInt() > 0 && lost.toInt() < published, lost);

    int whole = 0;
    const QList<QByteArray> lines = channel.received().split('\n');
    for (const QByteArray &line : lines)
        whole += event::fromJsonLine(line) ? 1 : 0;
    QVERIFY(whole >= EventLog::longestQueue);
    QVERIFY(lines.size() - 1 - whole <= 2); // the count itself, and one line that may still be on its way
}

void tst_EventLog::finishDoesNotWaitForAReaderWhoStopped()
{
    Channel channel(false);
    event::EventStream stream(m_clock);
    EventLog log(channel.writer(), EventLog::Form::Text);
    connect(&stream, &event::EventStream::published, &log, &EventLog::append);
    for (int i = 0; i < EventLog::longestQueue; ++i)
        stream.publish(partial(i), call);
    QVERIFY(!log.finish(1ms));
}

void tst_EventLog::reportsAFullDiskOnce()
{
    const int full = ::open("/dev/full", O_WRONLY);
    QVERIFY(full >= 0);
    event::EventStream stream(m_clock);
    EventLog log(full, EventLog::Form::Text);
    QSignalSpy failed(&log, &EventLog::failed);
    connect(&stream, &event::EventStream::published, &log, &EventLog::append);
    for (int i = 0; i < 100; ++i)
        stream.publish(partial(i));
    QVERIFY(log.finish(60s));
    QTRY_COMPARE(failed.size(), 1);
    const auto error = failed.first().first().value<base::Error>();
    QCOMPARE(error.code, base::ErrorCode::Io);
    QVERIFY2(error.detail.contains(QStringLiteral("space")), qPrintable(error.detail));
    QCoreApplication::processEvents();
    QCOMPARE(failed.size(), 1);
    ::close(full);
}

void tst_EventLog::survivesAReaderWhoLeft()
{
    Channel channel(false);
    channel.closeReader();
    event::EventStream stream(m_clock);
    EventLog log(channel.writer(), EventLog::Form::Text);
    QSignalSpy failed(&log, &EventLog::failed);
    connect(&stream, &event::EventStream::published, &log, &EventLog::append);
    stream.publish(partial(1));
    QTRY_COMPARE(failed.size(), 1);
}

void tst_EventLog::T08_whatStrangersCauseIsBoundedAndCounted_data()
{
    QTest::addColumn<bool>("json");
    QTest::newRow("text") << false;
    QTest::newRow("JSON Lines") << true;
}

/// Calls lose nothing by it; the next minute begins anew, and says how much is missing.
void tst_EventLog::T08_whatStrangersCauseIsBoundedAndCounted()
{
    QFETCH(bool, json);
    QTemporaryFile file;
    QVERIFY(file.open());
    event::EventStream stream(m_clock);
    EventLog log(file.handle(), json ? EventLog::Form::JsonLines : EventLog::Form::Text);
    connect(&stream, &event::EventStream::published, &log, &EventLog::append);
    const event::SignatureRejected refusal { QStringLiteral("/ws/twilio-media"), QStringLiteral("192.0.2.1"),
                                             QString(100, u'r') };
    constexpr int refused = 4'500; // with the calls' 500 all are fewer than the queue takes
    for (int minute = 0; minute < 2; ++minute) {
        for (int i = 0; i < refused; ++i) {
            stream.publish(refusal);
            if (i % 9 == 0)
                stream.publish(partial(i), call);
        }
        m_clock.advance(LineBudget::period);
    }
    QVERIFY(log.finish(60s));
    QVERIFY(file.seek(0));
    const QByteArray written = file.readAll();
    QCOMPARE(written.count("STT_PARTIAL"), 2 * refused / 9);
    QVERIFY(written.size() < 2 * (EventLog::mostOfNoCall + refused / 9 * 300 + 1'000));
    qsizetype accounted = written.count("SIGNATURE_REJECTED");
    QVERIFY(accounted > 1'000);
    QCOMPARE(written.count("LOG_DROPPED"), 2);
    const QByteArray label = json ? "\"LOG_DROPPED\",\"events\":" : "events=";
    for (qsizetype at = written.indexOf(label); at >= 0; at = written.indexOf(label, at + 1))
        accounted += written.mid(at + label.size(), 4).toInt();
    QCOMPARE(accounted, 2 * refused);
}

QTEST_GUILESS_MAIN(tst_EventLog)
#include "tst_eventlog.moc"
