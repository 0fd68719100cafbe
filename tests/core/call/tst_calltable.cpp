#include "core/call/calltable.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using Stream = call::CallEntry::Stream;

class CallTableTest : public QObject
{
    Q_OBJECT

    tests::ManualClock m_clock;
    const base::CallSid m_sid = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");

    static QStringList causes(call::CallTable &table)
    {
        QStringList list;
        for (const auto &finished : table.takeFinished())
            list << finished.cause;
        return list;
    }

private Q_SLOTS:
    void aCallThatTwilioEndedIsOverAtOnce()
    {
        call::CallTable table(m_clock);
        table.announce(m_sid, QStringLiteral("+1"), QStringLiteral("+2"), QStringLiteral("ringing"));
        table.streamStarted(m_sid);
        table.reportStatus(m_sid, QStringLiteral("completed"));
        QVERIFY(causes(table).isEmpty()); // its stream still runs
        table.streamEnded(m_sid, Stream::Stopped, 3);
        QCOMPARE(causes(table), QStringList { QStringLiteral("completed") });
        QCOMPARE(table.size(), 0);
    }

    void T24_aStreamThatComesBehindTheEndOfItsCallEndsWithItself()
    {
        call::CallTable table(m_clock);
        table.announce(m_sid, {}, {}, QStringLiteral("ringing"));
        table.reportStatus(m_sid, QStringLiteral("completed"));
        QCOMPARE(causes(table), QStringList { QStringLiteral("completed") });
        m_clock.advance(2s);
        table.streamStarted(m_sid);
        QVERIFY(causes(table).isEmpty());
        table.streamEnded(m_sid, Stream::Failed, 0);
        m_clock.advance(2s);
        QVERIFY(table.stranded(8s).empty() && !table.isStranded(m_sid)); // nobody is on the phone
        QCOMPARE(causes(table), QStringList { QStringLiteral("completed") });
        QCOMPARE(table.size(), 0);
    }

    void whoCallsAgainIsNotOver()
    {
        call::CallTable table(m_clock);
        table.announce(m_sid, {}, {}, QStringLiteral("ringing"));
        table.reportStatus(m_sid, QStringLiteral("completed"));
        QCOMPARE(causes(table).size(), 1);
        table.announce(m_sid, {}, {}, QStringLiteral("ringing"));
        QVERIFY(causes(table).isEmpty());
        QVERIFY(table.isAwaited(m_sid));
    }

    void aLoneAwaitedStreamHasItsCall()
    {
        const base::CallSid other = *base::CallSid::parse("CA0123456789abcdef0123456789abcdef");
        call::CallTable table(m_clock);
        QVERIFY(!table.onlyAwaited());
        table.announce(m_sid, {}, {}, {});
        QCOMPARE(table.onlyAwaited(), m_sid);
        table.announce(other, {}, {}, {});
        QVERIFY(!table.onlyAwaited()); // nobody can tell whose socket it is
        table.streamStarted(m_sid);
        QCOMPARE(table.onlyAwaited(), other);
        QVERIFY(!table.isAwaited(m_sid) && table.isAwaited(other));
    }

    void lateWebhooksStillFindAStoppedCall()
    {
        call::CallTable table(m_clock);
        table.streamStarted(m_sid);
        table.streamEnded(m_sid, Stream::Stopped, 1);
        m_clock.advance(14s);
        QVERIFY(causes(table).isEmpty());
        QVERIFY(table.find(m_sid));
        m_clock.advance(2s);
        QCOMPARE(causes(table), QStringList { QStringLiteral("stream stopped") });
    }

    void onlyALiveCallWithAFailedStreamIsStranded_data()
    {
        QTest::addColumn<int>("stream");
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("stranded");
        QTest::newRow("failed") << int(Stream::Failed) << QStringLiteral("in-progress") << true;
        QTest::newRow("failed, status unknown") << int(Stream::Failed) << QString() << true;
        QTest::newRow("failed, hung up") << int(Stream::Failed) << QStringLiteral("completed") << false;
        QTest::newRow("failed, never answered") << int(Stream::Failed) << QStringLiteral("no-answer") << false;
        QTest::newRow("stopped") << int(Stream::Stopped) << QStringLiteral("in-progress") << false;
    }

