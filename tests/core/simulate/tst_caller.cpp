#include "core/simulate/caller.h"

#include <QTest>

#include <algorithm>

using namespace callscope;
using namespace callscope::simulate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// The caller without a network: what the ear gets is a list of times with sound, and time is frames.
class TestCaller : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksWhenTheBotHasFinished();
    void speaksWhenNobodyGreets();
    void bargesIn();
    void aBotThatGoesOnHasNotYielded();
    void aReplyIntoTheUtteranceOverlaps();
    void theTailOfThePreviousReplyIsNoAnswer();
    void whatComesAfterTheUtteranceReplacesAnInterjection();
    void aBargedInBotThatOnlyPausesHasNotAnswered();
    void whatComesAfterACutIsNew();
    void whatSoundsBeforeTheFirstWordIsNoAnswer();
    void aLoopedBreathIsNotThePreviousReply();
    void noReplyIsNoLatency();
    void eachKeyIsATurn();
    void theReplyToOneKeyDoesNotAnswerTheNext();
    void unaskedTurnsAreCounted_data();
    void unaskedTurnsAreCounted();
    void whatTwimlSaysIsNotUnasked();
    void aNewStreamMayGreet();
    void repeatsWhenAsked();
    void utteranceBoundsLeaveOutQuiet();
};

namespace {

using Sound = std::vector<std::pair<milliseconds, milliseconds>>; ///< from, to

media::Samples tone(milliseconds length, media::Sample level = 5000)
{
    return media::Samples(static_cast<std::size_t>(media::samplesIn(length)), level);
}

Utterance utterance(milliseconds speech, milliseconds quietBehind = 0ms)
{
    media::Samples samples = tone(speech);
    samples.resize(samples.size() + static_cast<std::size_t>(media::samplesIn(quietBehind)), 0);
    return utteranceOf(u"u"_s, samples);
}

/// Runs until the caller is done, at most a minute; gives the time he spoke or pressed in.
Sound converse(Caller &caller, const Sound &bot, QString *keys = nullptr)
{
    Sound spoken;
    for (auto now = 0ms; now < 60s && !caller.isDone(); now += 20ms) {
        const bool sounds
            = std::ranges::any_of(bot, [&](auto piece) { return now >= piece.first && now < piece.second; });
        const Caller::Frame frame = caller.process(tone(20ms, sounds ? 3000 : 0));
        if (keys)
            *keys += frame.keys;
        if (media::rms(frame.mouth) == 0)
            continue;
        if (spoken.empty() || spoken.back().second != now)
            spoken.emplace_back(now, now);
        spoken.back().second = now + 20ms;
    }
    return spoken;
}

/// That long, done or not; the bot's times count from now.
void listen(Caller &caller, const Sound &bot, milliseconds length)
{
    for (auto now = 0ms; now < length; now += 20ms) {
        const bool sounds
            = std::ranges::any_of(bot, [&](auto piece) { return now >= piece.first && now < piece.second; });
        caller.process(tone(20ms, sounds ? 3000 : 0));
    }
}

} // namespace

void TestCaller::speaksWhenTheBotHasFinished()
{
    CallScript script;
    script.utterances = { utterance(1s, 400ms), utterance(500ms) };
    Caller caller(script);
    // A greeting with a pause of 500 ms; two replies.
    const Sound spoken = converse(caller, { { 200ms, 700ms }, { 1200ms, 1500ms }, { 4s, 5s }, { 7s, 8s } });
    QCOMPARE(spoken.size(), 2u);
    QCOMPARE(spoken[0].first, 2180ms); // 700 ms after 1500, counted with the frame that completes them
    QCOMPARE(spoken[0].second, 3180ms);
    QCOMPARE(spoken[1].first, 5680ms);
    QCOMPARE(caller.turns().size(), 2u);
    QCOMPARE(caller.turns()[0].latency(), std::optional(820ms));
    QCOMPARE(caller.turns()[0].replyLength, 1s);
    QCOMPARE(caller.turns()[1].latency(), std::optional(820ms));
    QVERIFY(!caller.turns()[0].bargedIn);
    QCOMPARE(caller.firstSound(), std::optional(200ms));
}

