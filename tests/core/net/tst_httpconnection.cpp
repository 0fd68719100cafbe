#include "core/net/httpconnection.h"
#include "tests/core/net/rawclient.h"
#include "tests/core/net/testserver.h"

#include <QTest>

#include <stdexcept>

using namespace callscope;
using namespace callscope::net;
using namespace std::chrono_literals;
using tests::RawClient;
using tests::TestServer;

namespace {

const QByteArray date = "Date: Thu, 15 Jan 2026 09:30:00 GMT\r\n";
constexpr qsizetype largeSize = 12 * 1024 * 1024;

QByteArray get(const QByteArray &target, const QByteArray &lines = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n";
}

QByteArray post(const QByteArray &body)
{
    return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// The whole bytes of the answer to `/echo`, or of an error.
QByteArray answer(const QByteArray &body, const QByteArray &status = "200 OK", const QByteArray &after = "keep-alive")
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\n" + date + "Connection: " + after
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray refusal(const QByteArray &status, const QByteArray &reason)
{
    return answer(reason + '\n', status, "close");
}

/// Lets everything happen that is ready to happen.
void turnEvents()
{
    for (int turn = 0; turn < 50; ++turn)
        QCoreApplication::processEvents();
}

HttpResponse respond(const HttpRequest &request)
{
    if (request.path() == "/throw")
        throw std::runtime_error("broken");
    if (request.path() == "/status-0")
        return { 0, {}, {} };
    if (request.path() == "/none")
        return HttpResponse::noContent();
    if (request.path() == "/large")
        return HttpResponse::text(200, QByteArray(largeSize, 'x'));
    if (request.path() == "/close")
        return { 200, { { "Connection", "close" } }, "bye" };
    return HttpResponse::text(200, request.method + ' ' + request.target + ' ' + request.body);
}

} // namespace

class HttpConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAreAnsweredOnOneConnection();
    void anyRequestIsAnswered_data();
    void anyRequestIsAnswered();
    void bytesMayDrip();
    void pipelinedRequestsAreAnsweredInOrder();
    void pipelinedRequestsAreAnsweredThoughTheClientHalfCloses();
    void theClientIsToldToContinue();
    void aBodyThatIsThereIsNotAskedFor();
    void theConnectionClosesWhenAsked_data();
    void theConnectionClosesWhenAsked();
    void T14_whatIsNotCleanIsRefusedAndClosed_data();
    void T14_whatIsNotCleanIsRefusedAndClosed();
    void aRefusalReachesAClientThatIsStillSending();
    void T02_anUnfinishedRequestIsTimedOut_data();
    void T02_anUnfinishedRequestIsTimedOut();
    void T03_whoDoesNotAskGivesWay_data();
    void T03_whoDoesNotAskGivesWay();
    void anIdleConnectionIsClosedWithoutAWord();
    void aHalfClosedRequestIsAnswered_data();
    void aHalfClosedRequestIsAnswered();
    void aLargeAnswerReachesAClientThatHalfClosed();
    void aHandlerThatFailsIsA500();
    void nothingIsReadWhileAHandlerTakesItsTime();
    void aClientMayVanishWhileAHandlerTakesItsTime();
    void theNextRequestWaitsUntilTheAnswerIsTaken();
    void T02_aClientThatNeverReadsIsDropped();
    void eachExchangeIsReported();
    void aClientThatOnlyConnectsIsNotReported();
};

void HttpConnectionTest::requestsAreAnsweredOnOneConnection()
{
    TestServer server({ respond });
    RawClient client(server.port());
    for (const QByteArray target : { "/one", "/two", "/three" }) {
        client.send(get(target));
        QTRY_COMPARE(client.received(), answer("GET " + target + ' '));
        client.forgetReceived();
    }
    QCOMPARE(server.listener.openConnections(), 1);
    QVERIFY(client.isConnected());
}

