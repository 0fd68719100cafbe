#include "core/twilio/restclient.h"
#include "tests/core/net/testserver.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace callscope;
using namespace callscope::twilio;
using namespace Qt::StringLiterals;
using base::ErrorCode;
using net::HttpResponse;

namespace {

const auto account = *base::AccountSid::parse("AC" + QByteArray(32, '1'));
const auto call = *base::CallSid::parse("CA" + QByteArray(32, '2'));
const auto recording = *base::RecordingSid::parse("RE" + QByteArray(32, '3'));

HttpResponse failure(int status, int code)
{
    HttpResponse response = HttpResponse::json(
        status, R"({"code":)" + QByteArray::number(code) + R"(,"message":"said","more_info":"","status":400})");
    response.headers.push_back({ "Twilio-Request-Id", "RQ9" });
    return response;
}

} // namespace

/// The client against a server that answers what the row says, in turn, and the last for ever.
class RestClientTest : public QObject
{
    Q_OBJECT

private:
    std::vector<HttpResponse> m_answers;
    std::vector<net::HttpRequest> m_requests;
    std::unique_ptr<tests::TestServer> m_server;
    std::unique_ptr<RestClient> m_client;

    template <typename T>
    T valueOf(QFuture<T> future)
    {
        [&] { QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 60'000); }();
        return future.result();
    }

private Q_SLOTS:
    void init();
    void cleanup();
    void signsInAsTheAccount();
    void redirectsALiveCall();
    void refusesTwimlThatTwilioWouldNotTake();
    void endsACall();
    void aCallThatIsOverIsHungUp_data();
    void aCallThatIsOverIsHungUp();
    void tellsWhatWentWrong_data();
    void tellsWhatWentWrong();
    void repeatsWhatWasNotCarriedOut_data();
    void repeatsWhatWasNotCarriedOut();
    void repeatsNothingElse();
    void fetchesARecording();
    void aBrokenAnswerRepeatsNoRedirect_data();
    void aBrokenAnswerRepeatsNoRedirect();
    void endsWithItsRequests();
};

void RestClientTest::init()
{
    m_answers = { HttpResponse::json(200, "{}") };
    m_requests.clear();
    m_server = std::make_unique<tests::TestServer>(net::HttpService { [this](const net::HttpRequest &request) {
        m_requests.push_back(request);
        return m_answers[std::min(m_requests.size(), m_answers.size()) - 1];
    } });
    m_client = std::make_unique<RestClient>(RestAccount { account, "SK" + QByteArray(32, '4'), base::Secret("secret"),
                                                          "http://127.0.0.1:" + QByteArray::number(m_server->port()) });
}

void RestClientTest::cleanup()
{
    m_client.reset();
    m_server.reset();
}

void RestClientTest::signsInAsTheAccount()
{
    QVERIFY(valueOf(m_client->hangUp(call)));
    QCOMPARE(m_requests.size(), 1U);
    QCOMPARE(m_requests[0].header("Authorization"), "Basic " + ("SK" + QByteArray(32, '4') + ":secret").toBase64());
    QCOMPARE(m_requests[0].target, "/2010-04-01/Accounts/" + account.bytes() + "/Calls/" + call.bytes() + ".json");
}

void RestClientTest::redirectsALiveCall()
{
    const QByteArray twiml = "<Response><Say language=\"he-IL\">שלום & להתראות</Say></Response>";
    QVERIFY(valueOf(m_client->redirect(call, twiml)));
    QCOMPARE(m_requests[0].method, "POST");
    QCOMPARE(m_requests[0].header("Content-Type"), "application/x-www-form-urlencoded");
    QCOMPARE(net::parseForm(m_requests[0].body), (net::FormFields { { "Twiml", twiml } }));
}

void RestClientTest::refusesTwimlThatTwilioWouldNotTake()
{
    const QString longest(RestClient::longestTwiml, u'ש');
    QVERIFY(valueOf(m_client->redirect(call, longest.toUtf8())));
    const base::Outcome tooLong = valueOf(m_client->redirect(call, (longest + u'x').toUtf8()));
    QVERIFY(!tooLong);
    QCOMPARE(tooLong.error().code, ErrorCode::InvalidInput);
    QVERIFY2(tooLong.error().text.contains(u"4001"_s), qPrintable(tooLong.error().text));
    QCOMPARE(m_requests.size(), 1U);
}

void RestClientTest::endsACall()
{
    QVERIFY(valueOf(m_client->hangUp(call)));
    QCOMPARE(net::parseForm(m_requests[0].body), (net::FormFields { { "Status", "completed" } }));
}

void RestClientTest::aCallThatIsOverIsHungUp_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::addRow("no such call") << 404 << 20404;
    QTest::addRow("not in progress") << 400 << 21220;
}

void RestClientTest::aCallThatIsOverIsHungUp()
{
    QFETCH(int, status);
    QFETCH(int, code);
    m_answers = { failure(status, code) };
    QVERIFY(valueOf(m_client->hangUp(call)));
    const base::Outcome redirected = valueOf(m_client->redirect(call, "<Response/>"));
    QVERIFY(!redirected);
    QCOMPARE(redirected.error().code, ErrorCode::NotFound);
}