void TestCaller::speaksWhenNobodyGreets()
{
    CallScript script;
    script.utterances = { utterance(1s) };
    Caller caller(script);
    const Sound spoken = converse(caller, {});
    QCOMPARE(spoken.size(), 1u);
    QCOMPARE(spoken[0].first, script.greetingPatience);
    QVERIFY(!caller.heardBot());
}

void TestCaller::bargesIn()
{
    CallScript script;
    script.utterances = { utterance(1s) };
    script.bargeIn = 600ms;
    Caller caller(script);
    const Sound spoken = converse(caller, { { 400ms, 800ms }, { 1100ms, 1240ms }, { 2500ms, 3s } });
    QCOMPARE(spoken.at(0).first, 1100ms); // over 600 ms after 400, and the bot sounds again
    QVERIFY(caller.turns()[0].bargedIn);
    QCOMPARE(caller.turns()[0].yieldedAfter, std::optional(140ms));
    QCOMPARE(caller.turns()[0].latency(), std::optional(400ms));
}

void TestCaller::aBotThatGoesOnHasNotYielded()
{
    CallScript script;
    script.utterances = { utterance(1s) };
    script.bargeIn = 200ms;
    Caller caller(script);
    converse(caller, { { 0ms, 60s } });
    QVERIFY(caller.turns().at(0).bargedIn);
    QVERIFY(!caller.turns()[0].yieldedAfter);
    QVERIFY(!caller.turns()[0].replyStart);
}

void TestCaller::aReplyIntoTheUtteranceOverlaps()
{
    CallScript script;
    script.utterances = { utterance(2s) };
    Caller caller(script);
    converse(caller, { { 0ms, 300ms }, { 1200ms, 1400ms }, { 2500ms, 3500ms } });
    const TurnRecord &turn = caller.turns().at(0);
    QCOMPARE(turn.speechStart, 980ms);
    QCOMPARE(turn.replyStart, std::optional(2500ms)); // the interjection at 1200 was no answer
    QVERIFY(turn.overlaps());
    QVERIFY(!turn.latency());
}

void TestCaller::theTailOfThePreviousReplyIsNoAnswer()
{
    CallScript script;
    script.utterances = { utterance(1s), utterance(2s, 800ms) };
    script.bargeIn = 700ms;
    Caller caller(script);
    // He speaks from 700 and from 4 s; the second reply goes on with a new sentence into that, and falls silent.
    converse(caller, { { 0ms, 1s }, { 2300ms, 4100ms }, { 4400ms, 4700ms }, { 6500ms, 7500ms } });
    const TurnRecord &first = caller.turns().at(0), &second = caller.turns().at(1);
    QCOMPARE(first.replyStart, std::optional(2300ms));
    QVERIFY(second.speechStart < 4400ms && second.bargedIn);
    QCOMPARE(second.yieldedAfter, std::optional(4700ms - second.speechStart));
    QCOMPARE(second.replyStart, std::optional(6500ms));
    QCOMPARE(second.latency(), std::optional(6500ms - second.speechEnd));
    QVERIFY(*second.latency() > 0ms);
}

void TestCaller::whatComesAfterTheUtteranceReplacesAnInterjection()
{
    CallScript script;
    script.utterances = { utterance(2s, 1s) }; // speech from 980 to 2980
    Caller caller(script);
    converse(caller, { { 0ms, 300ms }, { 2s, 2300ms }, { 3500ms, 4500ms } });
    QCOMPARE(caller.turns().at(0).replyStart, std::optional(3500ms));
    QCOMPARE(caller.turns()[0].latency(), std::optional(520ms));
}

void TestCaller::aBargedInBotThatOnlyPausesHasNotAnswered()
{
    CallScript script;
    script.utterances = { utterance(1s) };
    script.bargeIn = 700ms;
    Caller caller(script);
    // Sentences with pauses of 400 ms, before, in and after the utterance from 700 ms to 1.7 s.
    converse(caller, { { 0ms, 1100ms }, { 1500ms, 1900ms }, { 2300ms, 3s }, { 3400ms, 4s } });
    const TurnRecord &turn = caller.turns().at(0);
    QVERIFY(turn.bargedIn && turn.finished);
    QVERIFY(!turn.replyStart);
    QCOMPARE(turn.yieldedAfter, std::optional(3300ms)); // at 4 s, not in the pauses
}

