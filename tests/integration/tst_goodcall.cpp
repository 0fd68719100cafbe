#include "core/simulate/utterance.h"
#include "tests/integration/json.h"
#include "tests/integration/sound.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/simulatorrun.h"

#include <QTest>

#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

const QString words = u"go forward ten meters"_s;

/// The names of `expected` that stand in the events in this order, others between them.
QStringList inOrder(const QList<QJsonObject> &events, const QStringList &expected)
{
    QStringList found;
    for (const QJsonObject &event : events) {
        if (found.size() < expected.size() && event.value("event"_L1).toString() == expected[found.size()])
            found += expected[found.size()];
    }
    return found;
}

std::int64_t samplesAt(const QJsonObject &turn, QLatin1String name)
{
    return media::samplesIn(std::chrono::milliseconds(number(turn, name)));
}

constexpr double milliseconds(std::int64_t samples)
{
    return double(samples) / media::samplesPerMillisecond;
}

} // namespace

/// Calls as they should be, with recorded speech: from ring to hang-up.
class GoodCallTest : public QObject
{
    Q_OBJECT

private:
    void playGoForward();

    std::unique_ptr<GatewayProcess> m_gateway, m_hebrew, m_menu;
    std::unique_ptr<SimulatorRun> m_goForward, m_twoUtterances, m_hebrewCall, m_menuCall;
    QString m_callSid;

private Q_SLOTS:
    void initTestCase();
    void understandsTheRecordedWords();
    void speaksItsReplyToTheCaller();
    void answersInTime();
    void callIsWrittenDownInTheOrderOfTheBook();
    void recordsEventsOfTheCall();
    void recordsBothVoicesAlignedInTime();
    void answersEachOfTwoUtterancesOnce();
    void speaksHebrewInAHebrewCall();
    void menuKnowsKeysAndPhrases();
    void gatewaysEndInOrder();
};

void GoodCallTest::initTestCase()
{
    m_gateway = std::make_unique<GatewayProcess>();
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
    QVERIFY(m_gateway->waitUntilReady());
    const QString goForward = recording(u"goforward.raw"_s);
    m_goForward = std::make_unique<SimulatorRun>(m_gateway->url(), QStringList { u"--audio"_s, goForward });
    QVERIFY2(m_goForward->exitCode() == 0, m_goForward->output().constData());
    m_callSid = m_goForward->callSid();
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 1, m_callSid));

    m_hebrew = std::make_unique<GatewayProcess>(GatewaySetup { { u"--language"_s, u"he-IL"_s } });
    m_menu = std::make_unique<GatewayProcess>(GatewaySetup { { u"--agent"_s, u"menu"_s }, {}, R"(
[menu]
not_understood = "Please say that again."
[[menu.entry]]
phrases = ["go forward ten meters", "go back"]
digits = "1"
reply = "Going forward."
[[menu.entry]]
phrases = ["opening hours", "when are you open"]
digits = "23"
reply = "We are open from nine to five."
)" });
    QVERIFY2(m_hebrew->start() && m_hebrew->waitUntilReady(), m_hebrew->standardError().constData());
    QVERIFY2(m_menu->start() && m_menu->waitUntilReady(), m_menu->standardError().constData());
    const QString card = recording(u"cards/001.wav"_s);
    const auto call = [](const GatewayProcess &gateway, const QStringList &flags) {
        return std::make_unique<SimulatorRun>(gateway.url(), flags);
    };
    m_twoUtterances = call(*m_gateway, { u"--audio"_s, goForward + u',' + card });
    m_hebrewCall = call(*m_hebrew, { u"--dtmf"_s, u"5"_s, u"--audio"_s, goForward });
    m_menuCall = call(*m_menu, { u"--dtmf"_s, u"3"_s, u"--audio"_s, goForward + u',' + card });
}

void GoodCallTest::understandsTheRecordedWords()
{
    const auto finals = m_gateway->events(u"STT_FINAL"_s, m_callSid);
    QCOMPARE(texts(finals), QStringList { words });
    QCOMPARE(finals.front().value("language"_L1).toString(), u"en-US"_s);
    const auto partials = m_gateway->events(u"STT_PARTIAL"_s, m_callSid);
    QVERIFY2(partials.size() >= 2, "a caller's words are to be seen while they form");
    for (const QJsonObject &partial : partials)
        QVERIFY(number(partial, "seq"_L1) < number(finals.front(), "seq"_L1));
    QVERIFY(partials.front().value("text"_L1).toString().startsWith(u"go"_s));
}

