#include "core/agent/lookup.h"
#include "tests/support/scriptedhttp.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using agent::HttpTool;
using agent::LookUp;
using tests::ScriptedHttp;
using Answer = ScriptedHttp::Answer;

namespace {

/// A look-up at a service of its own, asked and awaited.
struct Asked
{
    explicit Asked(const Answer &answer, const QByteArray &method = "GET", std::chrono::milliseconds within = 20s)
        : server([answer](const ScriptedHttp::Request &) { return answer; })
    {
        const HttpTool tool { QStringLiteral("find_order"),
                              {},
                              method,
                              server.url().toString() + QStringLiteral("/orders/{number}"),
                              { { QStringLiteral("number"), {} } },
                              { { "X-Key", base::Secret("s3cret") } } };
        LookUp lookUp(network, tool, { { QStringLiteral("number"), QStringLiteral("א/7") } }, within);
        QSignalSpy found(&lookUp, &LookUp::found);
        wasToldAtOnce = !found.isEmpty();
        if (found.wait(30'000)) {
            text = found.first().at(0).toString();
            succeeded = found.first().at(1).toBool();
        }
        QTest::qWait(20);
        times = static_cast<int>(found.size());
    }

    ScriptedHttp server;
    QNetworkAccessManager network;
    QString text;
    bool succeeded = false;
    bool wasToldAtOnce = false;
    int times = 0;
};

} // namespace

class TestLookUp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksWithTheValueInTheUrl();
    void postsTheValuesAsJson();
    void cutsALongAnswerBetweenLetters();
    void tellsTheModelWhatFailed_data();
    void tellsTheModelWhatFailed();
    void tellsTheModelThatNobodyListens();
};

void TestLookUp::asksWithTheValueInTheUrl()
{
    const Asked asked(Answer { 200, {}, { R"({"status":"נש)", R"(לח"})" } });
    QCOMPARE(asked.text, QStringLiteral(R"({"status":"נשלח"})"));
    QVERIFY(asked.succeeded);
    QVERIFY(!asked.wasToldAtOnce);
    QCOMPARE(asked.times, 1);
    const ScriptedHttp::Request &request = asked.server.requests().front();
    QCOMPARE(request.method, "GET");
    QCOMPARE(request.target, "/orders/%D7%90%2F7");
    QCOMPARE(request.header("X-Key"), "s3cret");
    QCOMPARE(request.body, QByteArray());
}

void TestLookUp::postsTheValuesAsJson()
{
    const Asked asked(Answer { 201, {}, { "ok" } }, "POST");
    QCOMPARE(asked.text, QStringLiteral("ok"));
    const ScriptedHttp::Request &request = asked.server.requests().front();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.header("Content-Type"), "application/json");
    QCOMPARE(request.body, QByteArray(R"({"number":"א/7"})"));
}

void TestLookUp::cutsALongAnswerBetweenLetters()
{
    const Asked asked(Answer { 200, {}, { "x" + QByteArray("ש").repeated(4000) } });
    QVERIFY(asked.succeeded);
    QCOMPARE(asked.times, 1);
    QCOMPARE(asked.text, QLatin1Char('x') + QStringLiteral("ש").repeated(2047));
}

void TestLookUp::tellsTheModelWhatFailed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("end");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *what, int status, Answer::End end, const QByteArray &body, const char *words) {
        QTest::newRow(what) << status << static_cast<int>(end) << body << QString::fromLatin1(words);
    };
    row("not found", 404, Answer::End::Whole, R"({"error":"no such order"})", "refused: no such order");
    row("its fault", 500, Answer::End::Whole, "oops", "unavailable: oops");
    row("key", 401, Answer::End::Whole, "", "unauthorized");
    row("cut", 200, Answer::End::Cut, "half", "unavailable");
    row("silence", 200, Answer::End::Stall, "half", "timeout");
}

void TestLookUp::tellsTheModelWhatFailed()
{
    QFETCH(int, status);
    QFETCH(int, end);
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    const auto how = static_cast<Answer::End>(end);
    const Asked asked(Answer { status, {}, { body }, how }, "GET", how == Answer::End::Stall ? 300ms : 20s);
    QVERIFY(!asked.succeeded);
    QCOMPARE(asked.times, 1);
    QVERIFY2(asked.text.startsWith(QStringLiteral("{\"error\":\"")) && asked.text.contains(words),
             qPrintable(asked.text));
    QVERIFY2(!asked.text.contains(QStringLiteral("127.0.0.1")), qPrintable(asked.text));
}

void TestLookUp::tellsTheModelThatNobodyListens()
{
    QNetworkAccessManager network;
    LookUp lookUp(network, { QStringLiteral("f"), {}, "GET", QStringLiteral("http://127.0.0.1:1/"), {}, {} }, {}, 20s);
    QSignalSpy found(&lookUp, &LookUp::found);
    QVERIFY(found.wait(30'000));
    QVERIFY(found.first().at(0).toString().contains(QStringLiteral("unavailable")));
}

QTEST_GUILESS_MAIN(TestLookUp)
#include "tst_lookup.moc"
