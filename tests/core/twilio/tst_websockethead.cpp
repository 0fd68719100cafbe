#include "core/twilio/websockethead.h"

#include <QTest>

using namespace callscope;
using net::Headers;

namespace {

Headers goodHeaders()
{
    return { { "host", "gw.callscope.example" },
             { "user-agent", "Twilio.TmeWs/1.0" },
             { "connection", "Upgrade" },
             { "upgrade", "websocket" },
             { "sec-websocket-key", "bWFkZS11cC1rZXktMDAwMQ==" },
             { "sec-websocket-version", "13" },
             { "x-twilio-signature", "lmk7Y1v3gd0a/XoKKzBG4bX1LWg=" } };
}

/// The good headers with one of them changed, or dropped when `value` is null.
Headers with(const char *name, const char *value)
{
    Headers headers = goodHeaders();
    std::erase_if(headers, [name](const net::Header &header) { return header.name == name; });
    if (value)
        headers.push_back({ name, value });
    return headers;
}

Headers twice(const char *name, const char *value)
{
    Headers headers = goodHeaders();
    headers.push_back({ name, value });
    return headers;
}

struct Row
{
    QByteArray method = "GET", target = "/ws/twilio-media";
    int version = 11;
    Headers headers = goodHeaders();
};

} // namespace

Q_DECLARE_METATYPE(Row)

class TestWebSocketHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodHeadsAreAccepted_data();
    void goodHeadsAreAccepted();
    void T01_wrongHeadsGetTheirAnswer_data();
    void T01_wrongHeadsGetTheirAnswer();
    void answersCarryTheirHeaders();
    void aHeadCutAtAnyHeaderIsRefused();
};

void TestWebSocketHead::goodHeadsAreAccepted_data()
{
    QTest::addColumn<Row>("row");
    QTest::addColumn<bool>("offersTwilio");

    const auto row = [](const char *name, const Headers &headers, bool offersTwilio = false) {
        QTest::newRow(name) << Row { .headers = headers } << offersTwilio;
    };
    row("as Twilio sends it", goodHeaders());
    row("connection list", with("connection", "keep-alive, Upgrade"));
    row("connection lower case", with("connection", "upgrade"));
    row("upgrade in capitals", with("upgrade", "WebSocket"));
    row("blanks around values", with("sec-websocket-version", " 13 "));
    row("deflate offered", with("sec-websocket-extensions", "permessage-deflate; client_max_window_bits"));
    row("with an origin", with("origin", "https://example.com"));
    row("content length 0", with("content-length", "0"));
    row("Twilio's protocol", with("sec-websocket-protocol", "audio.twilio.com"), true);
    row("Twilio's protocol in a list", with("sec-websocket-protocol", "chat,audio.twilio.com , x"), true);
    row("another protocol", with("sec-websocket-protocol", "audio.jambonz.org"));
    row("nearly Twilio's protocol", with("sec-websocket-protocol", "audio.twilio.com.evil, AUDIO.TWILIO.COM"));
    QTest::newRow("with a query") << Row { .target = "/ws/twilio-media?a=b" } << false;
}

void TestWebSocketHead::goodHeadsAreAccepted()
{
    QFETCH(Row, row);
    QFETCH(bool, offersTwilio);
    const auto verdict = twilio::checkUpgrade({ row.method, row.target, row.version, row.headers });
    QVERIFY2(verdict.isAccepted(), qPrintable(verdict.reason));
    QCOMPARE(verdict.status, 101);
    QVERIFY(verdict.reason.isEmpty() && verdict.headers.empty());
    QCOMPARE(verdict.offersTwilioProtocol, offersTwilio);
}