void HttpConnectionTest::anyRequestIsAnswered_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("expected");

    const QByteArray large(256 * 1024, 'b');
    QTest::newRow("body") << post("abc") << answer("POST /echo abc");
    QTest::newRow("largest body") << post(large) << answer("POST /echo " + large);
    QTest::newRow("chunks") << QByteArray("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                            << answer("POST /c abcde");
    QTest::newRow("204") << get("/none") << "HTTP/1.1 204 No Content\r\n" + date + "Connection: keep-alive\r\n\r\n";
    QTest::newRow("empty line before") << "\r\n" + get("/a") << answer("GET /a ");
    const QByteArray headAnswer = answer("HEAD /h ");
    QTest::newRow("HEAD") << QByteArray("HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n") << headAnswer.chopped(8);
}

void HttpConnectionTest::anyRequestIsAnswered()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, expected);
    TestServer server({ respond });
    RawClient client(server.port());
    client.send(request);
    QTRY_VERIFY(client.received().size() >= expected.size());
    QCOMPARE(client.received(), expected);
    client.forgetReceived();
    client.send(get("/next"));
    QTRY_COMPARE(client.received(), answer("GET /next "));
}

void HttpConnectionTest::bytesMayDrip()
{
    TestServer server({ respond });
    RawClient client(server.port());
    for (const char c : post("abc") + get("/a")) {
        client.send(QByteArray(1, c));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(client.received(), answer("POST /echo abc") + answer("GET /a "));
}

void HttpConnectionTest::pipelinedRequestsAreAnsweredInOrder()
{
    TestServer server({ respond });
    RawClient client(server.port());
    client.send(get("/1") + post("two") + get("/3", "Connection: close\r\n") + get("/never"));
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received(), answer("GET /1 ") + answer("POST /echo two") + answer("GET /3 ", "200 OK", "close"));
}

void HttpConnectionTest::pipelinedRequestsAreAnsweredThoughTheClientHalfCloses()
{
    TestServer server({ respond });
    RawClient client(server.port());
    QByteArray requests, expected;
    for (int i = 0; i < 2000; ++i) {
        requests.append(get('/' + QByteArray::number(i)));
        expected.append(answer("GET /" + QByteArray::number(i) + ' '));
    }
    client.send(requests);
    QTRY_COMPARE(client.socket().bytesToWrite(), 0);
    client.closeSending();
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received() == expected);
}

void HttpConnectionTest::theClientIsToldToContinue()
{
    TestServer server({ respond });
    RawClient client(server.port());
    client.send("POST /c HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    QTRY_COMPARE(client.received(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.forgetReceived();
    client.send("abc");
    QTRY_COMPARE(client.received(), answer("POST /c abc"));
}

void HttpConnectionTest::aBodyThatIsThereIsNotAskedFor()
{
    TestServer server({ respond });
    RawClient client(server.port());
    client.send("POST /c HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc");
    QTRY_COMPARE(client.received(), answer("POST /c abc"));
}

void HttpConnectionTest::theConnectionClosesWhenAsked_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("client") << get("/a", "Connection: close\r\n") << QByteArray("GET /a ");
    QTest::newRow("1.0") << QByteArray("GET /a HTTP/1.0\r\n\r\n") << QByteArray("GET /a ");
    QTest::newRow("1.0 keep-alive") << QByteArray("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                                    << QByteArray("GET /a ");
    QTest::newRow("handler") << get("/close") << QByteArray("bye");
}

void HttpConnectionTest::theConnectionClosesWhenAsked()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, body);
    TestServer server({ respond });
    RawClient client(server.port());
    client.send(request);
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.received().contains("\r\nConnection: close\r\n"));
    QVERIFY(client.received().endsWith("\r\n\r\n" + body));
    QTRY_COMPARE(server.listener.openConnections(), 0);
}