void GoodCallTest::speaksItsReplyToTheCaller()
{
    const auto replies = m_gateway->events(u"AGENT_REPLY"_s, m_callSid);
    QCOMPARE(texts(replies), QStringList({ u"Hello, how can I help you?"_s, u"You said: "_s + words }));

    const QJsonObject turn = m_goForward->turns().at(0).toObject();
    const media::Samples heard = m_goForward->heard();
    const auto begin = onset(heard, samplesAt(turn, "speech_end_ms"_L1), 100);
    QVERIFY2(begin, "the heard file has no sound after the caller spoke");
    const auto end = soundEnd(heard, static_cast<std::int64_t>(heard.size()));
    const auto spoken = m_gateway->events(u"TTS_LEN_ms"_s, m_callSid);
    QCOMPARE(spoken.size(), 2);
    const double length = milliseconds(*end - *begin);
    qInfo("reply: %.0f ms heard, %d ms synthesized, RMS %.0f", length, number(spoken[1], "length_ms"_L1),
          media::rms(part(heard, *begin, *end)));
    QVERIFY(std::abs(length - number(spoken[1], "length_ms"_L1)) < 250);
    QVERIFY(media::rms(part(heard, *begin, *end)) > 500);
}

void GoodCallTest::answersInTime()
{
    const QJsonObject turn = m_goForward->turns().at(0).toObject();
    const auto left = m_gateway->events(u"PING_PONG_TX"_s, m_callSid);
    QCOMPARE(left.size(), 2);
    qInfo("answered %d ms after the last word; endpointing %d, recognition %d, synthesis %d, ours %d ms",
          number(turn, "latency_ms"_L1), number(left[1], "endpointing_ms"_L1), number(left[1], "recognition_ms"_L1),
          number(left[1], "synthesis_ms"_L1), number(left[1], "ours_ms"_L1));
    QVERIFY(number(turn, "latency_ms"_L1) > 0 && number(turn, "latency_ms"_L1) < 3000);
    QVERIFY(number(left[1], "ours_ms"_L1) >= 0 && number(left[1], "ours_ms"_L1) < 50);
    QVERIFY(number(left[1], "voice_to_voice_ms"_L1) >= 450);
}

void GoodCallTest::callIsWrittenDownInTheOrderOfTheBook()
{
    const QStringList book { u"CALL_INCOMING"_s, u"WS_OPEN"_s,    u"WS_START"_s, u"STT_PARTIAL"_s,
                             u"STT_FINAL"_s,     u"TTS_LEN_ms"_s, u"MEDIA_TX"_s, u"MARK_TX"_s,
                             u"MARK_RX"_s,       u"WS_STOP"_s,    u"WS_CLOSE"_s, u"CALL_END"_s };
    QList<QJsonObject> events = m_gateway->eventsOf(m_callSid);
    events.append(m_gateway->events(u"WS_OPEN"_s)); // comes before the call is known
    std::ranges::sort(events, {}, [](const QJsonObject &event) { return number(event, "seq"_L1); });
    QCOMPARE(inOrder(events, book), book);
    QCOMPARE(inOrder(events, { u"WS_START"_s, u"PING"_s, u"PONG"_s }).size(), 3);
    for (qsizetype i = 1; i < m_gateway->events().size(); ++i)
        QCOMPARE(number(m_gateway->events()[i], "seq"_L1), number(m_gateway->events()[i - 1], "seq"_L1) + 1);
}

void GoodCallTest::recordsEventsOfTheCall()
{
    const QString folder = m_gateway->recordFolder(m_callSid);
    QVERIFY(!folder.isEmpty());
    QFile file(folder + u"/events.jsonl"_s);
    const auto lines = [&] { return file.open(QIODevice::ReadOnly) ? (void)0 : (void)0, file.readAll().count('\n'); };
    const qsizetype published = m_gateway->eventsOf(m_callSid).size();
    QTRY_COMPARE_WITH_TIMEOUT((file.close(), lines()), published, 20000);
}

void GoodCallTest::recordsBothVoicesAlignedInTime()
{
    const auto utterance = simulate::readUtterance(recording(u"goforward.raw"_s));
    QVERIFY(bool(utterance));
    const QJsonObject turn = m_goForward->turns().at(0).toObject();
    const auto heard = m_goForward->heard();
    const std::int64_t spokenEnd = samplesAt(turn, "speech_end_ms"_L1);
    const std::int64_t utteranceAt = samplesAt(turn, "speech_start_ms"_L1) - utterance->speechBegin;
    const auto saidAt = onset({ utterance->samples.begin(), utterance->samples.end() }), greetedAt = onset(heard),
               answeredAt = onset(heard, spokenEnd);
    QVERIFY(saidAt && greetedAt && answeredAt);

    const auto record = readStereo(m_gateway->recordFolder(m_callSid) + u"/audio.wav"_s);
    QVERIFY2(record, "audio.wav is a two-channel WAV at 8 kHz");
    const auto caller = onset(record->left), greeting = onset(record->right);
    QVERIFY(caller && greeting);
    const std::int64_t shift = *caller - (utteranceAt + *saidAt); // the record starts with the stream, not the answer
    const auto reply = onset(record->right, spokenEnd + shift);
    QVERIFY(reply);
    // In one beat the simulator sends the 20 ms that were spoken and plays the next 20 ms: what it heard lies anywhere
    // in these 20 ms after the same place of what it said, and the middle is taken.
    constexpr std::int64_t halfBeat = media::frameSamples / 2;
    const double greetingError = milliseconds(*greeting - *greetedAt - shift - halfBeat);
    const double replyError = milliseconds(*reply - *answeredAt - shift - halfBeat);
    qInfo("bot against caller in audio.wav: greeting %+.1f ms, reply %+.1f ms", greetingError, replyError);
    QVERIFY(std::abs(greetingError) <= 20);
    QVERIFY(std::abs(replyError) <= 20);
}

