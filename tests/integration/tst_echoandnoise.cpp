#include "tests/integration/json.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/simulatorrun.h"

#include <QTest>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

struct Line
{
    const char *name;
    QStringList flags;
    int bargeIns = 0;
    bool wordsSurvive = true; ///< the line leaves the words whole enough to be understood
    bool hasGaps = false;
};

const std::vector<Line> &lines()
{
    static const std::vector<Line> all {
        { "echo after 50 ms", { u"--echo"_s, u"-15,50"_s } },
        { "echo after 150 ms", { u"--echo"_s, u"-15,150"_s } },
        { "echo after 250 ms", { u"--echo"_s, u"-15,250"_s } },
        { "echo after 400 ms", { u"--echo"_s, u"-15,400"_s } },
        { "echo and a caller who speaks over it", { u"--echo"_s, u"-15,200"_s, u"--barge-in"_s, u"900"_s }, 1 },
        { "noise 100", { u"--noise"_s, u"100"_s } },
        { "noise 250", { u"--noise"_s, u"250"_s }, 0, false },
        { "noise 400", { u"--noise"_s, u"400"_s }, 0, false },
        { "jitter 60 ms, 2 % lost", { u"--jitter"_s, u"60"_s, u"--loss"_s, u"2"_s }, 0, false, true },
    };
    return all;
}

} // namespace

/// One utterance over lines that are not clean: exactly one turn comes of it.
class EchoAndNoiseTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<GatewayProcess> m_gateway;
    std::vector<std::unique_ptr<SimulatorRun>> m_calls;

private Q_SLOTS:
    void initTestCase();
    void oneUtteranceIsOneTurn_data();
    void oneUtteranceIsOneTurn();
    void gatewayEndsInOrder();
};

void EchoAndNoiseTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayProcess>();
    QVERIFY2(m_gateway->start() && m_gateway->waitUntilReady(), m_gateway->standardError().constData());
    m_calls.resize(lines().size());
}

void EchoAndNoiseTest::oneUtteranceIsOneTurn_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < lines().size(); ++i)
        QTest::newRow(lines()[i].name) << int(i);
}

void EchoAndNoiseTest::oneUtteranceIsOneTurn()
{
    QFETCH(int, index);
    // The next call begins while this one runs: two at a time, as the recognizer of a small machine can follow.
    for (auto i = std::size_t(index); i < std::min(lines().size(), std::size_t(index) + 2); ++i) {
        if (!m_calls[i])
            m_calls[i] = std::make_unique<SimulatorRun>(
                m_gateway->url(),
                QStringList { u"--seed"_s, QString::number(700 + i), u"--audio"_s, recording(u"goforward.raw"_s) }
                    + lines()[i].flags);
    }
    const Line &line = lines()[std::size_t(index)];
    SimulatorRun &call = *m_calls[std::size_t(index)];
    QVERIFY2(call.exitCode() == 0, call.output().constData());
    const QString sid = call.callSid();
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 1, sid));

    const auto finals = m_gateway->events(u"STT_FINAL"_s, sid), replies = m_gateway->events(u"AGENT_REPLY"_s, sid);
    const auto echoes = m_gateway->events(u"ECHO_SUPPRESSED"_s, sid), gaps = m_gateway->events(u"MEDIA_GAP"_s, sid);
    const auto ends = m_gateway->events(u"SPEECH_END"_s, sid), left = m_gateway->events(u"PING_PONG_TX"_s, sid);
    const QJsonObject turn = call.turns().at(0).toObject();
    qInfo("answered %d ms after the last word, endpointing %d ms, threshold %.0f, echo %s, %d gaps, \"%s\"",
          number(turn, "latency_ms"_L1), left.isEmpty() ? -1 : number(left.back(), "endpointing_ms"_L1),
          ends.isEmpty() ? -1.0 : ends.back().value("threshold"_L1).toDouble(),
          echoes.isEmpty() ? "none"
                           : qPrintable(u"%1 ms at %2 ms, %3 dB"_s.arg(number(echoes.back(), "length_ms"_L1))
                                            .arg(number(echoes.back(), "delay_ms"_L1))
                                            .arg(echoes.back().value("gain_db"_L1).toDouble(), 0, 'f', 1)),
          int(gaps.size()), finals.isEmpty() ? "" : qPrintable(text(finals.front())));

    QCOMPARE(m_gateway->events(u"BARGE_IN"_s, sid).size(), line.bargeIns);
    QCOMPARE(m_gateway->events(u"CLEAR_TX"_s, sid).size(), line.bargeIns);
    QCOMPARE(finals.size(), 1);
    QCOMPARE(replies.size(), 2); // the greeting and one answer
    QCOMPARE(number(replies[1], "utterance"_L1), number(finals[0], "utterance"_L1));
    QVERIFY(number(turn, "reply_length_ms"_L1) > 500);
    if (line.wordsSurvive)
        QVERIFY2(text(finals[0]).contains(u"forward ten meters"_s), qPrintable(text(finals[0])));
    QCOMPARE(!gaps.isEmpty(), line.hasGaps);
}

void EchoAndNoiseTest::gatewayEndsInOrder()
{
    QVERIFY2(m_gateway->stop() == 0, m_gateway->standardError().constData());
}

QTEST_GUILESS_MAIN(EchoAndNoiseTest)
#include "tst_echoandnoise.moc"