void HttpConnectionTest::T14_whatIsNotCleanIsRefusedAndClosed_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("expected");

    const QByteArray chunked = "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    const QByteArray smuggled = get("/admin");
    QTest::newRow("garbage") << QByteArray("\0\1\2\3", 4)
                             << refusal("400 Bad Request", "The request does not begin with a method");
    QTest::newRow("no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n")
                             << refusal("400 Bad Request", "The header Host is missing");
    QTest::newRow("line too long") << get('/' + QByteArray(9000, 'a'))
                                   << refusal("414 URI Too Long", "The request line is too long");
    QTest::newRow("head too long") << get("/", "A: " + QByteArray(20000, 'a') + "\r\n")
                                   << refusal("431 Request Header Fields Too Large", "The request head is too long");
    QTest::newRow("body too large") << post(QByteArray(256 * 1024 + 1, 'a'))
                                    << refusal("413 Content Too Large", "The body is larger than is taken here");
    QTest::newRow("large body is not asked for")
        << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999\r\nExpect: 100-continue\r\n\r\n")
        << refusal("413 Content Too Large", "The body is larger than is taken here");
    QTest::newRow("expectation") << get("/", "Expect: x\r\n")
                                 << refusal("417 Expectation Failed", "The only expectation met here is 100-continue");
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
                            << refusal("505 HTTP Version Not Supported", "Only HTTP/1.1 and HTTP/1.0 are spoken here");
    QTest::newRow("gzip") << get("/", "Transfer-Encoding: gzip, chunked\r\n")
                          << refusal("501 Not Implemented", "The only transfer coding taken here is chunked");
    QTest::newRow("length and chunks smuggle nothing")
        << "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled
        << refusal("400 Bad Request", "Content-Length and Transfer-Encoding stand together");
    QTest::newRow("two lengths smuggle nothing")
        << "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 44\r\n\r\n" + smuggled
        << refusal("400 Bad Request", "The header Content-Length stands twice");
    QTest::newRow("bad chunk smuggles nothing") << chunked + "-5\r\nhello\r\n0\r\n\r\n" + smuggled
                                                << refusal("400 Bad Request", "The request is malformed: bad chunk");
    QTest::newRow("extension smuggles nothing") << chunked + "1;a=\"\r\n\"\r\na\r\n0\r\n\r\n"
            + smuggled << refusal("400 Bad Request", "The request is malformed: bad chunk extension");
}

void HttpConnectionTest::T14_whatIsNotCleanIsRefusedAndClosed()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, expected);
    TestServer server({ respond });
    RawClient client(server.port());
    client.send(get("/good"));
    QTRY_COMPARE(client.received(), answer("GET /good "));
    client.forgetReceived();
    client.send(request);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received(), expected);
    QCOMPARE(server.exchanges.size(), size_t(2));
    QTRY_COMPARE(server.listener.openConnections(), 0);
}

void HttpConnectionTest::aRefusalReachesAClientThatIsStillSending()
{
    TestServer server({ respond });
    RawClient client(server.port());
    client.send("GET /\n" + QByteArray(700 * 1024, 'z'));
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received(), refusal("400 Bad Request", "The request line ends with a bare line feed"));
}

void HttpConnectionTest::T02_anUnfinishedRequestIsTimedOut_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("head") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n")
                          << QByteArray("The request head did not come in time");
    QTest::newRow("one byte") << QByteArray("G") << QByteArray("The request head did not come in time");
    QTest::newRow("body") << post("abc").chopped(1) << QByteArray("The request body did not come in time");
    QTest::newRow("chunks") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")
                            << QByteArray("The request body did not come in time");
}

void HttpConnectionTest::T02_anUnfinishedRequestIsTimedOut()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, reason);
    HttpLimits limits;
    limits.headWithin = 300ms;
    limits.bodyWithin = 20ms;
    TestServer server({ respond }, limits);
    RawClient client(server.port());
    client.send(request);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received(), refusal("408 Request Timeout", reason));
    QCOMPARE(server.exchanges.front().status, 408);
}

void HttpConnectionTest::T03_whoDoesNotAskGivesWay_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one byte") << QByteArray("G");
    QTest::newRow("no blank line") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n");
    QTest::newRow("half a body") << post("abc").chopped(1);
}

