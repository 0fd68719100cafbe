#include "core/net/responsebytes.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace callscope;
using namespace callscope::net;

class ResponseBytesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
    void datesAreThoseOfHttp_data();
    void datesAreThoseOfHttp();
    void everyStatusThatIsSentHasItsPhrase();
};

void ResponseBytesTest::writes_data()
{
    QTest::addColumn<HttpResponse>("response");
    QTest::addColumn<AfterAnswer>("after");
    QTest::addColumn<bool>("isForHead");
    QTest::addColumn<QByteArray>("bytes");

    const QByteArray date = "Date: Thu, 15 Jan 2026 09:30:00 GMT\r\n";
    const auto keep = AfterAnswer::KeepAlive;
    QTest::newRow("text") << HttpResponse::text(200, "ok") << keep << false
                          << "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n" + date
            + "Connection: keep-alive\r\nContent-Length: 2\r\n\r\nok";
    QTest::newRow("close") << HttpResponse::json(404, "{}") << AfterAnswer::Close << false
                           << "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n" + date
            + "Connection: close\r\nContent-Length: 2\r\n\r\n{}";
    QTest::newRow("head") << HttpResponse::xml("<a/>") << keep << true
                          << "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n" + date
            + "Connection: keep-alive\r\nContent-Length: 4\r\n\r\n";
    QTest::newRow("204") << HttpResponse::noContent() << keep << false
                         << "HTTP/1.1 204 No Content\r\n" + date + "Connection: keep-alive\r\n\r\n";
    QTest::newRow("204 with a body by mistake")
        << HttpResponse { 204, {}, "x" } << keep << false
        << "HTTP/1.1 204 No Content\r\n" + date + "Connection: keep-alive\r\n\r\n";
    QTest::newRow("empty") << HttpResponse { 200, {}, {} } << keep << false
                           << "HTTP/1.1 200 OK\r\n" + date + "Connection: keep-alive\r\nContent-Length: 0\r\n\r\n";
    QTest::newRow("own headers are replaced") << HttpResponse {
        200,
        { { "content-length", "99" }, { "Transfer-Encoding", "chunked" }, { "Connection", "x" }, { "date", "never" } },
        "a"
    } << keep << false << "HTTP/1.1 200 OK\r\n" + date + "Connection: keep-alive\r\nContent-Length: 1\r\n\r\na";
    QTest::newRow("values cannot forge")
        << HttpResponse { 200, { { "X-A", "1\r\nX-B: 2" }, { "X C", "3" }, { "X-D\r\nX-E", "4" } }, {} } << keep
        << false
        << "HTTP/1.1 200 OK\r\nX-A: 1  X-B: 2\r\n" + date + "Connection: keep-alive\r\nContent-Length: 0\r\n\r\n";
    QTest::newRow("unknown status") << HttpResponse { 599, {}, {} } << keep << false
                                    << "HTTP/1.1 599 Unknown\r\n" + date
            + "Connection: keep-alive\r\nContent-Length: 0\r\n\r\n";
}

void ResponseBytesTest::writes()
{
    QFETCH(HttpResponse, response);
    QFETCH(AfterAnswer, after);
    QFETCH(bool, isForHead);
    QFETCH(QByteArray, bytes);
    QCOMPARE(responseBytes(response, { after, isForHead, tests::ManualClock().utc() }), bytes);
}

void ResponseBytesTest::datesAreThoseOfHttp_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QByteArray>("date");
    QTest::newRow("epoch") << qint64(0) << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT");
    QTest::newRow("RFC 9110") << qint64(784111777) << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT");
    QTest::newRow("leap day") << qint64(1709164799) << QByteArray("Wed, 28 Feb 2024 23:59:59 GMT");
}

void ResponseBytesTest::datesAreThoseOfHttp()
{
    QFETCH(qint64, seconds);
    QFETCH(QByteArray, date);
    QCOMPARE(httpDate(base::Utc(std::chrono::seconds(seconds))), date);
}

void ResponseBytesTest::everyStatusThatIsSentHasItsPhrase()
{
    for (const int status : { 200, 204, 400, 403, 404, 405, 408, 413, 414, 417, 426, 431, 500, 501, 503, 505 })
        QVERIFY(reasonPhrase(status) != "Unknown");
    QCOMPARE(reasonPhrase(426), "Upgrade Required");
}

QTEST_GUILESS_MAIN(ResponseBytesTest)
#include "tst_responsebytes.moc"
