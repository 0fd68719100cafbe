#include "core/provider/streamedreply.h"
#include "tests/support/scriptedhttp.h"

#include <QNetworkAccessManager>
#include <QTest>

namespace callscope::tests {

using base::ErrorCode;
using provider::StreamedReply;
using provider::StreamedRequest;
using Answer = ScriptedHttp::Answer;

namespace {

constexpr std::chrono::milliseconds patient { 60000 }, impatient { 200 };

/// A request to a server that answers as it is told, and all that is told of it.
struct Exchange
{
    explicit Exchange(Answer answer, const std::function<void(StreamedRequest &)> &change = {})
        : server([answer = std::move(answer)](const ScriptedHttp::Request &) { return answer; })
    {
        StreamedRequest request { .provider = QStringLiteral("mine"),
                                  .url = server.url(QStringLiteral("/v1/x?key=in-the-url")),
                                  .headers = { { "Authorization", "Bearer in-the-head" }, { "Content-Type", "a/b" } },
                                  .body = "what is asked",
                                  .firstByteWithin = patient,
                                  .idleWithin = patient,
                                  .wholeWithin = patient };
        if (change)
            change(request);
        reply = std::make_unique<StreamedReply>(network, request);
        QObject::connect(reply.get(), &StreamedReply::received, &context,
                         [this](const QByteArray &bytes) { pieces << bytes; });
        QObject::connect(reply.get(), &StreamedReply::finished, &context, [this] { ++finished; });
        QObject::connect(reply.get(), &StreamedReply::failed, &context,
                         [this](const base::Error &error) { errors << error; });
    }

    ScriptedHttp server;
    QNetworkAccessManager network {};
    QObject context {};
    std::unique_ptr<StreamedReply> reply {};
    QByteArrayList pieces {};
    QList<base::Error> errors {};
    int finished = 0;
};

} // namespace

class StreamedReplyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsTheRequestAsItIs();
    void tellsEachPieceAsItComes();
    void tellsTheHeadersWithTheFirstPiece();
    void anEmptyAnswerIsWhole();
    void tellsARefusalWithItsWords();
    void neverShowsACredential();
    void failsWhenTheBodyIsCut();
    void failsWhenNobodyListens();
    void waitsNoLongerForTheFirstByte();
    void waitsNoLongerForTheNextPiece();
    void waitsNoLongerForTheWhole();
    void takesNoMoreThanTheLargestBody();
    void givesUpTheConnectionWhenDeleted();
    void mayBeDeletedFromInsideASignal_data();
    void mayBeDeletedFromInsideASignal();
};

void StreamedReplyTest::sendsTheRequestAsItIs()
{
    Exchange exchange({ .pieces = { "yes" } });
    QCOMPARE(exchange.pieces.size(), 0); // nothing is told from inside the call
    QTRY_COMPARE(exchange.finished, 1);
    const ScriptedHttp::Request request = exchange.server.requests().front();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.target, "/v1/x?key=in-the-url");
    QCOMPARE(request.body, "what is asked");
    QCOMPARE(request.header("Content-Type"), "a/b");
    QCOMPARE(request.header("Authorization"), "Bearer in-the-head");
}

void StreamedReplyTest::tellsEachPieceAsItComes()
{
    Exchange exchange({ .pieces = { "one", "two" }, .end = Answer::End::Stall });
    QTRY_COMPARE(exchange.pieces.join(), "onetwo");
    QCOMPARE(exchange.finished, 0);
    QVERIFY(exchange.errors.isEmpty());
}

void StreamedReplyTest::tellsTheHeadersWithTheFirstPiece()
{
    Exchange exchange({ .headers = { { "X-Rate", "24000" } }, .pieces = { "one" }, .end = Answer::End::Stall });
    QTRY_COMPARE(exchange.pieces.size(), 1);
    QCOMPARE(net::headerValue(exchange.reply->headers(), "x-rate"), QByteArray("24000"));
}

void StreamedReplyTest::anEmptyAnswerIsWhole()
{
    Exchange exchange({ .status = 204 });
    QTRY_COMPARE(exchange.finished, 1);
    QVERIFY(exchange.pieces.isEmpty());
}

void StreamedReplyTest::tellsARefusalWithItsWords()
{
    Exchange exchange({ .status = 429, .pieces = { R"({"error":{"mess)", R"(age":"slow down"}})" } });
    QTRY_COMPARE(exchange.errors.size(), 1);
    QCOMPARE(exchange.errors.front().code, ErrorCode::RateLimited);
    QCOMPARE(exchange.errors.front().detail, QStringLiteral("slow down"));
    QVERIFY(exchange.pieces.isEmpty());
    QCOMPARE(exchange.finished, 0);
}

