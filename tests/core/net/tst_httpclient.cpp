#include "core/net/httpclient.h"
#include "tests/core/net/testserver.h"

#include <QTest>

using namespace callscope;
using namespace callscope::net;
using namespace std::chrono_literals;
using tests::TestServer;

class HttpClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyAnswerIsAResult_data();
    void everyAnswerIsAResult();
    void headersAndBodyArriveAsGiven();
    void redirectsAreNotFollowed();
    void cookiesAreNotKept();
    void aSilentServerIsATimeout();
    void aBrokenAnswerIsAnError();
    void aPortWithoutServerIsAnError();
    void requestsEndWithTheClient();
    void requestsRunSideBySide();
    void closedConnectionsAreNotUsedAgain();

private:
    QUrl url(const char *target) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_server->port()).arg(QLatin1String(target)));
    }
    QFuture<HttpClient::Answer> get(const char *target) { return m_client->request("GET", url(target), {}, {}, 10s); }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<HttpClient> m_client;
    HttpRequest m_seen;
};

void HttpClientTest::init()
{
    m_client = std::make_unique<HttpClient>();
    m_server = std::make_unique<TestServer>(HttpService { [this](const HttpRequest &request) -> HttpResponse {
        m_seen = request;
        if (request.path() == "/moved")
            return { 302, { { "Location", "/other" }, { "Set-Cookie", "a=b" } }, {} };
        if (request.path() == "/none")
            return HttpResponse::noContent();
        const int asked = request.query().toInt();
        const int status = asked > 0 ? asked : 200;
        return HttpResponse::text(status, request.method + " said");
    } });
}

void HttpClientTest::cleanup()
{
    m_client.reset();
    m_server.reset();
}

void HttpClientTest::everyAnswerIsAResult_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("body");

    const auto row = [](const char *method, const char *target, int status, const char *reason, const char *body) {
        QTest::addRow("%s %s", method, target)
            << QByteArray(method) << QByteArray(target) << status << QByteArray(reason) << QByteArray(body);
    };
    row("GET", "/", 200, "OK", "GET said");
    row("POST", "/", 200, "OK", "POST said");
    row("HEAD", "/", 200, "OK", "");
    row("PUT", "/", 200, "OK", "PUT said");
    row("DELETE", "/", 200, "OK", "DELETE said");
    row("OPTIONS", "/", 200, "OK", "OPTIONS said");
    row("POST", "/none", 204, "No Content", "");
    for (const int status : { 400, 401, 403, 404, 405, 408, 409, 413, 426, 429, 500, 503 }) {
        const QByteArray target = "/?" + QByteArray::number(status);
        row("GET", target.constData(), status, reasonPhrase(status).constData(), "GET said");
    }
}

void HttpClientTest::everyAnswerIsAResult()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    const auto future = m_client->request(method, url(target.constData()), {}, {}, 10s);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.result());
    const ClientResponse response = *future.result();
    QTEST(response.status, "status");
    QTEST(response.reason, "reason");
    QTEST(response.body, "body");
    QVERIFY(response.elapsed > 0ns);
    QCOMPARE(m_seen.method, method);
}

void HttpClientTest::headersAndBodyArriveAsGiven()
{
    const Headers headers { { "X-Twilio-Signature", "abc=" }, { "Content-Type", "application/x-www-form-urlencoded" } };
    const auto future = m_client->request("POST", url("/a?b=%2B"), headers, "From=%2B1555&x=%20", 10s);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.result());
    QCOMPARE(m_seen.target, "/a?b=%2B");
    QCOMPARE(m_seen.body, "From=%2B1555&x=%20");
    QCOMPARE(m_seen.header("X-Twilio-Signature"), std::optional<QByteArray>("abc="));
    QCOMPARE(m_seen.header("Content-Type"), std::optional<QByteArray>("application/x-www-form-urlencoded"));
    QVERIFY(future.result()->header("date"));
}

void HttpClientTest::redirectsAreNotFollowed()
{
    const auto future = get("/moved");
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result()->status, 302);
    QCOMPARE(future.result()->header("Location"), std::optional<QByteArray>("/other"));
    QCOMPARE(m_server->exchanges.size(), size_t(1));
}

void HttpClientTest::cookiesAreNotKept()
{
    const auto first = get("/moved");
    QTRY_VERIFY(first.isFinished());
    const auto second = get("/");
    QTRY_VERIFY(second.isFinished());
    QVERIFY(!m_seen.header("Cookie"));
}

void HttpClientTest::aSilentServerIsATimeout()
{
    std::vector<std::unique_ptr<QTcpSocket>> held;
    Listener silent([&](std::unique_ptr<QTcpSocket> socket) { held.push_back(std::move(socket)); });
    QVERIFY(silent.listen(QStringLiteral("127.0.0.1"), 0));
    const QUrl target(QStringLiteral("http://127.0.0.1:%1/x?secret=1").arg(silent.port()));
    const auto future = m_client->request("GET", target, {}, {}, 50ms);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QCOMPARE(future.result().error().code, base::ErrorCode::Timeout);
    QCOMPARE(future.result().error().text,
             QStringLiteral("http://127.0.0.1:%1/x did not answer within 50 ms.").arg(silent.port()));
}

void HttpClientTest::aBrokenAnswerIsAnError()
{
    Listener broken([](std::unique_ptr<QTcpSocket> socket) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
        socket->flush();
        socket->disconnectFromHost();
    });
    QVERIFY(broken.listen(QStringLiteral("127.0.0.1"), 0));
    const QUrl target(QStringLiteral("http://127.0.0.1:%1/").arg(broken.port()));
    const auto future = m_client->request("POST", target, {}, "x", 10s);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QCOMPARE(future.result().error().code, base::ErrorCode::Io);
}

void HttpClientTest::aPortWithoutServerIsAnError()
{
    const QUrl target = url("/");
    m_server->listener.close();
    const auto future = m_client->request("GET", target, {}, {}, 10s);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QCOMPARE(future.result().error().code, base::ErrorCode::Unavailable);
}

void HttpClientTest::requestsEndWithTheClient()
{
    const auto future = get("/");
    m_client.reset();
    QVERIFY(future.isFinished());
    QVERIFY(!future.result());
}

void HttpClientTest::closedConnectionsAreNotUsedAgain()
{
    const auto portOfNext = [this]() -> quint16 {
        const auto answer = get("/");
        return QTest::qWaitFor([&] { return answer.isFinished(); }, 10'000) && answer.result() ? m_seen.peerPort : 0;
    };
    const quint16 first = portOfNext();
    QVERIFY(first > 0);
    QCOMPARE(portOfNext(), first);
    m_client->closeConnections();
    const quint16 next = portOfNext();
    QVERIFY(next > 0 && next != first);
}

void HttpClientTest::requestsRunSideBySide()
{
    std::vector<QFuture<HttpClient::Answer>> futures;
    for (int i = 0; i < 20; ++i)
        futures.push_back(get("/"));
    for (const auto &future : futures) {
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result()->status, 200);
    }
}

QTEST_GUILESS_MAIN(HttpClientTest)
#include "tst_httpclient.moc"