void GoodCallTest::answersEachOfTwoUtterancesOnce()
{
    QVERIFY2(m_twoUtterances->exitCode() == 0, m_twoUtterances->output().constData());
    const QString callSid = m_twoUtterances->callSid();
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 1, callSid));
    const auto finals = m_gateway->events(u"STT_FINAL"_s, callSid);
    QCOMPARE(finals.size(), 2);
    QCOMPARE(text(finals[0]), words);
    const auto replies = m_gateway->events(u"AGENT_REPLY"_s, callSid);
    QCOMPARE(replies.size(), 3);
    QCOMPARE(number(replies[1], "utterance"_L1), 1);
    QCOMPARE(number(replies[2], "utterance"_L1), 2);
    QCOMPARE(text(replies[2]), u"You said: "_s + text(finals[1]));
    const QStringList book { u"WS_START"_s, u"STT_PARTIAL"_s, u"STT_FINAL"_s, u"TTS_LEN_ms"_s,
                             u"MEDIA_TX"_s, u"PING"_s,        u"PONG"_s };
    QCOMPARE(inOrder(m_gateway->eventsOf(callSid), book), book);
    for (const QJsonValue &mark : m_twoUtterances->report().value("marks"_L1).toArray())
        QVERIFY(!mark.toObject().value("flushed"_L1).toBool());
}

void GoodCallTest::speaksHebrewInAHebrewCall()
{
    QVERIFY2(m_hebrewCall->exitCode() == 0, m_hebrewCall->output().constData());
    const QString callSid = m_hebrewCall->callSid();
    QVERIFY(m_hebrew->waitForEvents(u"CALL_END"_s, 1, callSid));
    QCOMPARE(m_hebrew->events(u"DTMF"_s, callSid).size(), 1);
    const auto replies = m_hebrew->events(u"AGENT_REPLY"_s, callSid);
    QCOMPARE(texts(replies).first(2), QStringList({ u"שלום, איך אפשר לעזור?"_s, u"לחצת חמש."_s }));
    for (int turn = 0; turn < 2; ++turn) {
        QCOMPARE(replies[turn].value("language"_L1).toString(), u"he-IL"_s);
        const QJsonObject spoken = m_hebrew->events(u"TTS_LEN_ms"_s, callSid).at(turn);
        QVERIFY2(number(spoken, "length_ms"_L1) > 400, "the Hebrew voice said nothing");
    }
    QCOMPARE(replies.size(), 3);
    QCOMPARE(text(replies[2]), u"אמרת: "_s + words); // the embedded ear hears English: the words stay English
}

void GoodCallTest::menuKnowsKeysAndPhrases()
{
    QVERIFY2(m_menuCall->exitCode() == 0, m_menuCall->output().constData());
    const QString callSid = m_menuCall->callSid();
    QVERIFY(m_menu->waitForEvents(u"CALL_END"_s, 1, callSid));
    QCOMPARE(texts(m_menu->events(u"AGENT_REPLY"_s, callSid)),
             QStringList({ u"Hello, how can I help you?"_s, u"We are open from nine to five."_s, u"Going forward."_s,
                           u"Please say that again."_s }));
    const auto finals = m_menu->events(u"STT_FINAL"_s, callSid);
    QCOMPARE(finals.size(), 2);
    QCOMPARE(text(finals[0]), words);
    QVERIFY2(!text(finals[1]).contains(u"go back"_s) && !text(finals[1]).contains(u"open"_s),
             "\"ten of clubs\" was forced into the grammar");
}

void GoodCallTest::gatewaysEndInOrder()
{
    for (GatewayProcess *gateway : { m_gateway.get(), m_hebrew.get(), m_menu.get() })
        QVERIFY2(gateway->stop() == 0, gateway->standardError().constData());
}

QTEST_GUILESS_MAIN(GoodCallTest)
#include "tst_goodcall.moc"