void HttpConnectionTest::T03_whoDoesNotAskGivesWay()
{
    QFETCH(QByteArray, request);
    TestServer server({ respond });
    RawClient client(server.port());
    client.send(request);
    QTRY_VERIFY(server.latest);
    QTest::qWait(50);
    QVERIFY(!server.latest->givesWay());
    server.latest->giveWay();
    server.clock.advance(499ms);
    QVERIFY(!server.latest->givesWay());
    server.clock.advance(1ms);
    QVERIFY(server.latest->givesWay());
    server.latest->giveWay();
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received(), "");
}

void HttpConnectionTest::anIdleConnectionIsClosedWithoutAWord()
{
    HttpLimits limits;
    limits.headWithin = 50ms;
    TestServer server({ respond }, limits);
    RawClient fresh(server.port());
    QTRY_VERIFY(fresh.isClosed());
    QCOMPARE(fresh.received(), "");

    limits.headWithin = 5s;
    limits.keepAlive = 50ms;
    TestServer second({ respond }, limits);
    RawClient used(second.port());
    used.send(get("/a"));
    QTRY_VERIFY(used.isClosed());
    QCOMPARE(used.received(), answer("GET /a "));
    QVERIFY(server.exchanges.empty());
    QCOMPARE(second.exchanges.size(), size_t(1));
}

void HttpConnectionTest::aHalfClosedRequestIsAnswered_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("finArrivesLater");

    const QByteArray broken = refusal("400 Bad Request", "The client closed before its request was complete");
    for (const bool later : { false, true }) {
        const char *when = later ? "later" : "at once";
        QTest::addRow("whole, %s", when) << get("/a") << answer("GET /a ") << later;
        QTest::addRow("half a head, %s", when) << QByteArray("GET / HTTP/1.1\r\nHost:") << broken << later;
        QTest::addRow("half a body, %s", when) << post("abc").chopped(1) << broken << later;
        QTest::addRow("second one is half, %s", when) << get("/a") + "GET" << answer("GET /a ") + broken << later;
    }
}

void HttpConnectionTest::aHalfClosedRequestIsAnswered()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, expected);
    QFETCH(bool, finArrivesLater);
    TestServer server({ respond });
    RawClient client(server.port());
    client.send(request);
    if (finArrivesLater) {
        QTRY_VERIFY(server.latest);
        turnEvents();
    }
    client.closeSending();
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.received(), expected);
    QTRY_COMPARE(server.finished, 1);
}

void HttpConnectionTest::aLargeAnswerReachesAClientThatHalfClosed()
{
    TestServer server({ respond });
    RawClient client(server.port());
    client.socket().setReadBufferSize(4096);
    client.send(get("/large"));
    client.closeSending();
    QTRY_VERIFY_WITH_TIMEOUT(client.isClosed(), 20000);
    QCOMPARE(client.received().size(), answer(QByteArray(largeSize, 'x')).size());
}

void HttpConnectionTest::aHandlerThatFailsIsA500()
{
    TestServer server({ respond });
    RawClient client(server.port());
    client.send(get("/throw") + get("/status-0") + get("/a"));
    const QByteArray failed = answer("The gateway failed to answer this request\n", "500 Internal Server Error");
    QTRY_COMPARE(client.received(), failed + failed + answer("GET /a "));
    QCOMPARE(server.exchanges[0].reason, "The handler threw: broken");
    QCOMPARE(server.exchanges[1].reason, "The handler gave the status 0");
}

void HttpConnectionTest::nothingIsReadWhileAHandlerTakesItsTime()
{
    RawClient *client = nullptr;
    int asked = 0, askedMeanwhile = 0;
    TestServer server({ [&](const HttpRequest &request) {
        ++asked;
        if (request.target == "/slow") {
            client->send(get("/next"));
            turnEvents();
            askedMeanwhile = asked;
        }
        return respond(request);
    } });
    RawClient sender(server.port());
    client = &sender;
    sender.send(get("/slow"));
    QTRY_COMPARE(sender.received(), answer("GET /slow ") + answer("GET /next "));
    QCOMPARE(askedMeanwhile, 1);
}