void TestCaller::whatComesAfterACutIsNew()
{
    CallScript script;
    script.utterances = { utterance(400ms) };
    script.bargeIn = 700ms;
    Caller caller(script);
    for (auto now = 0ms; now < 5s && !caller.isDone(); now += 20ms) {
        if (now == 960ms)
            caller.noteCut();
        caller.process(tone(20ms, now < 960ms || (now >= 1300ms && now < 2s) ? 3000 : 0));
    }
    const TurnRecord &turn = caller.turns().at(0);
    QCOMPARE(turn.yieldedAfter, std::optional(260ms));
    QCOMPARE(turn.latency(), std::optional(200ms)); // only 340 ms after the old sound
}

void TestCaller::whatSoundsBeforeTheFirstWordIsNoAnswer()
{
    CallScript script;
    media::Samples samples(8000, 0); // a second of quiet before the word
    const media::Samples word = tone(1s);
    samples.insert(samples.end(), word.begin(), word.end());
    script.utterances = { utteranceOf(u"u"_s, samples) };
    Caller caller(script);
    // He begins at 980, says the word from 1980 to 2980; the bot has a second sentence over all of that.
    converse(caller, { { 0ms, 300ms }, { 1500ms, 4s } });
    QVERIFY(caller.turns().at(0).bargedIn);
    QVERIFY(!caller.turns()[0].replyStart);
}

void TestCaller::aLoopedBreathIsNotThePreviousReply()
{
    CallScript script;
    media::Samples samples = tone(1s, 150);
    const media::Samples word = tone(1s);
    samples.insert(samples.end(), word.begin(), word.end());
    script.utterances = { utteranceOf(u"u"_s, samples) };
    Caller caller(script);
    converse(caller, { { 0ms, 300ms }, { 1500ms, 4s } });
    QCOMPARE(caller.turns().at(0).speechStart, 1980ms);
    QVERIFY(caller.turns()[0].overlaps() && !caller.turns()[0].bargedIn);
}

void TestCaller::noReplyIsNoLatency()
{
    CallScript script;
    script.utterances = { utterance(1s) };
    Caller caller(script);
    converse(caller, { { 0ms, 300ms }, { 1200ms, 1400ms } });
    QVERIFY(caller.turns().at(0).finished);
    QVERIFY(!caller.turns()[0].latency());
    QVERIFY(caller.isDone());
}

void TestCaller::eachKeyIsATurn()
{
    CallScript script;
    script.keys = u"12w#"_s;
    script.utterances = { utterance(1s) };
    Caller caller(script);
    QString keys;
    const Sound spoken = converse(caller, { { 0ms, 300ms }, { 4s, 5s } }, &keys);
    QCOMPARE(keys, u"12#"_s);
    QCOMPARE(caller.turnCount(), 4u);
    QCOMPARE(caller.turns().size(), 4u);
    QCOMPARE(caller.turns()[0].said, u"key 1"_s);
    QCOMPARE(caller.turns()[1].said, u"key 2"_s);
    QCOMPARE(caller.turns()[2].said, u"key #"_s);
    QCOMPARE(caller.turns()[2].speechEnd - caller.turns()[0].speechStart, 1100ms);
    QVERIFY(!caller.turns()[0].expectsReply && !caller.turns()[1].expectsReply && caller.turns()[2].expectsReply);
    QVERIFY(!caller.turns()[0].replyStart && !caller.turns()[1].replyStart);
    QCOMPARE(caller.turns()[2].replyStart, std::optional(4s));
    QCOMPARE(spoken.at(0).first, 5680ms);
}

