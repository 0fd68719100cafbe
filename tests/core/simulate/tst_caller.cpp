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
    void aReplyIntoTheUtteranceIsEarly();
    void noReplyIsNoLatency();
    void keysComeFirst();
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

void TestCaller::aReplyIntoTheUtteranceIsEarly()
{
    CallScript script;
    script.utterances = { utterance(2s) };
    Caller caller(script);
    converse(caller, { { 0ms, 300ms }, { 1200ms, 1400ms }, { 2500ms, 3500ms } });
    const TurnRecord &turn = caller.turns().at(0);
    QCOMPARE(turn.speechStart, 980ms);
    QCOMPARE(turn.replyStart, std::optional(2500ms)); // the interjection at 1200 was no answer
    QCOMPARE(turn.latency(), std::optional(-480ms));
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

void TestCaller::keysComeFirst()
{
    CallScript script;
    script.keys = u"12w#"_s;
    script.utterances = { utterance(1s) };
    Caller caller(script);
    QString keys;
    const Sound spoken = converse(caller, { { 0ms, 300ms }, { 4s, 5s } }, &keys);
    QCOMPARE(keys, u"12#"_s);
    QCOMPARE(caller.turns().at(0).said, u"keys 12w#"_s);
    QCOMPARE(caller.turns()[0].speechEnd - caller.turns()[0].speechStart, 1100ms);
    QCOMPARE(spoken.at(0).first, 5680ms);
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