void HttpConnectionTest::aClientMayVanishWhileAHandlerTakesItsTime()
{
    RawClient *client = nullptr;
    TestServer server({ [&](const HttpRequest &request) {
        client->closeAtOnce();
        turnEvents();
        return respond(request);
    } });
    RawClient sender(server.port());
    client = &sender;
    sender.send(get("/slow"));
    QTRY_COMPARE(server.finished, 1);
    QTRY_COMPARE(server.listener.openConnections(), 0);
    QCOMPARE(server.exchanges.size(), size_t(1));
}

void HttpConnectionTest::theNextRequestWaitsUntilTheAnswerIsTaken()
{
    int asked = 0;
    TestServer server({ [&](const HttpRequest &request) {
        ++asked;
        return respond(request);
    } });
    RawClient client(server.port());
    client.socket().setReadBufferSize(1);
    QObject::disconnect(&client.socket(), &QTcpSocket::readyRead, nullptr, nullptr);
    client.send(get("/large") + get("/next"));
    QTRY_COMPARE(asked, 1);
    turnEvents();
    QCOMPARE(asked, 1);
    QByteArray received;
    QObject::connect(&client.socket(), &QTcpSocket::readyRead, &client.socket(),
                     [&] { received.append(client.socket().readAll()); });
    client.socket().setReadBufferSize(0);
    received.append(client.socket().readAll());
    const QByteArray expected = answer(QByteArray(largeSize, 'x')) + answer("GET /next ");
    QTRY_VERIFY_WITH_TIMEOUT(received.size() >= expected.size(), 20000);
    QVERIFY(received == expected);
}

void HttpConnectionTest::T02_aClientThatNeverReadsIsDropped()
{
    HttpLimits limits;
    limits.unreadAnswer = 50ms;
    TestServer server({ respond }, limits);
    RawClient client(server.port());
    client.socket().setReadBufferSize(1);
    QObject::disconnect(&client.socket(), &QTcpSocket::readyRead, nullptr, nullptr);
    client.send(get("/large"));
    QTRY_COMPARE(server.finished, 1);
    QTRY_COMPARE(server.listener.openConnections(), 0);
}

void HttpConnectionTest::eachExchangeIsReported()
{
    tests::ManualClock *clock = nullptr;
    TestServer server({ [&](const HttpRequest &request) {
        clock->advance(7ms);
        return respond(request);
    } });
    clock = &server.clock;
    RawClient client(server.port());
    const quint16 clientPort = client.socket().localPort();
    const QByteArray first = get("/a?b=c"), second = "POST /x HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n";
    client.send(first + second);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(server.exchanges.size(), size_t(2));

    const Exchange &good = server.exchanges[0];
    QCOMPARE(good.request.method, "GET");
    QCOMPARE(good.request.path(), "/a");
    QCOMPARE(good.request.peer, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(good.request.peerPort, clientPort);
    QCOMPARE(good.status, 200);
    QCOMPARE(good.duration, std::chrono::nanoseconds(7ms));
    QCOMPARE(good.requestBytes, first.size());
    QCOMPARE(good.responseBytes, answer("GET /a?b=c ").size());
    QCOMPARE(good.reason, "");
    QCOMPARE(good.answer, answer("GET /a?b=c "));

    const Exchange &bad = server.exchanges[1];
    QCOMPARE(bad.request.method, "POST");
    QCOMPARE(bad.request.path(), "/x");
    QCOMPARE(bad.request.peer, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(bad.status, 400);
    QCOMPARE(bad.requestBytes, second.size());
    QCOMPARE(bad.reason, "The header Host stands twice");
    QVERIFY(bad.answer.startsWith("HTTP/1.1 400 ") && bad.answer.endsWith("The header Host stands twice\n"));
}

void HttpConnectionTest::aClientThatOnlyConnectsIsNotReported()
{
    TestServer server({ respond });
    RawClient client(server.port());
    QTRY_COMPARE(server.listener.openConnections(), 1);
    client.closeSending();
    QTRY_COMPARE(server.finished, 1);
    QTRY_COMPARE(server.listener.openConnections(), 0);
    QVERIFY(server.exchanges.empty());
}

QTEST_GUILESS_MAIN(HttpConnectionTest)
#include "tst_httpconnection.moc"