void RestClientTest::tellsWhatWentWrong_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::addColumn<ErrorCode>("error");
    QTest::addColumn<QString>("text");
    QTest::addRow("credentials") << 401 << 20003 << ErrorCode::Refused << u"TWILIO_ACCOUNT_SID"_s;
    QTest::addRow("suspended") << 403 << 20003 << ErrorCode::Refused << u"TWILIO_API_KEY"_s;
    QTest::addRow("test credentials") << 403 << 20008 << ErrorCode::Refused << u"region"_s;
    QTest::addRow("parameters") << 400 << 21205 << ErrorCode::InvalidInput << u"does not take"_s;
    QTest::addRow("too many") << 429 << 20429 << ErrorCode::Overloaded << u"too many"_s;
    QTest::addRow("Twilio's fault") << 503 << 20503 << ErrorCode::Unavailable << u"repeated"_s;
}

void RestClientTest::tellsWhatWentWrong()
{
    QFETCH(int, status);
    QFETCH(int, code);
    QFETCH(ErrorCode, error);
    QFETCH(QString, text);
    m_answers = { failure(status, code) };
    const base::Outcome outcome = valueOf(m_client->hangUp(call));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, error);
    QVERIFY2(outcome.error().text.contains(text), qPrintable(outcome.error().text));
    QCOMPARE(outcome.error().detail, u"HTTP %1, code %2: said (RQ9)"_s.arg(status).arg(code));
    QVERIFY(!outcome.error().detail.contains(u"secret"_s));
}

void RestClientTest::repeatsWhatWasNotCarriedOut_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addRow("429") << 429 << QByteArray(R"({"code":20429,"message":"","status":429})");
    QTest::addRow("a gateway's page") << 502 << QByteArray("<html>Bad Gateway</html>");
}

void RestClientTest::repeatsWhatWasNotCarriedOut()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const HttpResponse busy = HttpResponse::json(status, body);
    m_answers = { busy, busy, busy, HttpResponse::json(200, "{}") };
    QVERIFY(valueOf(m_client->hangUp(call)));
    QCOMPARE(m_requests.size(), static_cast<std::size_t>(RestClient::mostTries));
    QCOMPARE(m_requests.back().body, m_requests.front().body);

    m_answers = { busy };
    m_requests.clear();
    QVERIFY(!valueOf(m_client->hangUp(call)));
    QCOMPARE(m_requests.size(), static_cast<std::size_t>(RestClient::mostTries));
}

void RestClientTest::repeatsNothingElse()
{
    for (const auto &[status, code] : { std::pair(400, 21205), { 401, 20003 }, { 404, 20404 } }) {
        m_answers = { failure(status, code) };
        m_requests.clear();
        (void)valueOf(m_client->hangUp(call));
        QCOMPARE(m_requests.size(), 1U);
    }
}

void RestClientTest::fetchesARecording()
{
    m_answers = { failure(503, 20503), { 200, { { "Content-Type", "audio/x-wav" } }, "RIFF" } };
    const base::Result<QByteArray> sound = valueOf(m_client->fetchRecording(recording));
    QVERIFY(sound);
    QCOMPARE(*sound, "RIFF");
    QCOMPARE(m_requests[1].method, "GET");
    QCOMPARE(m_requests[1].target,
             "/2010-04-01/Accounts/" + account.bytes() + "/Recordings/" + recording.bytes() + ".wav");

    m_answers = { failure(404, 20404) };
    const base::Result<QByteArray> none = valueOf(m_client->fetchRecording(recording));
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
}

/// Who gets no whole answer does not know whether the caller hears the document already; hanging up twice harms nobody.
void RestClientTest::aBrokenAnswerRepeatsNoRedirect_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("half of one") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
    QTest::newRow("garbage") << QByteArray(2000, '\xA5') + "\r\n\r\n"; // Qt would send it again, and so with none
    QTest::newRow("none") << QByteArray();
}

void RestClientTest::aBrokenAnswerRepeatsNoRedirect()
{
    QFETCH(QByteArray, answer);
    QTcpServer breaking;
    QVERIFY(breaking.listen(QHostAddress::LocalHost));
    int requests = 0;
    connect(&breaking, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = breaking.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&requests, &answer, socket] {
            if (!socket->readAll().startsWith("POST"))
                return;
            ++requests;
            socket->write(answer);
            socket->disconnectFromHost();
        });
    });
    RestClient client({ account, account.bytes(), base::Secret("token"),
                        "http://127.0.0.1:" + QByteArray::number(breaking.serverPort()) });
    const base::Outcome redirected = valueOf(client.redirect(call, "<Response/>"));
    QVERIFY(!redirected);
    QCOMPARE(redirected.error().code, ErrorCode::Io);
    QCOMPARE(requests, 1);
    QVERIFY(!valueOf(client.hangUp(call)));
    QCOMPARE(requests, 1 + RestClient::mostTries);
}

void RestClientTest::endsWithItsRequests()
{
    m_answers = { failure(503, 20503) };
    const QFuture<base::Outcome> future = m_client->hangUp(call);
    QTRY_VERIFY(!m_requests.empty());
    m_client.reset();
    QTRY_VERIFY(future.isFinished());
}

QTEST_GUILESS_MAIN(RestClientTest)
#include "tst_restclient.moc"
