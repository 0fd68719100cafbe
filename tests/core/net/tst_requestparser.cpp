#include "core/net/requestparser.h"
#include "tests/core/net/slices.h"

#include <QTest>

using namespace callscope;
using namespace callscope::net;

namespace {

using State = RequestParser::State;

/// Feeds slices as a connection does: what a parser does not take goes to the next one. One line an outcome:
/// "POST /x body", "400 reason", "more".
QByteArrayList outcomes(const std::vector<QByteArray> &slices, const HttpLimits &limits)
{
    QByteArrayList said;
    auto parser = std::make_unique<RequestParser>(limits);
    for (QByteArrayView rest : slices) {
        while (!rest.isEmpty() && parser->state() != State::Rejected) {
            rest = rest.sliced(parser->feed(rest));
            if (parser->state() != State::Complete)
                continue;
            const HttpRequest request = parser->request();
            said << request.method + ' ' + request.target + ' ' + request.body;
            parser = std::make_unique<RequestParser>(limits);
        }
    }
    if (parser->state() == State::Rejected)
        said << QByteArray::number(parser->rejection().status) + ' ' + parser->rejection().reason;
    else if (parser->size() > 0)
        said << "more";
    return said;
}

HttpLimits smallLimits()
{
    HttpLimits limits;
    limits.body = 64;
    limits.chunkLine = 40;
    return limits;
}

QByteArray chunked(const QByteArray &body)
{
    return "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
}

QByteArray sized(const QByteArray &body)
{
    return "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

const QByteArray get = "GET /g HTTP/1.1\r\nHost: a\r\n\r\n";

} // namespace

class RequestParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void aLargeBodyArrivesWhole_data();
    void aLargeBodyArrivesWhole();
    void itStopsAtTheEndOfTheHeadAndOfTheRequest();
    void bytesAreCounted();
    void trailersAreNotHeaders();
};

void RequestParserTest::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArrayList>("expected");

    const auto row = [](const char *name, const QByteArray &bytes, const QByteArrayList &expected) {
        QTest::newRow(name) << bytes << expected;
    };
    row("no body", get, { "GET /g " });
    row("HEAD", "HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n", { "HEAD /h " });
    row("HEAD with a length", "HEAD /h HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab", { "HEAD /h ab" });
    row("length", sized("0"), { "POST /x 0" });
    row("length 0", sized(""), { "POST /x " });
    row("GET with a body", "GET /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", { "GET /x abc" });
    row("body with CRLFs", sized("\r\n\r\nGET / HTTP/1.1\r\n"), { "POST /x \r\n\r\nGET / HTTP/1.1\r\n" });
    row("body of 64", sized(QByteArray(64, 'b')), { "POST /x " + QByteArray(64, 'b') });
    row("body of 65", sized(QByteArray(65, 'b')), { "413 The body is larger than is taken here" });
    row("half a body", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabc", { "more" });
    row("pipelined", get + sized("ab") + get, { "GET /g ", "POST /x ab", "GET /g " });
    row("pipelined with an empty line", sized("ab") + "\r\n" + get, { "POST /x ab", "GET /g " });
    row("pipelined behind chunks", chunked("1\r\na\r\n0\r\n\r\n") + get, { "POST /x a", "GET /g " });
    row("second one is bad", get + "GET /\n", { "GET /g ", "400 The request line ends with a bare line feed" });
    row("nothing is read behind a bad one", "GET /\n" + get, { "400 The request line ends with a bare line feed" });

    row("chunks", chunked("5\r\nhello\r\n1\r\n \r\n5\r\nworld\r\n0\r\n\r\n"), { "POST /x hello world" });
    row("no chunk", chunked("0\r\n\r\n"), { "POST /x " });
    row("zeros for no chunk", chunked("000\r\n\r\n"), { "POST /x " });
    row("chunk of zeros", chunked("4\r\n0000\r\n0\r\n\r\n"), { "POST /x 0000" });
    row("chunk that looks like an end", chunked("5\r\n0\r\n\r\n\r\n0\r\n\r\n"), { "POST /x 0\r\n\r\n" });
    row("hexadecimal sizes", chunked("A\r\n0123456789\r\na\r\n0123456789\r\n00001\r\nx\r\n0\r\n\r\n"),
        { "POST /x 01234567890123456789x" });
    row("trailers", chunked("1\r\na\r\n0\r\nX-Sum: 1\r\nY: 2\r\n\r\n") + get, { "POST /x a", "GET /g " });
    row("trailers behind no chunk", chunked("0\r\nX: 1\r\n\r\n") + get, { "POST /x ", "GET /g " });
    row("unfinished chunk", chunked("5\r\nhel"), { "more" });
    row("last chunk missing", chunked("5\r\nhello\r\n"), { "more" });
    row("blank line missing", chunked("5\r\nhello\r\n0\r\n"), { "more" });

    row("extension", chunked("1;a=b\r\nx\r\n0\r\n\r\n"), { "400 Chunk extensions are not taken here" });
    row("extension without value", chunked("1;a\r\nx\r\n0\r\n\r\n"), { "400 Chunk extensions are not taken here" });
    row("extension of the last", chunked("1\r\nx\r\n0;a\r\n\r\n"), { "400 Chunk extensions are not taken here" });
    row("bad extension", chunked("1;\r\nx\r\n0\r\n\r\n"), { "400 The request is malformed: bad chunk extension" });
    row("blank behind the size", chunked("1 \r\nx\r\n0\r\n\r\n"),
        { "400 The request is malformed: bad chunk extension" });
    row("negative", chunked("-5\r\nhello\r\n0\r\n\r\n"), { "400 The request is malformed: bad chunk" });
    row("plus", chunked("+5\r\nhello\r\n0\r\n\r\n"), { "400 The request is malformed: bad chunk" });
    row("0x5", chunked("0x5\r\nhello\r\n0\r\n\r\n"), { "400 The request is malformed: bad chunk extension" });
    row("no digits", chunked("\r\nhello\r\n0\r\n\r\n"), { "400 The request is malformed: bad chunk" });
    row("no hexadecimal digit", chunked("g\r\nhello\r\n0\r\n\r\n"), { "400 The request is malformed: bad chunk" });
    row("blank before the size", chunked(" 5\r\nhello\r\n0\r\n\r\n"), { "400 The request is malformed: bad chunk" });
    row("2^64", chunked("10000000000000000\r\nx"), { "400 The request is malformed: bad chunk" });
    row("2^64-1", chunked("FFFFFFFFFFFFFFFF\r\nx"), { "400 A chunk size is out of all bounds" });
    row("2^64-1 as second chunk", chunked("1\r\na\r\nFFFFFFFFFFFFFFFF\r\nx"),
        { "400 A chunk size is out of all bounds" });
    row("2^32-1", chunked("FFFFFFFF\r\nx"), { "413 The body is larger than is taken here" });
    row("chunk of 65", chunked("41\r\nx"), { "413 The body is larger than is taken here" });
    row("chunks of 65", chunked("40\r\n" + QByteArray(64, 'b') + "\r\n1\r\nb\r\n0\r\n\r\n"),
        { "413 The body is larger than is taken here" });
    row("chunk too long for its size", chunked("3\r\nhello\r\n0\r\n\r\n"),
        { "400 The request is malformed: bad chunk" });
    row("bare CR behind a size", chunked("5\rhello"), { "400 The request is malformed: bad line ending" });
    row("line feeds for line ends", chunked("5\nhello\n0\n\n\r\n"),
        { "400 The request is malformed: bad chunk extension" });
    row("endless size", chunked(QByteArray(50, '0')), { "400 A chunk line, or the trailers, are too long" });
    row("endless size in a whole request", chunked(QByteArray(50, '0') + "\r\n\r\n"),
        { "400 A chunk line, or the trailers, are too long" });
    row("endless trailers", chunked("0\r\n" + QByteArray("A: b\r\n").repeated(10)),
        { "400 A chunk line, or the trailers, are too long" });
    row("folded trailer", chunked("0\r\nA: b\r\n c\r\n\r\n"), { "400 In the trailers: A header line is folded" });
    row("trailer with NUL", chunked("0\r\n" + QByteArray("A: \0", 4) + "\r\n\r\n"),
        { "400 The request is malformed: bad value" });
    row("trailer without colon", chunked("0\r\nAb\r\n\r\n"), { "400 The request is malformed: bad field" });
}

