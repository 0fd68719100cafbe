#include "core/net/requesthead.h"
#include "tests/core/net/slices.h"

#include <QTest>

using namespace callscope;
using namespace callscope::net;

namespace {

/// "GET /a" of a head that is fine, "400 reason" of one that is not, "more" when its end has not come.
QByteArray outcome(const std::vector<QByteArray> &slices)
{
    HeadScanner scanner;
    QByteArray taken;
    for (const QByteArray &slice : slices)
        taken.append(slice.left(scanner.feed(slice)));
    if (scanner.state() == HeadScanner::State::Reading)
        return "more";
    if (scanner.state() == HeadScanner::State::Rejected)
        return QByteArray::number(scanner.rejection().status) + ' ' + scanner.rejection().reason;
    const auto head = parseRequestHead(QByteArrayView(taken).sliced(scanner.leading()));
    if (const auto *wrong = std::get_if<Rejection>(&head))
        return QByteArray::number(wrong->status) + ' ' + wrong->reason;
    return std::get<RequestHead>(head).method + ' ' + std::get<RequestHead>(head).target;
}

void row(const char *name, const QByteArray &bytes, const QByteArray &expected)
{
    QTest::newRow(name) << bytes << expected;
}

/// A head with these header lines after Host.
QByteArray withHeaders(const QByteArray &lines)
{
    return "POST /x HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n\r\n";
}

QByteArray withLine(const QByteArray &line)
{
    return line + "\r\nHost: a\r\n\r\n";
}

QByteArray upgrade(const QByteArray &lines)
{
    return "GET /ws/twilio-media HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + lines + "\r\n";
}

} // namespace

class RequestHeadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanHeadsAreTaken_data();
    void cleanHeadsAreTaken();
    void T01_hostileHeadsAreRejected_data();
    void T01_hostileHeadsAreRejected();
    void headersKeepTheirOrderAndSpelling();
    void theScannerStopsAtTheEndOfTheHead();
    void meaningIsReadFromHeaders_data();
    void meaningIsReadFromHeaders();
    void theRequestLineOfARejectedHeadIsKnown_data();
    void theRequestLineOfARejectedHeadIsKnown();
    void bytesThatAreNotOneHeadAreRejected_data();
    void bytesThatAreNotOneHeadAreRejected();

private:
    void checkAllSlicings(const QByteArray &bytes, const QByteArray &expected);
};

void RequestHeadTest::checkAllSlicings(const QByteArray &bytes, const QByteArray &expected)
{
    const QByteArray whole = outcome({ bytes });
    QVERIFY2(whole.startsWith(expected), whole.constData());
    for (const auto &slices : tests::slicings(bytes))
        QCOMPARE(outcome(slices), whole);
}

void RequestHeadTest::cleanHeadsAreTaken_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");

    row("smallest", withLine("GET / HTTP/1.1"), "GET /");
    row("1.0 without Host", "GET /a HTTP/1.0\r\n\r\n", "GET /a");
    row("empty line before", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET /");
    row("query", withLine("GET /a?b=%20&c=/d?e HTTP/1.1"), "GET /a?b=%20&c=/d?e");
    row("two slashes", withLine("GET //a HTTP/1.1"), "GET //a");
    row("unknown method", withLine("M-SEARCH /a HTTP/1.1"), "M-SEARCH /a");
    row("no blank after colon", withHeaders("A:b"), "POST /x");
    row("tab around the value", withHeaders("A:\tb\t "), "POST /x");
    row("empty value", withHeaders("A:"), "POST /x");
    row("value with UTF-8", withHeaders("A: שלום"), "POST /x");
    row("value with colons", withHeaders("A: b: c"), "POST /x");
    row("list header twice", withHeaders("Accept: a\r\nAccept: b"), "POST /x");
    row("length", withHeaders("Content-Length: 262144"), "POST /x");
    row("length with zeros", withHeaders("Content-Length: 0000"), "POST /x");
    row("chunked", withHeaders("Transfer-Encoding: chunked"), "POST /x");
    row("CHUNKED", withHeaders("transfer-encoding: CHUNKED"), "POST /x");
    row("100-continue", withHeaders("Expect: 100-Continue"), "POST /x");
    row("1.0 ignores expectations", "POST / HTTP/1.0\r\nExpect: much\r\n\r\n", "POST /");
    row("IPv6 host", "GET / HTTP/1.1\r\nHost: [::1]:5000\r\n\r\n", "GET /");
    row("upgrade", upgrade("Sec-WebSocket-Protocol: audio.twilio.com\r\n"), "GET /ws/twilio-media");
    row("64 headers", withHeaders(QByteArray("A: b\r\n").repeated(62) + "A: b"), "POST /x");
    row("longest line", withLine("GET /" + QByteArray(8192 - 14, 'a') + " HTTP/1.1"), "GET /aaa");
    const QByteArray fixed = withHeaders("A: ");
    row("longest head", withHeaders("A: " + QByteArray(16384 - fixed.size(), 'b')), "POST /x");
    row("nothing yet", "", "more");
    row("blank line missing", "GET / HTTP/1.1\r\nHost: a\r\n", "more");
    row("only an empty line", "\r\n", "more");
}

