#include "core/provider/serversentevents.h"

#include <QTest>

using namespace callscope;
using provider::ServerSentEvent;
using provider::ServerSentEvents;

using Events = std::vector<ServerSentEvent>;
Q_DECLARE_METATYPE(Events)

namespace {

Events eventsIn(const std::vector<QByteArray> &pieces)
{
    ServerSentEvents reader;
    Events events;
    for (const QByteArray &piece : pieces) {
        for (const ServerSentEvent &event : reader.take(piece))
            events.push_back(event);
    }
    if (const auto last = reader.end())
        events.push_back(*last);
    return events;
}

} // namespace

class TestServerSentEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void readsTheSameCutAtEveryByte_data() { reads_data(); }
    void readsTheSameCutAtEveryByte();
    void readsTheSameByteByByte_data() { reads_data(); }
    void readsTheSameByteByByte();
    void givesAnEventWithItsEmptyLine();
    void refusesAnEndlessEvent_data();
    void refusesAnEndlessEvent();
    void takesManyEventsThatAreLargeTogether();
};

void TestServerSentEvents::reads_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<Events>("events");
    const auto row = [](const char *name, const QByteArray &stream, const Events &events) {
        QTest::newRow(name) << stream << events;
    };
    const Events two { { "", "שלום" }, { "", "[DONE]" } };
    row("nothing", "", {});
    row("LF", "data: שלום\n\ndata: [DONE]\n\n", two);
    row("CR LF", "data: שלום\r\n\r\ndata: [DONE]\r\n\r\n", two);
    row("CR", "data: שלום\r\rdata: [DONE]\r\r", two);
    row("all three", "data: שלום\r\n\rdata: [DONE]\n\r\n", two);
    row("no space behind the colon", "data:שלום\n\ndata:[DONE]\n\n", two);
    row("one of two spaces is the value's", "data:  x\n\n", { { "", " x" } });
    row("byte order mark",
        "\xEF\xBB\xBF"
        "data: שלום\n\ndata: [DONE]\n\n",
        two);
    row("byte order mark alone", "\xEF\xBB\xBF", {});
    row("a mark that is no byte order mark",
        "data: \xEF\xBB\xBF"
        "x\n\n",
        { { "",
            "\xEF\xBB\xBF"
            "x" } });
    row("no empty line at the end", "data: שלום\n\ndata: [DONE]", two);
    row("one line break at the end", "data: שלום\n\ndata: [DONE]\n", two);
    row("several data lines", "data: a\ndata\ndata: b\n\n", { { "", "a\n\nb" } });
    row("a type", "event: response.done\ndata: {}\n\n", { { "response.done", "{}" } });
    row("a type behind the data, and none for the next", "data: 1\nevent: x\n\ndata: 2\n\n",
        { { "x", "1" }, { "", "2" } });
    row("comments, ids, times", ": ping\n\nid: 7\nretry: 10\ndata: 1\n: in between\nunknown: x\n\n", { { "", "1" } });
    row("an event without data is none", "event: x\n\ndata: 1\n\n", { { "", "1" } });
    row("empty data is data", "data\n\n", { { "", "" } });
    row("many empty lines", "\n\n\ndata: 1\n\n\n\n", { { "", "1" } });
    row("colons in the value", "data: a: b\n\n", { { "", "a: b" } });
    row("a name that only begins like one", "database: x\nDATA: y\n\n", {});
}

void TestServerSentEvents::reads()
{
    QFETCH(QByteArray, stream);
    QTEST(eventsIn({ stream }), "events");
}

void TestServerSentEvents::readsTheSameCutAtEveryByte()
{
    QFETCH(QByteArray, stream);
    for (qsizetype at = 1; at < stream.size(); ++at)
        QTEST(eventsIn({ stream.first(at), stream.sliced(at) }), "events");
}

void TestServerSentEvents::readsTheSameByteByByte()
{
    QFETCH(QByteArray, stream);
    std::vector<QByteArray> bytes;
    for (const char byte : stream)
        bytes.emplace_back(1, byte);
    QTEST(eventsIn(bytes), "events");
}

void TestServerSentEvents::givesAnEventWithItsEmptyLine()
{
    ServerSentEvents reader;
    QVERIFY(reader.take("data: 1\n").empty());
    QCOMPARE(reader.take("\n"), (Events { { "", "1" } }));
    QVERIFY(reader.take("data: 2\r\n").empty());
    QCOMPARE(reader.take("\r"), (Events { { "", "2" } })); // its LF may come or not
    QVERIFY(reader.take("\n").empty());
    QVERIFY(!reader.end());
}

void TestServerSentEvents::refusesAnEndlessEvent_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("one line") << QByteArray(64 * 1024, 'x');
    QTest::newRow("many lines") << QByteArray("data: 0123456789abcdef\n").repeated(4096);
    QTest::newRow("many types") << QByteArray("event: " + QByteArray(64 * 1024, 'x') + "\n");
}

void TestServerSentEvents::refusesAnEndlessEvent()
{
    QFETCH(QByteArray, piece);
    ServerSentEvents reader;
    const bool grows = !piece.startsWith("event");
    for (int i = 0; i < 64; ++i)
        QVERIFY(reader.take(piece).empty());
    QCOMPARE(reader.isTooLarge(), grows); // of types only the last is kept
    QCOMPARE(reader.take("\n\ndata: 1\n\n").empty(), grows);
}

void TestServerSentEvents::takesManyEventsThatAreLargeTogether()
{
    ServerSentEvents reader;
    const QByteArray event = "data: " + QByteArray(500'000, 'x') + "\n\n";
    for (int i = 0; i < 10; ++i)
        QCOMPARE(reader.take(event).size(), std::size_t(1));
    QVERIFY(!reader.isTooLarge());
}

QTEST_APPLESS_MAIN(TestServerSentEvents)
#include "tst_serversentevents.moc"