    void onlyALiveCallWithAFailedStreamIsStranded()
    {
        QFETCH(int, stream);
        QFETCH(QString, status);
        call::CallTable table(m_clock);
        table.streamStarted(m_sid);
        table.streamEnded(m_sid, Stream(stream), 0);
        table.reportStatus(m_sid, status);
        QTEST(table.isStranded(m_sid), "stranded");
    }

    void whoIsStrandedTooLongIsHelpedOnce()
    {
        call::CallTable table(m_clock);
        const auto causes = [&] {
            QStringList list;
            for (const auto &stranded : table.stranded(8s))
                list << stranded.cause;
            return list;
        };
        table.announce(m_sid, {}, {}, QStringLiteral("ringing"), "https://bot.example.com");
        m_clock.advance(7900ms);
        QVERIFY(causes().isEmpty());
        m_clock.advance(100ms);
        QCOMPARE(causes(), QStringList { QStringLiteral("no stream") });
        QVERIFY(table.stranded(0s).empty()); // switched off
        table.streamStarted(m_sid);
        QVERIFY(causes().isEmpty());
        table.streamEnded(m_sid, Stream::Failed, 0);
        m_clock.advance(1400ms); // Twilio asks what comes next
        QVERIFY(causes().isEmpty());
        m_clock.advance(100ms);
        QCOMPARE(causes(), QStringList { QStringLiteral("stream failed") });
        QVERIFY(table.noteHelp(m_sid));
        QVERIFY(causes().isEmpty());
        QVERIFY(!table.noteHelp(m_sid));
    }

    void whoseStreamCouldNotBeConnectedIsTwiliosCare()
    {
        call::CallTable table(m_clock);
        table.announce(m_sid, {}, {}, QStringLiteral("ringing"));
        table.streamFailed(m_sid);
        m_clock.advance(60s);
        QVERIFY(table.stranded(8s).empty());
    }

    void whoIsAskedForAMessageStaysSoUntilTheCallIsOver()
    {
        call::CallTable table(m_clock);
        table.announce(m_sid, {}, {}, QStringLiteral("in-progress"));
        table.streamStarted(m_sid);
        table.sendToRecording(m_sid);
        table.streamEnded(m_sid, Stream::Stopped, 1);
        QVERIFY(table.isStranded(m_sid)); // the same answer when Twilio asks again
        m_clock.advance(60s);
        QVERIFY(table.takeFinished().empty());
        table.reportStatus(m_sid, QStringLiteral("completed"));
        QVERIFY(!table.isStranded(m_sid));
        QCOMPARE(table.takeFinished().at(0).cause, QStringLiteral("completed"));
    }

    void aCallThatWasAskedForAMessageIsForgottenInTheEnd()
    {
        call::CallTable table(m_clock);
        table.announce(m_sid, {}, {}, QStringLiteral("in-progress"));
        table.sendToRecording(m_sid);
        m_clock.advance(301s);
        QCOMPARE(table.takeFinished().at(0).cause, QStringLiteral("sent to recording"));
    }

    void aCallWhoseStreamFailedToComeIsStranded()
    {
        call::CallTable table(m_clock);
        table.streamFailed(m_sid);
        QVERIFY(!table.isStranded(m_sid)); // nobody knows that call
        table.announce(m_sid, {}, {}, QStringLiteral("ringing"));
        QVERIFY(!table.isStranded(m_sid));
        table.streamFailed(m_sid);
        QVERIFY(table.isStranded(m_sid));
    }

    void aRunningStreamDoesNotFailByHearsay()
    {
        call::CallTable table(m_clock);
        table.streamStarted(m_sid);
        table.streamFailed(m_sid);
        QCOMPARE(table.find(m_sid)->stream, Stream::Open);
    }

    void whoseStreamIsOpenHereWhileTwilioAsksIsStranded()
    {
        call::CallTable table(m_clock);
        table.announce(m_sid, {}, {}, QStringLiteral("in-progress"));
        table.streamStarted(m_sid);
        QVERIFY(table.isStranded(m_sid));
        table.sendToRecording(m_sid);
        QVERIFY(!table.noteHelp(m_sid)); // the silent stream is no reason to disturb who leaves a message
        table.reportStatus(m_sid, QStringLiteral("completed"));
        QVERIFY(!table.isStranded(m_sid));
    }

    void anUnknownCallIsNotStranded() { QVERIFY(!call::CallTable(m_clock).isStranded(m_sid)); }