void RequestParserTest::reads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArrayList, expected);
    for (const auto &slices : tests::slicings(bytes))
        QCOMPARE(outcomes(slices, smallLimits()), expected);
}

void RequestParserTest::aLargeBodyArrivesWhole_data()
{
    QTest::addColumn<qsizetype>("slice");
    for (const qsizetype slice : { 1000, 4096, 65536, 1000000 })
        QTest::addRow("slices of %lld", static_cast<long long>(slice)) << slice;
}

void RequestParserTest::aLargeBodyArrivesWhole()
{
    QFETCH(qsizetype, slice);
    QByteArray body;
    for (int i = 0; body.size() < 256 * 1024; ++i)
        body.append(static_cast<char>(i * 31));
    QByteArray chunks;
    for (qsizetype at = 0; at < body.size(); at += 8192)
        chunks.append("2000\r\n" + body.mid(at, 8192) + "\r\n");
    for (const QByteArray &bytes : { sized(body), chunked(chunks + "0\r\n\r\n") }) {
        std::vector<QByteArray> slices;
        for (qsizetype at = 0; at < bytes.size(); at += slice)
            slices.push_back(bytes.mid(at, slice));
        QVERIFY(outcomes(slices, {}) == QByteArrayList { "POST /x " + body });
    }
}

void RequestParserTest::itStopsAtTheEndOfTheHeadAndOfTheRequest()
{
    const QByteArray bytes = "\r\n" + sized("abc") + get;
    const qsizetype headSize = bytes.indexOf("abc");
    RequestParser parser;
    QCOMPARE(parser.state(), State::Head);
    QCOMPARE(parser.feed(bytes), headSize);
    QCOMPARE(parser.state(), State::Body);
    QCOMPARE(parser.leading(), 2);
    QCOMPARE(parser.head().contentLength(), 3);
    QCOMPARE(parser.feed(bytes.mid(headSize)), 3);
    QCOMPARE(parser.state(), State::Complete);
    QCOMPARE(parser.feed(get), 0);
}

void RequestParserTest::bytesAreCounted()
{
    const QByteArray bytes = chunked("1\r\na\r\n0\r\nX: 1\r\n\r\n");
    for (const auto &slices : tests::slicings(bytes)) {
        RequestParser parser;
        for (QByteArrayView rest : slices) {
            while (!rest.isEmpty())
                rest = rest.sliced(parser.feed(rest));
        }
        QCOMPARE(parser.size(), bytes.size());
        QCOMPARE(parser.state(), State::Complete);
    }
}

void RequestParserTest::trailersAreNotHeaders()
{
    RequestParser parser;
    const QByteArray bytes = chunked("0\r\nX-Twilio-Signature: forged\r\n\r\n");
    parser.feed(QByteArrayView(bytes).sliced(parser.feed(bytes)));
    QCOMPARE(parser.state(), State::Complete);
    QVERIFY(!parser.request().header("X-Twilio-Signature"));
}

QTEST_GUILESS_MAIN(RequestParserTest)
#include "tst_requestparser.moc"
