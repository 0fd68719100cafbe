#include "core/twilio/signature.h"
#include "tests/integration/json.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"
#include "tests/support/rawwebsocket.h"
#include "tests/support/simulatorrun.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

const QByteArray authToken = "canary5auth5token5that5nobody5may5see";
const QByteArray publicBase = "https://bot.example.com";
const QByteArray streamSid = "MZ" + QByteArray(32, 'a');

QByteArray signatureLine(const QByteArray &url, const net::FormFields &fields)
{
    return "X-Twilio-Signature: " + twilio::signature(callscope::base::Secret(authToken), url, fields) + "\r\n";
}

QByteArray signedUpgrade()
{
    return signatureLine("wss://bot.example.com/ws/twilio-media", {});
}

QByteArray newCallSid()
{
    static int number = 0;
    return "CA" + QByteArray::number(++number).rightJustified(32, '0');
}

net::FormFields incoming(const QByteArray &callSid)
{
    return { { "CallSid", callSid },      { "AccountSid", "AC" + QByteArray(32, 'a') },
             { "From", "+972501234567" }, { "To", "+97237654321" },
             { "CallStatus", "ringing" }, { "CallerName", "שלום & \"you\"" } };
}

} // namespace

/// A gateway with an auth token: who is let in, and that no secret gets out.
class SignedGatewayTest : public QObject
{
    Q_OBJECT

private:
    QByteArray announce(const QByteArray &callSid);
    void expectRefusal(const QByteArray &callSid, const QJsonObject &parameters, const QByteArray &reason);
    QStringList filesWith(const QByteArray &secret) const;

    std::unique_ptr<GatewayProcess> m_gateway;
    QList<QByteArray> m_streamTokens;

private Q_SLOTS:
    void initTestCase();
    void T16_webhooksHaveToBeSigned_data();
    void T16_webhooksHaveToBeSigned();
    void T16_upgradesHaveToBeSigned();
    void signedStreamWithItsTokenIsTaken();
    void T17_streamsWithoutAFreshTokenAreClosed();
    void simulatorSignsAWholeCall();
    void simulatorWithAnotherTokenIsRefused();
    void T36_secretsStayInside();
};

/// The token that the TwiML of a signed incoming call carries.
QByteArray SignedGatewayTest::announce(const QByteArray &callSid)
{
    const auto fields = incoming(callSid);
    const RawAnswer answer = post(m_gateway->port(), "/webhook/incoming_call", net::encodeForm(fields),
                                  signatureLine(publicBase + "/webhook/incoming_call", fields));
    static const QRegularExpression parameter(u"<Parameter name=\"(?!call_sid)[^\"]+\" value=\"([^\"]+)\""_s);
    m_streamTokens += parameter.match(QString::fromUtf8(answer.body)).captured(1).toUtf8();
    return m_streamTokens.back();
}

QStringList SignedGatewayTest::filesWith(const QByteArray &secret) const
{
    QStringList found;
    QDirIterator entry(m_gateway->folder(), QDir::Files, QDirIterator::Subdirectories);
    while (entry.hasNext()) {
        QFile file(entry.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(secret))
            found += file.fileName();
    }
    return found;
}

void SignedGatewayTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayProcess>(
        GatewaySetup { { u"--agent"_s, u"loopback"_s },
                       { { u"TWILIO_AUTH_TOKEN"_s, QString::fromLatin1(authToken) },
                         { u"PUBLIC_BASE_URL"_s, QString::fromLatin1(publicBase) } } });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
}

void SignedGatewayTest::T16_webhooksHaveToBeSigned_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("whenSigned");
    QTest::newRow("incoming_call") << QByteArray("/webhook/incoming_call") << 200;
    QTest::newRow("stream_ended") << QByteArray("/webhook/stream_ended") << 204;
    QTest::newRow("handle_recording") << QByteArray("/webhook/handle_recording") << 200;
    QTest::newRow("call_status") << QByteArray("/webhook/call_status") << 204;
    QTest::newRow("recording_status") << QByteArray("/webhook/recording_status") << 204;
}

void SignedGatewayTest::T16_webhooksHaveToBeSigned()
{
    QFETCH(QByteArray, path);
    const auto fields = incoming(newCallSid());
    const QByteArray form = net::encodeForm(fields);
    const quint16 port = m_gateway->port();
    const QByteArray right = signatureLine(publicBase + path, fields);
    QCOMPARE(post(port, path, form).status, 403);
    QCOMPARE(post(port, path, form, "X-Twilio-Signature: \r\n").status, 403);
    QCOMPARE(post(port, path, form, "X-Twilio-Signature: " + QByteArray(28, 'A') + "\r\n").status, 403);
    QCOMPARE(post(port, path, form, signatureLine("https://other.example.com" + path, fields)).status, 403);
    QCOMPARE(post(port, path, form + "&Extra=1", right).status, 403);
    QCOMPARE(post(port, path + "?x=1", form, right).status, 403);
    QTEST(post(port, path, form, right).status, "whenSigned");
    QTEST(post(port, path + "?x=1", form, signatureLine(publicBase + path + "?x=1", fields)).status, "whenSigned");
    QCOMPARE(post(port, "/webhook/stream_status", form).status, 204);
}

