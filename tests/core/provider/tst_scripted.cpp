#include "core/provider/clientsocket.h"
#include "core/provider/streamedreply.h"
#include "tests/support/scriptedhttp.h"
#include "tests/support/scriptedsocket.h"

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QTest>

namespace callscope::tests {

using provider::ClientSocket;
using provider::StreamedReply;

/// That the stand-ins for remote services do what they are told, seen by those who talk with them.
class ScriptedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersPieceByPiece();
    void refusesWithAStatus();
    void cutsTheBody();
    void talksOverAWebSocket();
    void refusesTheHandshake();
};

void ScriptedTest::answersPieceByPiece()
{
    ScriptedHttp server([](const ScriptedHttp::Request &request) {
        return ScriptedHttp::Answer { .pieces = { "one ", request.body, " three" } };
    });
    QNetworkAccessManager network;
    StreamedReply reply(network,
                        { .provider = QStringLiteral("it"), .url = server.url(QStringLiteral("/x")), .body = "two" });
    QSignalSpy received(&reply, &StreamedReply::received), finished(&reply, &StreamedReply::finished);
    QTRY_COMPARE(finished.size(), 1);
    QByteArray whole;
    for (const auto &piece : qAsConst(received))
        whole += piece.front().toByteArray();
    QCOMPARE(whole, "one two three");
    QCOMPARE(server.requests().front().target, "/x");
    QCOMPARE(server.abandoned(), 0);
}

void ScriptedTest::refusesWithAStatus()
{
    ScriptedHttp server([](const ScriptedHttp::Request &) {
        return ScriptedHttp::Answer { .status = 429, .pieces = { R"({"error":{"message":"slow down"}})" } };
    });
    QNetworkAccessManager network;
    StreamedReply reply(network, { .provider = QStringLiteral("it"), .url = server.url() });
    QSignalSpy failed(&reply, &StreamedReply::failed);
    QTRY_COMPARE(failed.size(), 1);
    const auto error = failed.front().front().value<base::Error>();
    QCOMPARE(error.code, base::ErrorCode::RateLimited);
    QCOMPARE(error.detail, QStringLiteral("slow down"));
}

void ScriptedTest::cutsTheBody()
{
    ScriptedHttp server([](const ScriptedHttp::Request &) {
        return ScriptedHttp::Answer { .pieces = { "half" }, .end = ScriptedHttp::Answer::End::Cut };
    });
    QNetworkAccessManager network;
    StreamedReply reply(network, { .provider = QStringLiteral("it"), .url = server.url() });
    QSignalSpy failed(&reply, &StreamedReply::failed), finished(&reply, &StreamedReply::finished);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.front().front().value<base::Error>().code, base::ErrorCode::Unavailable);
    QCOMPARE(finished.size(), 0);
    QCOMPARE(server.requests().size(), 1U);
}

void ScriptedTest::talksOverAWebSocket()
{
    ScriptedSocket server;
    server.onText = [&server](const QByteArray &text) { server.sendText("heard " + text); };
    ClientSocket socket({ QStringLiteral("it"), server.url(QStringLiteral("/listen?a=b")), { { "X-Key", "k" } } });
    QSignalSpy texts(&socket, &ClientSocket::textReceived), failed(&socket, &ClientSocket::failed);
    socket.open();
    socket.sendText("שלום");
    socket.sendBinary("12");
    QTRY_COMPARE(texts.size(), 1);
    QCOMPARE(texts.front().front().toByteArray(), "heard שלום");
    QTRY_COMPARE(server.binary(), "12");
    QCOMPARE(server.handshakes().front().target, "/listen?a=b");
    QCOMPARE(server.handshakes().front().header("x-key"), "k");
    server.cut();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.front().front().value<base::Error>().code, base::ErrorCode::Unavailable);
    socket.open();
    QTRY_COMPARE(server.handshakes().size(), 2U);
    QTRY_VERIFY(socket.isOpen());
}

void ScriptedTest::refusesTheHandshake()
{
    ScriptedSocket server;
    server.refuseWith = 401;
    ClientSocket socket({ QStringLiteral("it"), server.url() });
    QSignalSpy failed(&socket, &ClientSocket::failed);
    socket.open();
    QTRY_COMPARE(failed.size(), 1);
    const auto error = failed.front().front().value<base::Error>();
    QVERIFY2(error.code == base::ErrorCode::Unauthorized, qPrintable(error.text + error.detail));
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::ScriptedTest)
#include "tst_scripted.moc"