void TestWebSocketHead::T01_wrongHeadsGetTheirAnswer_data()
{
    QTest::addColumn<Row>("row");
    QTest::addColumn<int>("status");

    for (const char *target :
         { "/", "/ws", "/ws/", "/ws/twilio-media/", "/ws/twilio-medi", "/WS/twilio-media", "/ws//twilio-media",
           "/ws/twilio-media%2f", "/x?/ws/twilio-media", "/ws/../ws/twilio-media" })
        QTest::newRow(target) << Row { .target = target } << 404;
    for (const char *target : { "", "*", "http://evil/ws/twilio-media", "ws/twilio-media", "evil:443" })
        QTest::addRow("target '%s'", target) << Row { .target = target } << 400;
    for (const char *method : { "POST", "HEAD", "get", "CONNECT", "OPTIONS", "" })
        QTest::addRow("method '%s'", method) << Row { .method = method } << 405;
    for (const int version : { 9, 10, 12, 20, 99 })
        QTest::addRow("version %d", version) << Row { .version = version } << 505;

    const auto row = [](const char *name, const Headers &headers, int status) {
        QTest::newRow(name) << Row { .headers = headers } << status;
    };
    row("no headers", {}, 400);
    row("no host", with("host", nullptr), 400);
    row("empty host", with("host", " "), 400);
    row("no upgrade", with("upgrade", nullptr), 426);
    row("upgrade to h2c", with("upgrade", "h2c"), 426);
    row("upgrade nearly", with("upgrade", "websockets"), 426);
    row("no connection", with("connection", nullptr), 426);
    row("connection keep-alive", with("connection", "keep-alive"), 426);
    row("connection nearly", with("connection", "upgraded"), 426);
    row("no version", with("sec-websocket-version", nullptr), 426);
    row("version 8", with("sec-websocket-version", "8"), 426);
    row("version 013", with("sec-websocket-version", "013"), 426);
    row("version list", with("sec-websocket-version", "13, 8"), 426);

    for (const char *key : { "", "notbase64!!", "bWFkZS11cC1rZXktMDAwMQ",
                             "bWFkZS11cC1rZXktMDAwMQ=", "bWFkZS11cC1rZXktMDAwMQ===", "bWFkZS11cC1rZXktMDAw",
                             "bWFkZS11cC1rZXktMDAwMTEyMzQ=", "AAAAAAAAAAAAAAAAAAAAAAAA",
                             "bWFkZS11cC1rZXktMDAw-_==", "bWFkZS11cC1r ZXktMDAwMQ=", "bWFkZS11cC1rZXktMDAwM===" })
        QTest::addRow("key '%s'", key) << Row { .headers = with("sec-websocket-key", key) } << 400;
    row("no key", with("sec-websocket-key", nullptr), 400);

    row("two hosts", twice("Host", "evil"), 400);
    row("two upgrades", twice("Upgrade", "websocket"), 400);
    row("two connections", twice("Connection", "Upgrade"), 400);
    row("two keys", twice("Sec-WebSocket-Key", "bWFkZS11cC1rZXktMDAwMQ=="), 400);
    row("two versions", twice("Sec-WebSocket-Version", "13"), 400);
    row("two signatures", twice("X-Twilio-Signature", "lmk7Y1v3gd0a/XoKKzBG4bX1LWg="), 400);
    Headers protocols = twice("Sec-WebSocket-Protocol", "audio.twilio.com");
    protocols.push_back({ "sec-websocket-protocol", "chat" });
    row("two protocols", protocols, 400);
    row("body", with("content-length", "5"), 400);
    row("strange length", with("content-length", "+0"), 400);
    row("chunked", with("transfer-encoding", "chunked"), 400);
    QTest::newRow("NUL in a value") << Row { .headers = { { "Host", QByteArray("a\0b", 3) } } } << 400;
    row("folded value", with("user-agent", "a\r\n b"), 400);
}

void TestWebSocketHead::T01_wrongHeadsGetTheirAnswer()
{
    QFETCH(Row, row);
    QFETCH(int, status);
    const auto verdict = twilio::checkUpgrade({ row.method, row.target, row.version, row.headers });
    QVERIFY(!verdict.isAccepted());
    QCOMPARE(verdict.status, status);
    QVERIFY(!verdict.reason.isEmpty() && !verdict.reason.contains(QLatin1Char('\n')));
}

void TestWebSocketHead::answersCarryTheirHeaders()
{
    const auto headersOf = [](const Row &row) {
        return twilio::checkUpgrade({ row.method, row.target, row.version, row.headers }).headers;
    };
    QCOMPARE(net::headerValue(headersOf({ .headers = with("upgrade", nullptr) }), "Upgrade"),
             std::optional(QByteArray("websocket")));
    QCOMPARE(net::headerValue(headersOf({ .headers = with("connection", nullptr) }), "Upgrade"),
             std::optional(QByteArray("websocket")));
    QCOMPARE(net::headerValue(headersOf({ .headers = with("sec-websocket-version", "8") }), "Sec-WebSocket-Version"),
             std::optional(QByteArray("13")));
    QCOMPARE(net::headerValue(headersOf({ .method = "POST" }), "Allow"), std::optional(QByteArray("GET")));
}

void TestWebSocketHead::aHeadCutAtAnyHeaderIsRefused()
{
    Headers headers = goodHeaders();
    headers.pop_back(); // the signature is somebody else's check
    while (!headers.empty()) {
        headers.pop_back();
        QVERIFY(!twilio::checkUpgrade({ "GET", "/ws/twilio-media", 11, headers }).isAccepted());
    }
}

QTEST_GUILESS_MAIN(TestWebSocketHead)

#include "tst_websockethead.moc"
