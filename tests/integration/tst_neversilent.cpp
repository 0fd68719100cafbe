#include "core/check/explanation.h"
#include "core/media/soundfile.h"
#include "core/store/archive.h"
#include "core/store/callsound.h"
#include "tests/integration/failingcall.h"
#include "tests/integration/json.h"
#include "tests/integration/sound.h"

#include <QDir>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <map>
#include <memory>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

/// A caller whose line or gateway fails is apologised to and leaves a message, which is filed with the call.
class NeverSilentTest : public QObject
{
    Q_OBJECT

    using Key = std::pair<QString, bool>; ///< fault, with REST
    std::map<Key, std::unique_ptr<FailingCall>> m_calls;

private Q_SLOTS:
    void initTestCase();
    void whoseLineFailsLeavesAMessage_data();
    void whoseLineFailsLeavesAMessage();
    void theMessageLiesWithTheCall();
    void aRestApiThatDoesNotAnswerIsDoneWithout();
    void whoseGatewayIsKilledLeavesAMessage();
    void whoCallsWhileItClosesLeavesAMessage();
    void theFallbackIsPrinted();
};

/// All at once: each is half a minute of waiting.
void NeverSilentTest::initTestCase()
{
    for (const Key &key : std::initializer_list<Key> { { u"no-socket"_s, true },
                                                       { u"no-media"_s, true },
                                                       { u"no-media"_s, false },
                                                       { u"bad-handshake"_s, true },
                                                       { u"no-start"_s, true },
                                                       { u"drop"_s, true } })
        m_calls[key] = std::make_unique<FailingCall>(
            key.first, key.second, QMap<QString, QString> { { u"CALLSCOPE_WATCHDOG_STREAM_MS"_s, u"2000"_s } });
}

void NeverSilentTest::whoseLineFailsLeavesAMessage_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<bool>("withRest");
    QTest::addColumn<QString>("cause"); // of WATCHDOG; empty: Twilio goes on by itself
    QTest::addColumn<QString>("step");
    QTest::newRow("no socket") << u"no-socket"_s << true << u"no stream"_s << u"redirect"_s;
    QTest::newRow("no media") << u"no-media"_s << true << u"no media"_s << u"redirect"_s;
    QTest::newRow("no media, no REST") << u"no-media"_s << false << u"no media"_s << u"close"_s;
    QTest::newRow("bad handshake") << u"bad-handshake"_s << true << QString() << QString();
    QTest::newRow("no start") << u"no-start"_s << true << u"no stream"_s << u"redirect"_s;
    QTest::newRow("drop") << u"drop"_s << true << QString() << QString();
}

void NeverSilentTest::whoseLineFailsLeavesAMessage()
{
    QFETCH(QString, fault);
    QFETCH(bool, withRest);
    QFETCH(QString, cause);
    QFETCH(QString, step);
    const FailingCall &failing = *m_calls.at({ fault, withRest });
    QVERIFY(hasCalled(*failing.call));
    const QString sid = failing.call->callSid();
    QVERIFY2(failing.noted(u"say"_s).count(apology) == 1, failing.call->output().constData()); // and not twice
    QCOMPARE(failing.noted(u"recorded"_s).size(), 1);
    QVERIFY(failing.gateway->waitForEvents(u"FALLBACK_RECORDING"_s, 1, sid));
    QVERIFY(failing.gateway->waitForEvents(u"RECORDING_READY"_s, 1, sid));
    const auto acted = failing.gateway->events(u"WATCHDOG"_s, sid);
    QCOMPARE(acted.size(), cause.isEmpty() ? 0 : 1);
    if (!cause.isEmpty()) {
        QCOMPARE(acted.first()[u"cause"_s].toString(), cause);
        QCOMPARE(acted.first()[u"step"_s].toString(), step);
    }
    QCOMPARE(failing.gateway->stop(), 0);
}

void NeverSilentTest::theMessageLiesWithTheCall()
{
    const FailingCall &failing = *m_calls.at({ u"no-socket"_s, true });
    const QString sid = failing.call->callSid();
    const QJsonObject ready = failing.gateway->events(u"RECORDING_READY"_s, sid).value(0);
    QCOMPARE(ready[u"error"_s].toString(), QString());
    const QString file = ready[u"file"_s].toString();
    QVERIFY2(file.startsWith(u"message-RE"_s), qPrintable(file));
    const auto sound = callscope::media::readSoundFile(failing.gateway->recordFolder(sid) + u'/' + file);
    QVERIFY2(sound, sound ? "" : qPrintable(sound.error().text));
    QVERIFY(onset(*sound)); // what the caller said, and not silence
}

