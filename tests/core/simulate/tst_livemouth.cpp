#include "core/simulate/caller.h"
#include "core/simulate/simulatedcall.h"
#include "core/simulate/talkwatch.h"
#include "core/simulate/target.h"
#include "tests/core/simulate/testbot.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace callscope;
using namespace callscope::simulate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// A caller who is a person at a microphone: what is pushed leaves as frames, and the call is judged without turns.
class TestLiveMouth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundLeavesInOrderAndWhole();
    void soundIsHeldBackUntilThereIsSome();
    void lateSoundIsDroppedOldestFirst();
    void anEmptyMouthIsSilent();
    void aLiveCallerHasNoTurns();
    void othersSayNothingLive();
    void whoSpeaksIsTold();
    void aLiveCallIsGoodWithoutTurns();
    void aLiveCallEndsAtItsLimit();
    void progressIsTold();
    void aTargetIsAddressOrWebhook_data();
    void aTargetIsAddressOrWebhook();
};

namespace {

const QByteArray connectTwiml = "<Response><Connect><Stream url=\"wss://bot.example.com/media\"/></Connect></Response>";

media::Samples counting(int first, milliseconds length)
{
    media::Samples samples(static_cast<std::size_t>(media::samplesIn(length)));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<media::Sample>(first + static_cast<int>(i));
    return samples;
}

media::Samples loud(milliseconds length)
{
    return media::Samples(static_cast<std::size_t>(media::samplesIn(length)), 5000);
}

bool isSilent(const media::Samples &samples)
{
    return std::ranges::all_of(samples, [](media::Sample sample) { return sample == 0; });
}

CallScript liveScript(const tests::TestBot &bot)
{
    CallScript script;
    script.url = bot.url("/webhook");
    script.live = true;
    script.utterances = { utteranceOf(u"never said"_s, loud(100ms)) };
    script.maximum = 10s;
    return script;
}

/// Speaks every two seconds, asked or not: what it answers to somebody live looks like this.
void greet(tests::TestBot &bot, QWebSocket &socket, const QJsonObject &message)
{
    if (message[u"event"_s] == u"start"_s)
        bot.say(socket, 200ms);
}

} // namespace

void TestLiveMouth::soundLeavesInOrderAndWhole()
{
    LiveMouth mouth;
    const media::Samples said = counting(1, 100ms);
    mouth.push(std::span(said).first(333));
    mouth.push(std::span(said).subspan(333));
    media::Samples heard;
    for (int frame = 0; frame < 5; ++frame) {
        const media::Samples next = mouth.nextFrame();
        QCOMPARE(next.size(), std::size_t(media::frameSamples));
        heard.insert(heard.end(), next.begin(), next.end());
    }
    QCOMPARE(heard, said);
    QVERIFY(isSilent(mouth.nextFrame()));
}

void TestLiveMouth::soundIsHeldBackUntilThereIsSome()
{
    LiveMouth mouth;
    mouth.push(counting(1, LiveMouth::cushion - 1ms));
    QVERIFY(isSilent(mouth.nextFrame()));
    mouth.push(counting(473, 1ms));
    QCOMPARE(mouth.nextFrame(), counting(1, 20ms));
    QCOMPARE(mouth.nextFrame(), counting(161, 20ms)); // it flows to its end
    QCOMPARE(mouth.nextFrame(), counting(321, 20ms));
    mouth.push(counting(1, 20ms)); // and has to gather again
    QVERIFY(isSilent(mouth.nextFrame()));
}

void TestLiveMouth::lateSoundIsDroppedOldestFirst()
{
    LiveMouth mouth;
    mouth.push(counting(1, LiveMouth::mostQueued));
    mouth.push(counting(5001, 20ms));
    QCOMPARE(mouth.nextFrame(), counting(161, 20ms));
    mouth.push(loud(10s));
    int frames = 0;
    while (!isSilent(mouth.nextFrame()))
        ++frames;
    QCOMPARE(frames * media::frameLength, LiveMouth::mostQueued);
}

void TestLiveMouth::anEmptyMouthIsSilent()
{
    LiveMouth mouth;
    mouth.push({});
    QCOMPARE(mouth.nextFrame(), media::Samples(media::frameSamples, 0));
}

void TestLiveMouth::aLiveCallerHasNoTurns()
{
    CallScript script;
    script.live = true;
    script.keys = u"1"_s;
    script.utterances = { utteranceOf(u"never said"_s, loud(100ms)) };
    Caller caller(script);
    QCOMPARE(caller.turnCount(), 0u);
    caller.speak(loud(400ms));
    for (auto now = 0ms; now < 60s; now += 20ms) {
        const bool botSpeaks = now % 4s < 1s;
        const Caller::Frame frame = caller.process(botSpeaks ? loud(20ms) : media::Samples(media::frameSamples, 0));
        QCOMPARE(frame.keys, QString());
        QCOMPARE(isSilent(frame.mouth), now >= 400ms);
    }
    QVERIFY(caller.turns().empty());
    QVERIFY(!caller.isDone());
    QCOMPARE(caller.unpromptedTurns(), 0);
    QVERIFY(caller.heardBot());
}

void TestLiveMouth::othersSayNothingLive()
{
    Caller caller(CallScript {});
    caller.speak(loud(400ms));
    for (int i = 0; i < 10; ++i)
        QVERIFY(isSilent(caller.process(media::Samples(media::frameSamples, 0)).mouth));
}