void RequestHeadTest::cleanHeadsAreTaken()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    checkAllSlicings(bytes, expected);
}

void RequestHeadTest::T01_hostileHeadsAreRejected_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");

    // The request line.
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01", 6), "400 This port speaks plain HTTP");
    row("zero bytes", QByteArray(8, '\0'), "400 The request does not begin with a method");
    row("blank first", withLine(" GET / HTTP/1.1"), "400 The request does not begin with a method");
    row("two empty lines before", "\r\n\r\nGET / HTTP/1.1\r\n", "400 The request does not begin with a method");
    row("bare LF before", "\nGET / HTTP/1.1\r\n", "400 The request does not begin with a method");
    row("CR without LF before", "\rGET / HTTP/1.1\r\n", "400 A carriage return stands without");
    row("method with a colon", withLine("GE:T / HTTP/1.1"), "400 The request does not begin with a method");
    row("method with a high byte", withLine("G\xc3\xa9T / HTTP/1.1"), "400 The request does not begin with a method");
    row("method only", withLine("GET"), "400 The request does not begin with a method");
    row("method without end", QByteArray(40, 'G'), "501 The method is longer");
    row("HTTP/0.9", withLine("GET /"), "400 The request line is not method, target and version");
    row("no target", withLine("GET HTTP/1.1"), "400 The request line is not method, target and version");
    row("two blanks", withLine("GET  / HTTP/1.1"), "400 The request line has more than three parts");
    row("blank in target", withLine("GET /a b HTTP/1.1"), "400 The request line has more than three parts");
    row("blank behind", withLine("GET / HTTP/1.1 "), "400 The request line does not end with an HTTP version");
    row("tab", withLine("GET\t/ HTTP/1.1"), "400 The request does not begin with a method");
    row("tab in target", withLine("GET /\ta HTTP/1.1"), "400 The request line has a byte");
    row("NUL in target", withLine(QByteArray("GET /\0a HTTP/1.1", 16)), "400 The request line has a byte");
    row("DEL in target", withLine("GET /\x7f HTTP/1.1"), "400 The request line has a byte");
    row("high byte in target", withLine("GET /\xd7\xa9 HTTP/1.1"), "400 The request line has a byte");
    row("LF ends the line", "GET / HTTP/1.1\nHost: a\n\n", "400 The request line ends with a bare line feed");
    row("CR ends the line", "GET / HTTP/1.1\rHost: a\r\r", "400 A carriage return stands without");
    row("CR in target", withLine("GET /\ra HTTP/1.1"), "400 A carriage return stands without");
    row("absolute form", withLine("GET http://evil/ HTTP/1.1"), "400 The request target does not begin with a slash");
    row("authority form", withLine("CONNECT a:80 HTTP/1.1"), "400 The request target does not begin with a slash");
    row("asterisk form", withLine("OPTIONS * HTTP/1.1"), "400 The request target does not begin with a slash");
    row("relative", withLine("GET a HTTP/1.1"), "400 The request target does not begin with a slash");
    row("fragment", withLine("GET /a#b HTTP/1.1"), "400 The request target has a fragment");
    row("HTTP/9.9", withLine("GET / HTTP/9.9"), "505 Only HTTP/1.1 and HTTP/1.0");
    row("HTTP/1.2", withLine("GET / HTTP/1.2"), "505 Only HTTP/1.1 and HTTP/1.0");
    row("HTTP/0.9 named", withLine("GET / HTTP/0.9"), "505 Only HTTP/1.1 and HTTP/1.0");
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505 Only HTTP/1.1 and HTTP/1.0");
    row("HTTP/1.10", withLine("GET / HTTP/1.10"), "400 The request line does not end with an HTTP version");
    row("HTTP/1", withLine("GET / HTTP/1"), "400 The request line does not end with an HTTP version");
    row("http/1.1", withLine("GET / http/1.1"), "400 The request line does not end with an HTTP version");
    row("HTTP/+1.1", withLine("GET / HTTP/+.1"), "400 The request line does not end with an HTTP version");
    row("line too long", withLine("GET /" + QByteArray(8192 - 13, 'a') + " HTTP/1.1"), "414 The request line is too");
    row("line without end", "GET /" + QByteArray(9000, 'a'), "414 The request line is too long");

    // Header lines.
    row("LF ends a header", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", "400 A header line ends with a bare line feed");
    row("LF ends the head", "GET / HTTP/1.1\r\nHost: a\r\n\n", "400 A header name has a character");
    row("CR ends a header", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", "400 A carriage return stands without");
    row("CR CR LF", "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", "400 A carriage return stands without");
    row("CR ends the head", "GET / HTTP/1.1\r\nHost: a\r\n\rX", "400 A carriage return stands without");
    row("NUL in value", withHeaders(QByteArray("A: b\0c", 6)), "400 A header value has a control character");
    row("escape in value", withHeaders("A: \x1b[31m"), "400 A header value has a control character");
    row("DEL in value", withHeaders("A: \x7f"), "400 A header value has a control character");
    row("vertical tab in value", withHeaders("A: \vb"), "400 A header value has a control character");
    row("folded", withHeaders("A: b\r\n c"), "400 A header line is folded");
    row("folded with a tab", withHeaders("A: b\r\n\tc"), "400 A header line is folded");
    row("folded length", withHeaders("Content-Length:\r\n 5"), "400 A header line is folded");
    row("blank before the first header", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", "400 A header line is folded");
    row("blank before colon", withHeaders("A : b"), "400 A header has a blank before its colon");
    row("tab before colon", withHeaders("A\t: b"), "400 A header has a blank before its colon");
    row("blank before colon of a length", withHeaders("Content-Length : 5"), "400 A header has a blank before");
    row("no name", withHeaders(": b"), "400 A header has no name");
    row("no colon", withHeaders("Ab"), "400 A header name has a character");
    row("name in brackets", withHeaders("A(b): c"), "400 A header name has a character");
    row("name with a high byte", withHeaders("\xc3\xa9: c"), "400 A header name has a character");
    row("NUL in name", withHeaders(QByteArray("A\0: c", 5)), "400 A header name has a character");
    row("65 headers", withHeaders(QByteArray("A: b\r\n").repeated(63) + "A: b"),
        "431 The request has too many headers");
    const QByteArray fixed = withHeaders("A: ");
    row("head too long", withHeaders("A: " + QByteArray(16385 - fixed.size(), 'b')),
        "431 The request head is too long");
    row("value without end", "GET / HTTP/1.1\r\nA: " + QByteArray(17000, 'b'), "431 The request head is too long");

    // Host.
    row("no Host", "GET / HTTP/1.1\r\n\r\n", "400 The header Host is missing");
    row("two Hosts", withHeaders("Host: a"), "400 The header Host stands twice");
    row("two Hosts, other case", withHeaders("hOST: b"), "400 The header hOST stands twice");
    row("two Hosts in 1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", "400 The header Host stands twice");
    row("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "400 The header Host is not a host and port");
    row("Host with user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", "400 The header Host is not a host and port");
    row("Host with path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "400 The header Host is not a host and port");
    row("Host with blank", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400 The header Host is not a host and port");
    row("Host with tag", "GET / HTTP/1.1\r\nHost: <a>\r\n\r\n", "400 The header Host is not a host and port");

    // What frames the body (hazards Q20).
    row("length and coding", withHeaders("Content-Length: 5\r\nTransfer-Encoding: chunked"), "400 Content-Length and");
    row("coding and length", withHeaders("Transfer-Encoding: chunked\r\nContent-Length: 5"), "400 Content-Length and");
    row("zero length and coding", withHeaders("Content-Length: 0\r\nTransfer-Encoding: chunked"), "400 Content-Length");
    row("two lengths", withHeaders("Content-Length: 5\r\nContent-Length: 6"), "400 The header Content-Length stands");
    row("two equal lengths", withHeaders("Content-Length: 5\r\ncontent-length: 5"), "400 The header content-length");
    row("length list", withHeaders("Content-Length: 5, 5"), "400 The header Content-Length is not a plain number");
    row("length 3x", withHeaders("Content-Length: 3x"), "400 The header Content-Length is not a plain number");
    row("length +3", withHeaders("Content-Length: +3"), "400 The header Content-Length is not a plain number");
    row("length -3", withHeaders("Content-Length: -3"), "400 The header Content-Length is not a plain number");
    row("length 0x3", withHeaders("Content-Length: 0x3"), "400 The header Content-Length is not a plain number");
    row("length 3.0", withHeaders("Content-Length: 3.0"), "400 The header Content-Length is not a plain number");
    row("length with a blank", withHeaders("Content-Length: 1 2"),
        "400 The header Content-Length is not a plain number");
    row("empty length", withHeaders("Content-Length:"), "400 The header Content-Length is not a plain number");
    row("length 2^64-1", withHeaders("Content-Length: 18446744073709551615"), "400 The header Content-Length is not");
    row("length 2^64+5", withHeaders("Content-Length: 18446744073709551621"), "400 The header Content-Length is not");
    row("length 2^63-1", withHeaders("Content-Length: 9223372036854775807"), "413 The body is larger");
    row("one byte too many", withHeaders("Content-Length: 262145"), "413 The body is larger");
    row("xchunkedx", withHeaders("Transfer-Encoding: xchunkedx"), "501 The only transfer coding");
    row("gzip, chunked", withHeaders("Transfer-Encoding: gzip, chunked"), "501 The only transfer coding");
    row("identity", withHeaders("Transfer-Encoding: identity"), "501 The only transfer coding");
    row("chunked, gzip", withHeaders("Transfer-Encoding: chunked, gzip"), "400 The transfer coding chunked is not the");
    row("chunked twice", withHeaders("Transfer-Encoding: chunked, chunked"), "400 The transfer coding chunked is not");
    row("two codings", withHeaders("Transfer-Encoding: chunked\r\nTransfer-Encoding: x"), "400 The header Transfer-En");
    row("comma first", withHeaders("Transfer-Encoding: ,chunked"), "400 The header Transfer-Encoding is malformed");
    row("parameter", withHeaders("Transfer-Encoding: chunked;q=1"), "400 The header Transfer-Encoding is malformed");
    row("quoted", withHeaders("Transfer-Encoding: \"chunked\""), "400 The header Transfer-Encoding is malformed");
    row("empty coding", withHeaders("Transfer-Encoding:"), "400 The header Transfer-Encoding is malformed");
    row("coding in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "400 HTTP/1.0 has no");

    // The rest.
    row("other expectation", withHeaders("Expect: 200-ok"), "417 The only expectation");
    row("bad Connection", withHeaders("Connection: a b"), "400 The header Connection is not a list");
    row("two Connections", withHeaders("Connection: close\r\nConnection: close"), "400 The header Connection stands");
    row("two Upgrades", upgrade("Upgrade: websocket\r\n"), "400 The header Upgrade stands twice");
    row("two keys", upgrade("Sec-WebSocket-Key: eA==\r\n"), "400 The header Sec-WebSocket-Key stands twice");
    row("two versions", upgrade("sec-websocket-version: 8\r\n"), "400 The header sec-websocket-version stands twice");
    row("two protocols", upgrade("Sec-WebSocket-Protocol: a\r\nSec-WebSocket-Protocol: b\r\n"), "400 The header Sec-W");
    row("two signatures", upgrade("X-Twilio-Signature: a\r\nx-twilio-signature: b\r\n"), "400 The header x-twilio-sig");
}

void RequestHeadTest::T01_hostileHeadsAreRejected()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    checkAllSlicings(bytes, expected);
}

void RequestHeadTest::headersKeepTheirOrderAndSpelling()
{
    const auto parsed = parseRequestHead("GET /p?q HTTP/1.0\r\nhOsT:  a:1 \r\nB: \t2\r\nA:1\r\n\r\n");
    const auto &head = std::get<RequestHead>(parsed);
    QCOMPARE(head.version, HttpVersion::Http10);
    QCOMPARE(head.headers.size(), size_t(3));
    QCOMPARE(head.headers[0].name, "hOsT");
    QCOMPARE(head.headers[0].value, "a:1");
    QCOMPARE(head.headers[1].value, "2");
    QCOMPARE(head.headers[2].name, "A");
    QCOMPARE(head.header("HOST"), std::optional<QByteArray>("a:1"));
}

void RequestHeadTest::theScannerStopsAtTheEndOfTheHead()
{
    HeadScanner scanner;
    const QByteArray head = "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
    QCOMPARE(scanner.feed(head + "\x81\x85\r\n\r\n"), head.size());
    QCOMPARE(scanner.state(), HeadScanner::State::Complete);
    QCOMPARE(scanner.leading(), 2);
    QCOMPARE(scanner.feed("more"), 0);
}

void RequestHeadTest::meaningIsReadFromHeaders_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("keepsAlive");
    QTest::addColumn<bool>("hasBody");
    QTest::addColumn<bool>("offersUpgrade");

    QTest::newRow("plain") << withLine("GET / HTTP/1.1") << true << false << false;
    QTest::newRow("close") << withHeaders("Connection: close") << false << false << false;
    QTest::newRow("Close in a list") << withHeaders("Connection: te, Close") << false << false << false;
    QTest::newRow("closed is not close") << withHeaders("Connection: closed") << true << false << false;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false << false << false;
    QTest::newRow("1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << false << false
                                    << false;
    QTest::newRow("length") << withHeaders("Content-Length: 1") << true << true << false;
    QTest::newRow("length 0") << withHeaders("Content-Length: 0") << true << false << false;
    QTest::newRow("chunked") << withHeaders("Transfer-Encoding: chunked") << true << true << false;
    QTest::newRow("upgrade") << upgrade("") << true << false << true;
    QTest::newRow("upgrade with a body") << upgrade("Content-Length: 3\r\n") << true << true << false;
    QTest::newRow("upgrade by POST") << withHeaders("Upgrade: websocket\r\nConnection: Upgrade") << true << false
                                     << false;
    QTest::newRow("upgrade in 1.0") << QByteArray("GET / HTTP/1.0\r\nUpgrade: websocket\r\n\r\n") << false << false
                                    << false;
}

void RequestHeadTest::meaningIsReadFromHeaders()
{
    QFETCH(QByteArray, bytes);
    const auto parsed = parseRequestHead(bytes);
    QVERIFY(std::holds_alternative<RequestHead>(parsed));
    const auto &head = std::get<RequestHead>(parsed);
    QTEST(head.keepsAlive(), "keepsAlive");
    QTEST(head.hasBody(), "hasBody");
    QTEST(head.offersUpgrade(), "offersUpgrade");
}

void RequestHeadTest::theRequestLineOfARejectedHeadIsKnown_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");

    QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray();
    QTest::newRow("garbage") << QByteArray("\x16\x03 a") << QByteArray() << QByteArray();
    QTest::newRow("method") << QByteArray("GET") << QByteArray() << QByteArray();
    QTest::newRow("half a target") << QByteArray("GET /ab") << QByteArray("GET") << QByteArray("/ab");
    QTest::newRow("whole line") << QByteArray("GET /a HTTP/1.1\r\nHost : a") << QByteArray("GET") << QByteArray("/a");
}

void RequestHeadTest::theRequestLineOfARejectedHeadIsKnown()
{
    QFETCH(QByteArray, bytes);
    const HttpRequest request = requestLineOf(bytes);
    QTEST(request.method, "method");
    QTEST(request.target, "target");
}

void RequestHeadTest::bytesThatAreNotOneHeadAreRejected_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n");
    QTest::newRow("leading line") << QByteArray("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QTest::newRow("more behind") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\nx");
    QTest::newRow("only line ends") << QByteArray("\r\n\r\n");
}

void RequestHeadTest::bytesThatAreNotOneHeadAreRejected()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(std::holds_alternative<Rejection>(parseRequestHead(bytes)));
}

QTEST_GUILESS_MAIN(RequestHeadTest)
#include "tst_requesthead.moc"