void StreamedReplyTest::neverShowsACredential()
{
    Exchange exchange({ .status = 401, .pieces = { "in-the-head is no key" } });
    QTRY_COMPARE(exchange.errors.size(), 1);
    const base::Error error = exchange.errors.front();
    QVERIFY(error.text.contains(QLatin1String("mine")) && error.text.contains(QLatin1String("/v1/x")));
    QVERIFY(!(error.text + error.detail).contains(QLatin1String("in-the-")));
}

void StreamedReplyTest::failsWhenTheBodyIsCut()
{
    Exchange exchange({ .pieces = { "one" }, .end = Answer::End::Cut });
    QTRY_COMPARE(exchange.errors.size(), 1);
    QCOMPARE(exchange.errors.front().code, ErrorCode::Unavailable);
    QCOMPARE(exchange.pieces.join(), "one");
    QCOMPARE(exchange.finished, 0);
    QCOMPARE(exchange.server.requests().size(), std::size_t { 1 }); // it was not sent again
}

void StreamedReplyTest::failsWhenNobodyListens()
{
    QUrl gone;
    {
        const Exchange exchange({});
        gone = exchange.server.url();
    }
    Exchange exchange({}, [&](StreamedRequest &request) { request.url = gone; });
    QTRY_COMPARE(exchange.errors.size(), 1);
    QCOMPARE(exchange.errors.front().code, ErrorCode::Unavailable);
}

void StreamedReplyTest::waitsNoLongerForTheFirstByte()
{
    Exchange exchange({ .end = Answer::End::Stall }, [](StreamedRequest &r) { r.firstByteWithin = impatient; });
    QTRY_COMPARE(exchange.errors.size(), 1);
    QCOMPARE(exchange.errors.front().code, ErrorCode::Timeout);
    QTRY_COMPARE(exchange.server.abandoned(), 1);
}

void StreamedReplyTest::waitsNoLongerForTheNextPiece()
{
    Exchange exchange({ .pieces = { "one" }, .end = Answer::End::Stall },
                      [](StreamedRequest &r) { r.idleWithin = impatient; });
    QTRY_COMPARE(exchange.errors.size(), 1);
    QCOMPARE(exchange.errors.front().code, ErrorCode::Timeout);
    QCOMPARE(exchange.pieces.join(), "one");
    QCOMPARE(exchange.finished, 0);
}

void StreamedReplyTest::waitsNoLongerForTheWhole()
{
    Exchange exchange({ .pieces = std::vector<QByteArray>(10000, "drip"), .between = std::chrono::milliseconds(20) },
                      [](StreamedRequest &r) { r.wholeWithin = impatient; });
    QTRY_COMPARE(exchange.errors.size(), 1);
    QCOMPARE(exchange.errors.front().code, ErrorCode::Timeout);
}

void StreamedReplyTest::takesNoMoreThanTheLargestBody()
{
    Exchange exchange({ .pieces = { QByteArray(60, 'x'), QByteArray(60, 'x') } },
                      [](StreamedRequest &r) { r.largestBody = 100; });
    QTRY_COMPARE(exchange.errors.size(), 1);
    QCOMPARE(exchange.errors.front().code, ErrorCode::Overloaded);
    QVERIFY(exchange.pieces.join().size() <= 100);
}

void StreamedReplyTest::givesUpTheConnectionWhenDeleted()
{
    Exchange exchange({ .pieces = { "one" }, .end = Answer::End::Stall });
    QTRY_COMPARE(exchange.pieces.size(), 1);
    exchange.reply.reset();
    QTRY_COMPARE(exchange.server.abandoned(), 1);
    QVERIFY(exchange.errors.isEmpty());
}

void StreamedReplyTest::mayBeDeletedFromInsideASignal_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("received, finished") << 200;
    QTest::newRow("failed") << 500;
}

void StreamedReplyTest::mayBeDeletedFromInsideASignal()
{
    QFETCH(int, status);
    Exchange exchange({ .status = status, .pieces = { "one" } });
    const auto letGo = [&exchange] { exchange.reply.reset(); };
    QObject::connect(exchange.reply.get(), &StreamedReply::received, &exchange.context, letGo);
    QObject::connect(exchange.reply.get(), &StreamedReply::failed, &exchange.context, letGo);
    QTRY_VERIFY(!exchange.reply);
    QTest::qWait(20); // for whatever would still be told
    QCOMPARE(exchange.finished, 0);
    QCOMPARE(exchange.errors.size() + exchange.pieces.size(), 1);
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::StreamedReplyTest)

#include "tst_streamedreply.moc"