void TestLiveMouth::whoSpeaksIsTold()
{
    TalkWatch watch;
    const media::Samples quiet(media::frameSamples, 0), sound = loud(20ms);
    QVERIFY(!watch.process(quiet, quiet));
    QCOMPARE(watch.process(sound, quiet), (Voices { true, false }));
    QVERIFY(!watch.process(sound, quiet));
    QCOMPARE(watch.process(quiet, sound), (Voices { true, true })); // a pause between words
    int frames = 0;
    std::optional<Voices> change;
    while (!(change = watch.process(quiet, sound)))
        ++frames;
    QCOMPARE(*change, (Voices { false, true }));
    QVERIFY(frames * media::frameLength >= 200ms && frames * media::frameLength <= 400ms);
}

void TestLiveMouth::aLiveCallIsGoodWithoutTurns()
{
    tests::TestBot bot;
    bot.answersTwiml("/webhook", connectTwiml);
    bot.onMessage = [&bot](QWebSocket &socket, const QJsonObject &message) { greet(bot, socket, message); };
    const base::SystemClock clock;
    SimulatedCall call(liveScript(bot), clock);
    QSignalSpy finished(&call, &SimulatedCall::finished);
    QTimer speech;
    connect(&speech, &QTimer::timeout, &call, [&call] { call.speak(loud(20ms)); });
    speech.start(20ms);
    call.start();
    const auto loudMessages = [&bot] {
        return std::ranges::count_if(bot.messages, [](const QJsonObject &message) {
            const QString payload = message[u"media"_s][u"payload"_s].toString();
            return !payload.isEmpty() && QByteArray::fromBase64(payload.toLatin1()).count('\xFF') == 0;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(loudMessages() >= 25, 10000);
    call.hangUp(u"by hand"_s);
    QTRY_COMPARE(finished.count(), 1);
    const auto report = finished.first().first().value<CallReport>();
    QCOMPARE(report.problems, QStringList());
    QCOMPARE(report.ending, u"by hand"_s);
    QVERIFY(report.turns.empty());
}

void TestLiveMouth::aLiveCallEndsAtItsLimit()
{
    tests::TestBot bot;
    bot.answersTwiml("/webhook", connectTwiml);
    const base::SystemClock clock;
    CallScript script = liveScript(bot);
    script.maximum = 400ms;
    SimulatedCall call(script, clock);
    QSignalSpy finished(&call, &SimulatedCall::finished);
    call.start();
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(finished.first().first().value<CallReport>().length >= 400ms);
}

void TestLiveMouth::progressIsTold()
{
    tests::TestBot bot;
    bot.answersTwiml("/webhook", connectTwiml);
    bool asked = false;
    bot.onMessage = [&](QWebSocket &socket, const QJsonObject &message) {
        greet(bot, socket, message);
        const QString payload = message[u"media"_s][u"payload"_s].toString();
        const bool speaks = !payload.isEmpty() && QByteArray::fromBase64(payload.toLatin1()).count('\xFF') == 0;
        if (std::exchange(asked, speaks) && !speaks)
            bot.say(socket, 300ms);
    };
    const base::SystemClock clock;
    CallScript script = liveScript(bot);
    script.live = false;
    script.botQuiet = 200ms;
    SimulatedCall call(script, clock);
    QSignalSpy stages(&call, &SimulatedCall::stageReached), notes(&call, &SimulatedCall::noted),
        turns(&call, &SimulatedCall::turnChanged), voices(&call, &SimulatedCall::voicesChanged),
        finished(&call, &SimulatedCall::finished);
    call.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 15000);
    const auto report = finished.first().first().value<CallReport>();
    QCOMPARE(report.problems, QStringList());
    QCOMPARE(std::size_t(stages.count()), report.stages.size());
    QCOMPARE(std::size_t(notes.count()), report.events.size());
    for (std::size_t i = 0; i < report.stages.size(); ++i)
        QCOMPARE(stages.at(qsizetype(i)).first().value<StageRecord>().name, report.stages[i].name);
    QVERIFY(turns.count() >= 3 && turns.count() < 10); // begun, said, answered: not once a frame
    QVERIFY(!turns.first().at(1).value<TurnRecord>().finished);
    QCOMPARE(turns.last().at(1).value<TurnRecord>().replyStart, report.turns.at(0).replyStart);
    QVERIFY(voices.count() >= 4);
}

void TestLiveMouth::aTargetIsAddressOrWebhook_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("publicBase");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("address") << u"http://127.0.0.1:5000"_s << QByteArray()
                             << QByteArray("http://127.0.0.1:5000/webhook/incoming_call")
                             << QByteArray("http://127.0.0.1:5000/webhook/call_status");
    QTest::newRow("with a slash") << u"http://h/"_s << QByteArray("https://bot.example.com")
                                  << QByteArray("http://h/webhook/incoming_call")
                                  << QByteArray("https://bot.example.com/webhook/call_status");
    QTest::newRow("webhook") << u"https://h/voice?a=1"_s << QByteArray() << QByteArray("https://h/voice?a=1")
                             << QByteArray();
    QTest::newRow("no scheme") << u"127.0.0.1:5000"_s << QByteArray() << QByteArray() << QByteArray();
    QTest::newRow("wrong scheme") << u"ws://h"_s << QByteArray() << QByteArray() << QByteArray();
    QTest::newRow("nothing") << QString() << QByteArray() << QByteArray() << QByteArray();
}

void TestLiveMouth::aTargetIsAddressOrWebhook()
{
    QFETCH(QString, target);
    QFETCH(QByteArray, publicBase);
    QFETCH(QByteArray, url);
    CallScript script;
    script.publicBaseUrl = publicBase;
    const auto aimed = aimAt(script, target);
    QCOMPARE(bool(aimed), !url.isEmpty());
    QCOMPARE(script.url, url);
    QTEST(script.statusCallback, "status");
}

QTEST_GUILESS_MAIN(TestLiveMouth)
#include "tst_livemouth.moc"