void NeverSilentTest::aRestApiThatDoesNotAnswerIsDoneWithout()
{
    QTcpServer deaf;
    QVERIFY(deaf.listen(QHostAddress::LocalHost));
    FailingCall failing(u"no-media"_s, false,
                        { { u"TWILIO_ACCOUNT_SID"_s, failingAccount },
                          { u"TWILIO_REST_URL"_s, u"http://127.0.0.1:%1"_s.arg(deaf.serverPort()) } });
    QVERIFY(hasCalled(*failing.call));
    QCOMPARE(failing.noted(u"say"_s).count(apology), 1);
    QCOMPARE(failing.noted(u"recorded"_s).size(), 1);
    const auto acted = failing.gateway->events(u"WATCHDOG"_s);
    QCOMPARE(acted.size(), 1);
    QCOMPARE(acted.first()[u"step"_s].toString(), u"close"_s);
    QVERIFY(!acted.first()[u"detail"_s].toString().isEmpty());
    QVERIFY(!failing.gateway->standardOutput().contains(failingToken.toUtf8()));
}

void NeverSilentTest::whoseGatewayIsKilledLeavesAMessage()
{
    FailingCall failing({}, false);
    QVERIFY(failing.gateway->waitForEvents(u"MEDIA_RX"_s, 4));
    QCOMPARE(::kill(static_cast<pid_t>(failing.gateway->pid()), SIGKILL), 0);
    QVERIFY(hasCalled(*failing.call));
    const QString record = failing.gateway->recordFolder(failing.call->callSid());
    GatewayProcess next({ { u"--records-folder"_s, failing.gateway->folder() + u"/records"_s } });
    QVERIFY(next.start());
    QTRY_VERIFY(next.standardError().contains("its record is closed"));
    const auto closed = callscope::store::openRecording(record);
    QVERIFY(closed);
    const auto *ended = std::get_if<callscope::event::CallEnded>(&closed->events.back().payload);
    QVERIFY(ended);
    QCOMPARE(ended->cause, u"interrupted"_s);
    const auto verdict = callscope::check::explain(closed->events);
    QVERIFY(verdict.verdict == callscope::check::CallVerdict::Dropped && verdict.isFinal);
    // What the caller's line had brought by the kill, but for a second.
    QCOMPARE(failing.noted(u"error 31903"_s).size(), 1);
    const qint64 sent = failing.call->stream()[u"media_sent"_s].toInteger() * 160;
    const auto kept = callscope::store::storedSamples(closed->sounds.at(0).path);
    QVERIFY(kept);
    qInfo("%lld ms of sound lost", static_cast<long long>((sent - *kept) / 8));
    QVERIFY(sent - *kept <= 8000);
    QCOMPARE(failing.noted(u"fallback"_s).size(), 1);
    QCOMPARE(failing.noted(u"say"_s), QStringList { apology });
    QCOMPARE(failing.noted(u"recorded"_s).size(), 1);
}

void NeverSilentTest::whoCallsWhileItClosesLeavesAMessage()
{
    FailingCall running({}, false);
    QVERIFY(running.gateway->waitForEvents(u"WS_START"_s));
    running.gateway->terminate();
    QTRY_VERIFY(running.gateway->standardError().contains("no new calls"));
    SimulatorRun late(running.gateway->url(),
                      { u"--no-reply"_s, u"--duration"_s, u"20"_s, u"--audio"_s, recording(u"goforward.raw"_s) },
                      { { u"TWILIO_AUTH_TOKEN"_s, failingToken }, { u"TWILIO_ACCOUNT_SID"_s, failingAccount } });
    QVERIFY(hasCalled(late));
    QStringList said;
    for (const QJsonValue &event : late.report().value(u"events"_s).toArray()) {
        if (event[u"what"_s] == u"say"_s)
            said << event[u"text"_s].toString();
    }
    QVERIFY2(said.value(0).startsWith(u"We cannot take your call right now"_s), qPrintable(said.join(u'|')));
    QVERIFY(hasCalled(*running.call));
    QCOMPARE(running.gateway->exitCode(), 0);
}

void NeverSilentTest::theFallbackIsPrinted()
{
    const auto run = [](const QStringList &arguments) {
        QProcess process;
        process.setProcessEnvironment(plainEnvironment());
        process.start(callscopeBinary(), QStringList { u"fallback"_s } + arguments);
        process.waitForFinished();
        return std::pair { process.exitCode(), process.readAllStandardOutput() + process.readAllStandardError() };
    };
    const auto [code, twiml] = run({ u"--public-base-url"_s, u"https://bot.example.com"_s });
    QCOMPARE(code, 0);
    QVERIFY2(twiml.startsWith("<?xml") && twiml.contains("<Record action=\"https://bot.example.com/webhook/"),
             twiml.constData());
    const auto [refused, why] = run({});
    QCOMPARE(refused, 3);
    QVERIFY2(why.contains("PUBLIC_BASE_URL"), why.constData());
}

QTEST_GUILESS_MAIN(NeverSilentTest)

#include "tst_neversilent.moc"