void SignedGatewayTest::T16_upgradesHaveToBeSigned()
{
    RawWebSocket without(m_gateway->port());
    const RawAnswer refused = without.open();
    QCOMPARE(refused.status, 403);
    QVERIFY(!refused.has("Sec-WebSocket-Accept"));
    RawWebSocket wrong(m_gateway->port());
    QCOMPARE(wrong.open("X-Twilio-Signature: " + QByteArray(28, 'A') + "\r\n").status, 403);
    RawWebSocket other(m_gateway->port());
    QCOMPARE(other.open(signatureLine("wss://bot.example.com/ws/other", {})).status, 403);
    RawWebSocket right(m_gateway->port());
    QCOMPARE(right.open(signedUpgrade()).status, 101);
    QVERIFY(m_gateway->waitForEvents(u"SIGNATURE_REJECTED"_s, 3));
    QVERIFY(m_gateway->waitForEvents(u"WS_REJECTED"_s, 3));
}

void SignedGatewayTest::signedStreamWithItsTokenIsTaken()
{
    const QByteArray sid = newCallSid(), token = announce(sid);
    QVERIFY2(token.size() >= 22, "128 bits take 22 characters of base64");
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open(signedUpgrade()).status, 101);
    socket.sendStart(sid, streamSid, { { u"stream_token"_s, QString::fromLatin1(token) } });
    QVERIFY(m_gateway->waitForEvents(u"WS_START"_s, 1, QString::fromLatin1(sid)));
    const auto started = m_gateway->events(u"WS_START"_s, QString::fromLatin1(sid));
    QVERIFY(started.front().value("parameters"_L1).toObject().isEmpty());
}

void SignedGatewayTest::expectRefusal(const QByteArray &callSid, const QJsonObject &parameters,
                                      const QByteArray &reason)
{
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open(signedUpgrade()).status, 101);
    socket.sendStart(callSid, streamSid, parameters);
    QVERIFY(socket.waitForClose());
    QCOMPARE(socket.closeCode(), 1008);
    QVERIFY2(socket.closeReason().contains(reason), socket.closeReason().constData());
}

void SignedGatewayTest::T17_streamsWithoutAFreshTokenAreClosed()
{
    const auto with = [](const QByteArray &token) {
        return QJsonObject { { u"stream_token"_s, QString::fromLatin1(token) } };
    };
    const QByteArray sid = newCallSid(), token = announce(sid);
    expectRefusal(newCallSid(), {}, "no stream token");
    expectRefusal(newCallSid(), with(QByteArray(22, 'x')), "unknown");
    expectRefusal(newCallSid(), with(token), "another call");
    expectRefusal(sid, with(token), "used before"); // burnt by the wrong call
    const QByteArray second = newCallSid(), secondToken = announce(second);
    RawWebSocket socket(m_gateway->port());
    QCOMPARE(socket.open(signedUpgrade()).status, 101);
    socket.sendStart(second, streamSid, with(secondToken));
    QVERIFY(m_gateway->waitForEvents(u"WS_START"_s, 1, QString::fromLatin1(second)));
    expectRefusal(second, with(secondToken), "used before");
    QCOMPARE(socket.closeCode(), 0);
}

void SignedGatewayTest::simulatorSignsAWholeCall()
{
    SimulatorRun call(m_gateway->url(),
                      { u"--public-base-url"_s, QString::fromLatin1(publicBase), u"--audio"_s,
                        recording(u"cards/001.wav"_s), u"--no-reply"_s, u"--auth-token"_s,
                        QString::fromLatin1(authToken) });
    QVERIFY2(call.exitCode() == 0, call.output().constData());
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 1, call.callSid()));
    for (const QJsonObject &request : m_gateway->events(u"HTTP_REQUEST"_s, call.callSid())) {
        if (!text(request, "path"_L1).endsWith(u"stream_status"_s))
            QCOMPARE(text(request, "signature"_L1), u"valid"_s);
    }
    QVERIFY(!QJsonDocument(call.report()).toJson().contains(authToken) && !call.output().contains(authToken));
}

void SignedGatewayTest::simulatorWithAnotherTokenIsRefused()
{
    SimulatorRun call(m_gateway->url(),
                      { u"--public-base-url"_s, QString::fromLatin1(publicBase), u"--duration"_s, u"2"_s },
                      { { u"TWILIO_AUTH_TOKEN"_s, u"another"_s } });
    QVERIFY2(call.exitCode() == 1, call.output().constData());
    QVERIFY2(call.output().contains("403"), call.output().constData());
}

void SignedGatewayTest::T36_secretsStayInside()
{
    m_gateway->terminate(); // waits for the announced calls that this test never connects
    QTRY_VERIFY_WITH_TIMEOUT(m_gateway->standardError().contains("no new calls"), 30000);
    QVERIFY2(m_gateway->stop() == 0, m_gateway->standardError().constData());
    QVERIFY(m_streamTokens.size() >= 3);
    QVERIFY2(filesWith("\"event\":\"WS_START\"").size() >= 3, "there are records to search");
    for (const QByteArray &secret : m_streamTokens + QList<QByteArray> { authToken }) {
        QVERIFY(!secret.isEmpty());
        QVERIFY(!m_gateway->standardOutput().contains(secret));
        QVERIFY(!m_gateway->standardError().contains(secret));
        QCOMPARE(filesWith(secret), QStringList());
    }
}

QTEST_GUILESS_MAIN(SignedGatewayTest)
#include "tst_signedgateway.moc"