void TestCaller::theReplyToOneKeyDoesNotAnswerTheNext()
{
    CallScript script;
    script.keys = u"1w2"_s; // pressed at 980 and 1780 ms
    Caller caller(script);
    // The first key's reply has a pause while the second is pressed, and goes on.
    converse(caller, { { 0ms, 300ms }, { 1s, 1700ms }, { 2s, 3s } });
    QCOMPARE(caller.turns().size(), 2u);
    QCOMPARE(caller.turns()[0].latency(), std::optional(20ms));
    QVERIFY(caller.turns()[1].finished && caller.turns()[1].expectsReply);
    QVERIFY(!caller.turns()[1].replyStart);
}

void TestCaller::unaskedTurnsAreCounted_data()
{
    QTest::addColumn<Sound>("bot");
    QTest::addColumn<int>("unasked");
    // Said from 980 ms to 1980; patience ends at 3980.
    QTest::newRow("greeting and answer") << Sound { { 0ms, 300ms }, { 2500ms, 3s } } << 0;
    QTest::newRow("no greeting") << Sound { { 8600ms, 9s } } << 0;
    QTest::newRow("sentences with pauses") << Sound { { 0ms, 300ms }, { 2500ms, 3s }, { 4480ms, 5s } } << 0;
    QTest::newRow("once more") << Sound { { 0ms, 300ms }, { 2500ms, 3s }, { 4500ms, 5s } } << 1;
    QTest::newRow("again and again") << Sound { { 0ms, 300ms }, { 2500ms, 3s }, { 5s, 6s }, { 8s, 9s } } << 2;
    QTest::newRow("out of patience") << Sound { { 0ms, 300ms }, { 4500ms, 5s } } << 1;
    QTest::newRow("into the utterance") << Sound { { 0ms, 300ms }, { 1900ms, 3s } } << 0;
}

void TestCaller::unaskedTurnsAreCounted()
{
    QFETCH(Sound, bot);
    QFETCH(int, unasked);
    CallScript script;
    script.utterances = { utterance(1s) };
    script.replyPatience = 2s;
    Caller caller(script);
    listen(caller, bot, 10s); // he stays on the line when he is done
    QCOMPARE(caller.unpromptedTurns(), unasked);
}

void TestCaller::whatTwimlSaysIsNotUnasked()
{
    Caller caller { CallScript {} };
    caller.listenTo(false);
    listen(caller, { { 0ms, 1s }, { 3s, 4s } }, 5s);
    QCOMPARE(caller.unpromptedTurns(), 0);
}

void TestCaller::aNewStreamMayGreet()
{
    Caller caller { CallScript {} };
    listen(caller, { { 0ms, 1s } }, 4s);
    caller.listenTo(false);
    caller.listenTo(true);
    listen(caller, { { 0ms, 1s } }, 4s);
    QCOMPARE(caller.unpromptedTurns(), 0);
    listen(caller, { { 0ms, 1s } }, 4s);
    QCOMPARE(caller.unpromptedTurns(), 1);
}

void TestCaller::repeatsWhenAsked()
{
    CallScript script;
    script.utterances = { utterance(1s), utterance(500ms) };
    script.repeats = true;
    Caller caller(script);
    // Nobody answers: 6 s until he speaks, 10 s after each utterance.
    const Sound spoken = converse(caller, {});
    QVERIFY(!caller.isDone());
    QCOMPARE(spoken.size(), 5u);
    QCOMPARE(spoken[3].second - spoken[3].first, 500ms);
    QCOMPARE(spoken[4].second - spoken[4].first, 1s);
    QCOMPARE(caller.turnCount(), 2u);
}

void TestCaller::utteranceBoundsLeaveOutQuiet()
{
    media::Samples samples(1600, 3);
    const media::Samples speech = tone(100ms);
    samples.insert(samples.end(), speech.begin(), speech.end());
    samples.resize(samples.size() + 1000, 2);
    const Utterance found = utteranceOf(u"x"_s, samples);
    QCOMPARE(found.speechBegin, 1600);
    QCOMPARE(found.speechEnd, 2400);
    QCOMPARE(utteranceOf(u"silence"_s, media::Samples(1600, 3)).speechEnd, 0);
    QCOMPARE(utteranceOf(u"nothing"_s, {}).speechEnd, 0);
}

QTEST_GUILESS_MAIN(TestCaller)
#include "tst_caller.moc"