    void anAnnouncedCallWithoutAStreamIsGivenUp()
    {
        call::CallTable table(m_clock);
        table.announce(m_sid, {}, {}, QStringLiteral("ringing"));
        m_clock.advance(59s);
        QVERIFY(causes(table).isEmpty());
        m_clock.advance(2s);
        QCOMPARE(causes(table), QStringList { QStringLiteral("no stream") });
    }

    void aCallThatAnOperatorHungUpStaysHungUp_data()
    {
        QTest::addColumn<int>("stream"); // how its stream ended
        QTest::addColumn<QString>("status"); // Twilio's last word
        QTest::newRow("closed in order, completed") << int(Stream::Stopped) << QStringLiteral("completed");
        QTest::newRow("closed in order, no word") << int(Stream::Stopped) << QString();
        QTest::newRow("the socket broke") << int(Stream::Failed) << QStringLiteral("in-progress");
    }

    void aCallThatAnOperatorHungUpStaysHungUp()
    {
        QFETCH(int, stream);
        QFETCH(QString, status);
        call::CallTable table(m_clock);
        table.announce(m_sid, {}, {}, QStringLiteral("ringing"));
        table.streamStarted(m_sid);
        QVERIFY(!table.isHungUp(m_sid));
        table.hangUp(m_sid);
        QVERIFY(table.isHungUp(m_sid));
        table.streamEnded(m_sid, Stream(stream), 2);
        QVERIFY(table.isHungUp(m_sid));
        QVERIFY(!table.isStranded(m_sid));
        table.reportStatus(m_sid, status);
        m_clock.advance(14s);
        const bool isOver = status == QLatin1String("completed");
        QCOMPARE(causes(table), isOver ? QStringList { QStringLiteral("hung up by operator") } : QStringList());
        m_clock.advance(2s);
        QCOMPARE(causes(table), isOver ? QStringList() : QStringList { QStringLiteral("hung up by operator") });
    }

    void aHungUpCallIsToldAsSuchWhenTheGatewayEnds()
    {
        call::CallTable table(m_clock);
        table.streamStarted(m_sid);
        table.hangUp(m_sid);
        QCOMPARE(table.takeRest().at(0).cause, QStringLiteral("hung up by operator"));
    }

    void aBusyCallIsKept()
    {
        call::CallTable table(m_clock);
        table.streamStarted(m_sid);
        table.streamEnded(m_sid, Stream::Stopped, 0);
        table.reportStatus(m_sid, QStringLiteral("completed"));
        QVERIFY(table.takeFinished([](const base::CallSid &) { return true; }).empty());
        QCOMPARE(table.takeFinished().size(), size_t(1));
    }

    void lastWebhooksAreAwaitedForAWhile()
    {
        call::CallTable table(m_clock);
        table.announce(m_sid, {}, {}, QStringLiteral("ringing"));
        table.streamStarted(m_sid);
        QVERIFY(!table.awaitsWebhooks());
        table.streamEnded(m_sid, Stream::Stopped, 0);
        QVERIFY(table.awaitsWebhooks());
        table.reportStatus(m_sid, QStringLiteral("completed"));
        QVERIFY(!table.awaitsWebhooks());

        const auto silent = *base::CallSid::parse("CA" + QByteArray(32, 'e'));
        table.streamStarted(silent);
        table.streamEnded(silent, Stream::Failed, 0);
        QVERIFY(table.awaitsWebhooks());
        m_clock.advance(std::chrono::seconds(6));
        QVERIFY(!table.awaitsWebhooks());
    }

    void whoWasAnsweredIsAwaited()
    {
        call::CallTable table(m_clock);
        table.announce(m_sid, {}, {}, QStringLiteral("ringing"));
        QCOMPARE(table.awaitedStreams(), 1);
        table.streamStarted(m_sid);
        QCOMPARE(table.awaitedStreams(), 0);
    }

    void whatIsLeftEndsWithTheGateway()
    {
        call::CallTable table(m_clock);
        table.streamStarted(m_sid);
        const auto rest = table.takeRest();
        QCOMPARE(rest.size(), size_t(1));
        QCOMPARE(rest[0].cause, QStringLiteral("gateway ended"));
        QCOMPARE(table.size(), 0);
    }

    void aStatusOfAnUnknownCallLeavesNoTrace()
    {
        call::CallTable table(m_clock);
        table.reportStatus(m_sid, QStringLiteral("completed"));
        QCOMPARE(table.size(), 0);
    }
};

QTEST_GUILESS_MAIN(CallTableTest)
#include "tst_calltable.moc"
