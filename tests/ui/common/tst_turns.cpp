#include "core/event/jsonform.h"
#include "ui/common/turns.h"

#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

base::StreamSid stream(char digit)
{
    return *base::StreamSid::parse("MZ" + QByteArray(32, digit));
}

/// Tells events to a TurnList as a call would.
struct Talk
{
    TurnList list {};
    base::StreamSid sid = stream('1');
    std::optional<int> changed {};

    Talk &at(CallTime time, event::Payload payload)
    {
        event::Event event;
        event.streamSid = sid;
        event.monotonic = base::Monotonic(time);
        event.payload = std::move(payload);
        changed = list.take(event, time);
        return *this;
    }
    Talk &begin(CallTime time = 0ms) { return at(time, event::StreamStarted {}); }
    /// Speech of 1 s that ends at `end`, told 450 ms later.
    Talk &says(int utterance, CallTime end, const QString &text)
    {
        at(end - 940ms, event::SpeechStarted { utterance, end - 1000ms, 0, 0 });
        at(end + 450ms, event::SpeechEnded { utterance, end, 1000ms, 0 });
        return at(end + 480ms, event::FinalRecognized { utterance, text, {}, {}, {}, {} });
    }
    const Turn &turn(int index) const { return list.turns().at(static_cast<std::size_t>(index)); }
    int count() const { return static_cast<int>(list.turns().size()); }
};

event::ReplyLeft left(int turn, std::optional<int> utterance)
{
    event::ReplyLeft left;
    left.turn = turn;
    left.utterance = utterance;
    return left;
}

event::MarkReceived mark(const QString &name, int turn, bool heard,
                         std::optional<std::chrono::milliseconds> buffer = {},
                         std::optional<std::chrono::milliseconds> toPlayed = {})
{
    return { name, heard, turn, buffer, toPlayed };
}

} // namespace

class TurnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldsGreetingAndAnswer();
    void showsPartialsUntilTheFinal();
    void placesSpeechByTheStreamsClock();
    void growsWhileItGoesOn();
    void joinsHeldUtterances();
    void doesNotJoinWhatWasUnderstoodInSilence();
    void unknownStaysEmpty();
    void takesTheBufferFromTheFirstMarkOnly();
    void buffersOfMarks_data();
    void buffersOfMarks();
    void collectsSentences();
    void tellsWhoCutTheBot();
    void muteBotHoldsNothing();
    void clearWithoutBargeIn();
    void givesUpWhatNeverLeft();
    void operatorSpeaks();
    void numbersBeginAnewWithEachStream();
    void losesNothingOfACutLog();
    void soundBeforeItsAnswer();
    void findsByTime();
    void foldsARecordedCall();
};

void TurnsTest::foldsGreetingAndAnswer()
{
    Talk talk;
    talk.begin().at(1ms, event::AgentReplied { 1, {}, u"Hello."_s, {} }).at(20ms, left(1, {}));
    talk.at(30ms, event::SpeechSynthesized { 1, 1, 500ms, u"Hello."_s });
    QCOMPARE(talk.count(), 1);
    QVERIFY(!talk.turn(0).utterance);
    QCOMPARE(talk.turn(0).answer, u"Hello."_s);
    talk.says(1, 3000ms, u"go on"_s);
    QCOMPARE(talk.count(), 2);
    QVERIFY(!talk.turn(1).number);
    QVERIFY(talk.turn(1).saidIsFinal);
    talk.at(3490ms, event::AgentReplied { 2, 1, u"Yes."_s, {} }).at(3500ms, left(2, 1));
    QCOMPARE(talk.changed, 1);
    QCOMPARE(talk.count(), 2);
    QCOMPARE(talk.turn(1).number, 2);
    QCOMPARE(talk.turn(1).said, u"go on"_s);
    QCOMPARE(talk.turn(1).answer, u"Yes."_s);
    QCOMPARE(talk.turn(1).range(), (TimeRange { 2000ms, 3500ms }));
    QCOMPARE(talk.list.find(2), 1);
    QVERIFY(!talk.list.find(3));
}

void TurnsTest::showsPartialsUntilTheFinal()
{
    Talk talk;
    talk.begin().at(100ms, event::SpeechStarted { 1, 50ms, 0, 0 });
    talk.at(300ms, event::PartialRecognized { 1, u"go"_s, {} });
    QCOMPARE(talk.changed, 0);
    QVERIFY(!talk.turn(0).saidIsFinal);
    talk.at(400ms, event::PartialRecognized { 1, u"go for"_s, {} });
    QCOMPARE(talk.turn(0).said, u"go for"_s);
    talk.at(500ms, event::FinalRecognized { 1, u"go forward"_s, {}, {}, {}, {} });
    talk.at(501ms, event::PartialRecognized { 1, u"late"_s, {} });
    QCOMPARE(talk.turn(0).said, u"go forward"_s);
    QVERIFY(!talk.changed);
}

void TurnsTest::placesSpeechByTheStreamsClock()
{
    Talk talk;
    talk.begin(10ms).says(1, 3000ms, u"x"_s);
    QCOMPARE(*talk.turn(0).speech, (TimeRange { 2010ms, 3010ms }));
    // Without the stream's beginning: from the event's own time.
    Talk late;
    late.says(1, 3000ms, u"x"_s);
    QCOMPARE(*late.turn(0).speech, (TimeRange { 2060ms, 3060ms }));
    // A stream clock that is far off is not believed.
    Talk off;
    off.begin().at(9000ms, event::SpeechStarted { 1, 2000ms, 0, 0 });
    QCOMPARE(off.turn(0).speech->begin, 9000ms);
}

void TurnsTest::growsWhileItGoesOn()
{
    Talk talk;
    talk.begin().at(1000ms, event::SpeechStarted { 1, 950ms, 0, 0 }).at(1600ms, event::MediaReceived {});
    QCOMPARE(talk.changed, 0);
    QCOMPARE(talk.turn(0).speech->end, 1600ms);
    talk.at(2000ms, event::SpeechEnded { 1, 1550ms, 600ms, 0 }).at(2100ms, event::MediaReceived {});
    QCOMPARE(talk.turn(0).speech->end, 1550ms);
    QVERIFY(!talk.changed);
    talk.at(2200ms, left(1, 1)).at(2300ms, event::SpeechSynthesized { 1, 1, 500ms, u"Yes."_s });
    talk.at(2600ms, event::MediaSent {});
    QCOMPARE(talk.turn(0).reply->end, 2600ms);
    talk.at(9000ms, event::MediaSent {}); // not longer than its sound
    QCOMPARE(talk.turn(0).reply->end, 2700ms);
    talk.at(9001ms, mark(u"t1s1"_s, 1, true));
    QCOMPARE(talk.turn(0).reply->end, 9001ms);
}

void TurnsTest::joinsHeldUtterances()
{
    Talk talk;
    talk.begin().at(1000ms, event::SpeechStarted { 1, 950ms, 0, 0 });
    talk.at(2000ms, event::SpeechEnded { 1, 1550ms, 600ms, 0 });
    talk.at(2010ms, event::SpeechStarted { 2, 1990ms, 0, 0 });
    talk.at(2050ms, event::FinalRecognized { 1, u"I want"_s, {}, {}, {}, {} });
    talk.at(3000ms, event::SpeechEnded { 2, 2550ms, 560ms, 0 });
    talk.at(3050ms, event::FinalRecognized { 2, u"a taxi"_s, {}, {}, {}, {} });
    QVERIFY(!talk.turn(0).joinedTo);
    talk.at(3060ms, event::AgentReplied { 1, 2, u"Sure."_s, {} });
    QCOMPARE(talk.changed, 0); // the joined one changed too
    QCOMPARE(talk.count(), 2);
    QCOMPARE(talk.turn(0).joinedTo, 1);
    QVERIFY(!talk.turn(0).number);
    QCOMPARE(talk.turn(1).number, 1);
    QCOMPARE(talk.turn(1).answer, u"Sure."_s);
}

void TurnsTest::doesNotJoinWhatWasUnderstoodInSilence()
{
    Talk talk;
    talk.begin().says(1, 2000ms, u"one"_s).says(2, 5000ms, u"two"_s);
    talk.at(5500ms, event::AgentReplied { 1, 2, u"Yes."_s, {} });
    QVERIFY(!talk.turn(0).joinedTo);
    QVERIFY(!talk.turn(0).number);
}

void TurnsTest::unknownStaysEmpty()
{
    Talk talk;
    event::ReplyLeft greeting = left(1, {});
    greeting.text = 0ms;
    greeting.synthesis = 22ms;
    talk.begin().at(20ms, greeting);
    const auto &stages = talk.turn(0).stages;
    QVERIFY(!stages[static_cast<std::size_t>(Stage::Endpointing)]);
    QVERIFY(!stages[static_cast<std::size_t>(Stage::Recognition)]);
    QVERIFY(!stages[static_cast<std::size_t>(Stage::Agent)]);
    QCOMPARE(stages[static_cast<std::size_t>(Stage::Text)], 0ms);
    QCOMPARE(stages[static_cast<std::size_t>(Stage::Synthesis)], 22ms);
    QVERIFY(!stages[static_cast<std::size_t>(Stage::Gateway)]);
    QVERIFY(!stages[static_cast<std::size_t>(Stage::TwilioBuffer)]);
    QVERIFY(!talk.turn(0).voiceToVoice);
    QVERIFY(!talk.turn(0).toPlayed);
}

void TurnsTest::takesTheBufferFromTheFirstMarkOnly()
{
    Talk talk;
    talk.begin().at(100ms, left(1, {}));
    talk.at(110ms, event::SpeechSynthesized { 1, 1, 1000ms, u"One."_s });
    talk.at(120ms, event::SpeechSynthesized { 1, 2, 500ms, u"Two."_s });
    talk.at(1130ms, mark(u"t1s1"_s, 1, true, 1030ms, 1500ms));
    QCOMPARE(talk.turn(0).stages.back(), 30ms);
    QCOMPARE(talk.turn(0).toPlayed, 500ms);
    talk.at(1900ms, mark(u"t1s2"_s, 1, true, 1800ms, 2300ms));
    QCOMPARE(talk.turn(0).stages.back(), 30ms);
    QCOMPARE(talk.turn(0).toPlayed, 500ms);
}

void TurnsTest::buffersOfMarks_data()
{
    using Ms = std::optional<int>;
    QTest::addColumn<Ms>("sound");
    QTest::addColumn<bool>("heard");
    QTest::addColumn<int>("upToMark");
    QTest::addColumn<Ms>("buffer");
    QTest::newRow("usual") << Ms(1000) << true << 1030 << Ms(30);
    QTest::newRow("rounding") << Ms(1000) << true << 985 << Ms(0);
    QTest::newRow("earlier than its sound") << Ms(1000) << true << 400 << Ms();
    QTest::newRow("length unknown") << Ms() << true << 1030 << Ms();
    QTest::newRow("never heard") << Ms(1000) << false << 1030 << Ms();
}

void TurnsTest::buffersOfMarks()
{
    QFETCH(const std::optional<int>, sound);
    QFETCH(const bool, heard);
    QFETCH(const int, upToMark);
    QFETCH(const std::optional<int>, buffer);
    Talk talk;
    talk.begin().at(100ms, left(1, {}));
    if (sound)
        talk.at(110ms, event::SpeechSynthesized { 1, 1, std::chrono::milliseconds(*sound), u"One."_s });
    talk.at(2000ms, mark(u"t1s1"_s, 1, heard, std::chrono::milliseconds(upToMark)));
    const auto found = talk.turn(0).stages.back();
    QCOMPARE(found.has_value(), buffer.has_value());
    if (buffer)
        QCOMPARE(found->count(), *buffer);
    QCOMPARE(talk.turn(0).sentences.at(0).heard, heard);
}

void TurnsTest::collectsSentences()
{
    Talk talk;
    talk.begin().at(100ms, left(1, {}));
    talk.at(110ms, event::SpeechSynthesized { 1, 1, 1000ms, u"One."_s });
    QCOMPARE(talk.turn(0).answer, u"One."_s);
    talk.at(120ms, event::SpeechSynthesized { 1, 2, 500ms, u"Two."_s });
    QCOMPARE(talk.turn(0).answer, u"One. Two."_s);
    QVERIFY(!talk.turn(0).answerIsWhole);
    talk.at(130ms, event::AgentReplied { 1, {}, u"One. Two. Three."_s, {} });
    talk.at(140ms, event::SpeechSynthesized { 1, 3, 500ms, u"Three."_s });
    QCOMPARE(talk.turn(0).answer, u"One. Two. Three."_s);
    QVERIFY(talk.turn(0).answerIsWhole);
    QCOMPARE(talk.turn(0).sentences.size(), 3u);
    QCOMPARE(talk.turn(0).sentences.at(2).text, u"Three."_s);
}

void TurnsTest::tellsWhoCutTheBot()
{
    const event::BargedIn cut { 1, 300ms, 700ms, u"Hello"_s, {} };
    Talk voice;
    voice.begin().at(100ms, left(1, {})).at(300ms, event::SpeechStarted { 1, 290ms, 0, 0 }).at(600ms, cut);
    QVERIFY(voice.turn(0).cut);
    QVERIFY(voice.turn(0).cutByCaller);
    QCOMPARE(voice.turn(0).heardText, u"Hello"_s);
    voice.at(900ms, event::MediaSent {});
    QCOMPARE(voice.turn(0).reply->end, 600ms);

    Talk desk;
    desk.begin().at(100ms, left(1, {})).at(600ms, event::TakenOver { u"desktop"_s });
    desk.at(600ms, event::BargedIn { 1, 300ms, 700ms, u"Hello"_s, u"desktop"_s });
    QVERIFY(desk.turn(0).cut);
    QVERIFY(!desk.turn(0).cutByCaller);
}

/// What was said to an operator is not joined to what the bot answers later.
void TurnsTest::muteBotHoldsNothing()
{
    Talk talk;
    talk.begin().at(10ms, event::TakenOver {}).at(1000ms, event::SpeechStarted { 1, 950ms, 0, 0 });
    talk.at(2000ms, event::SpeechEnded { 1, 1550ms, 600ms, 0 }).at(2010ms, event::SpeechStarted { 2, 1990ms, 0, 0 });
    talk.at(2050ms, event::FinalRecognized { 1, u"to you"_s, {}, {}, {}, {} }).at(2060ms, event::GivenBack {});
    talk.at(3000ms, event::SpeechEnded { 2, 2550ms, 560ms, 0 });
    talk.at(3050ms, event::FinalRecognized { 2, u"to it"_s, {}, {}, {}, {} });
    talk.at(3060ms, event::AgentReplied { 1, 2, u"Yes."_s, {} });
    QVERIFY(!talk.turn(0).joinedTo);
}

void TurnsTest::clearWithoutBargeIn()
{
    Talk talk;
    talk.begin().at(100ms, left(1, {}));
    talk.at(110ms, event::SpeechSynthesized { 1, 1, 300ms, u"One."_s });
    talk.at(120ms, event::SpeechSynthesized { 1, 2, 500ms, u"Two."_s });
    talk.at(430ms, mark(u"t1s1"_s, 1, true)).at(500ms, event::ClearSent { 400ms });
    QCOMPARE(talk.changed, 0);
    QVERIFY(talk.turn(0).cut);
    QVERIFY(!talk.turn(0).cutByCaller);
    QCOMPARE(talk.turn(0).sentences.at(0).heard, true);
    QCOMPARE(talk.turn(0).sentences.at(1).heard, false);
}

void TurnsTest::givesUpWhatNeverLeft()
{
    Talk talk;
    talk.begin().says(1, 2000ms, u"one"_s).at(2500ms, event::AgentReplied { 1, 1, u"Slow."_s, {} });
    talk.says(2, 5000ms, u"two"_s).at(5500ms, event::AgentReplied { 2, 2, u"Yes."_s, {} });
    QVERIFY(!talk.turn(0).cut);
    talk.at(5510ms, left(2, 2));
    QCOMPARE(talk.changed, 0);
    QVERIFY(talk.turn(0).cut);
    QCOMPARE(talk.turn(0).heardText, QString());
    QVERIFY(!talk.turn(1).cut);
    talk.at(6000ms, event::AgentReplied { 3, {}, u"Bye."_s, {} }).at(6010ms, event::StreamStopped {});
    QVERIFY(talk.turn(2).cut);
    QVERIFY(!talk.turn(1).cut);
    // An operator's sentence may go first: what leaves after all was not given up.
    talk.at(6020ms, left(3, {}));
    QVERIFY(!talk.turn(2).cut);
    QVERIFY(!talk.turn(2).heardText);
}

void TurnsTest::operatorSpeaks()
{
    Talk talk;
    talk.begin().at(100ms, event::OperatorSaid { u"desktop"_s, u"One moment."_s, {}, 4 }).at(120ms, left(4, {}));
    talk.at(150ms, event::SpeechSynthesized { 4, 1, 300ms, u"One moment."_s });
    QCOMPARE(talk.count(), 1);
    QVERIFY(talk.turn(0).byOperator);
    QCOMPARE(talk.turn(0).answer, u"One moment."_s);
    QCOMPARE(talk.turn(0).number, 4);
    QVERIFY(!talk.turn(0).utterance);
}

void TurnsTest::numbersBeginAnewWithEachStream()
{
    Talk talk;
    talk.begin().says(1, 2000ms, u"one"_s).at(2500ms, event::AgentReplied { 1, 1, u"First."_s, {} });
    talk.sid = stream('2');
    talk.begin(9000ms).at(11000ms, event::SpeechStarted { 1, 1990ms, 0, 0 });
    QCOMPARE(talk.count(), 2);
    QCOMPARE(talk.turn(1).speech->begin, 10990ms);
    talk.at(12000ms, event::AgentReplied { 1, 1, u"Second."_s, {} });
    QCOMPARE(talk.turn(0).answer, u"First."_s);
    QCOMPARE(talk.turn(1).answer, u"Second."_s);
    QCOMPARE(talk.list.find(1), 1);
}

void TurnsTest::losesNothingOfACutLog()
{
    Talk talk;
    talk.at(100ms, mark(u"t6s2"_s, 6, true)).at(200ms, event::PartialRecognized { 5, u"al"_s, {} });
    talk.at(300ms, event::FinalRecognized { 5, u"alpha"_s, {}, {}, {}, {} });
    talk.at(310ms, event::AgentReplied { 7, 5, u"beta"_s, {} }).at(400ms, event::SpeechEnded { 9, 20ms, 80ms, 0 });
    talk.at(500ms, event::AgentReplied { 8, 7, u"gamma"_s, {} }).at(600ms, event::BargedIn { 12, 1ms, 1ms, {}, {} });
    QCOMPARE(talk.count(), 5);
    QCOMPARE(talk.turn(0).number, 6);
    QCOMPARE(talk.turn(0).sentences.at(0).number, 2);
    QCOMPARE(talk.turn(1).said, u"alpha"_s);
    QCOMPARE(talk.turn(1).answer, u"beta"_s);
    QCOMPARE(talk.turn(2).utterance, 9);
    QCOMPARE(*talk.turn(2).speech, (TimeRange { 320ms, 400ms }));
    QCOMPARE(talk.turn(3).utterance, 7);
    QCOMPARE(talk.turn(3).answer, u"gamma"_s);
    QCOMPARE(talk.turn(4).number, 12);
}

/// The second of two answers can be made into sound while the first still plays.
void TurnsTest::soundBeforeItsAnswer()
{
    Talk talk;
    talk.begin().says(1, 2000ms, u"one"_s);
    talk.at(2600ms, event::SpeechSynthesized { 3, 1, 700ms, u"Yes."_s });
    QCOMPARE(talk.count(), 2);
    talk.at(2700ms, event::AgentReplied { 3, 1, u"Yes."_s, {} });
    QCOMPARE(talk.count(), 2);
    QCOMPARE(talk.changed, 0);
    QCOMPARE(talk.turn(0).joinedTo, 3);
    QCOMPARE(talk.turn(1).utterance, 1);
    QCOMPARE(talk.turn(1).number, 3);
}

void TurnsTest::findsByTime()
{
    Talk talk;
    QVERIFY(!talk.list.at(0ms));
    talk.begin().at(100ms, left(1, {})).says(1, 3000ms, u"one"_s);
    QVERIFY(!talk.list.at(99ms));
    QCOMPARE(talk.list.at(100ms), 0);
    QCOMPARE(talk.list.at(1999ms), 0);
    QCOMPARE(talk.list.at(2000ms), 1);
    QCOMPARE(talk.list.at(99999ms), 1);
}

/// Lines of a real log.
void TurnsTest::foldsARecordedCall()
{
    const char *lines[] = {
        R"({"seq":8,"mono_us":5926580384,"event":"WS_START"})",
        R"({"seq":9,"mono_us":5926580537,"event":"AGENT_REPLY","turn":1,"text":"Hello, how can I help you?"})",
        R"({"seq":14,"mono_us":5926603023,"event":"PING_PONG_TX","turn":1,"text_ms":0,"synthesis_ms":22,"gateway_ms":0})",
        R"({"seq":15,"mono_us":5926615418,"event":"TTS_LEN_ms","turn":1,"sentence":1,"length_ms":1762,"text":"Hello, how can I help you?"})",
        R"({"seq":19,"mono_us":5928397751,"event":"MARK_RX","mark":"t1s1","heard":true,"turn":1,"twilio_buffer_ms":1795})",
        R"({"seq":22,"mono_us":5929597776,"event":"SPEECH_START","utterance":1,"at_ms":2978,"rms":1919.8,"threshold":210})",
        R"({"seq":25,"mono_us":5930260849,"event":"STT_PARTIAL","utterance":1,"text":"go forward","language":"en-US"})",
        R"({"seq":34,"mono_us":5931857949,"event":"SPEECH_END","utterance":1,"at_ms":4838,"length_ms":1860,"threshold":210})",
        R"({"seq":35,"mono_us":5931883625,"event":"STT_FINAL","utterance":1,"text":"go forward ten meters","latency_ms":26})",
        R"({"seq":36,"mono_us":5931883808,"event":"AGENT_REPLY","turn":2,"utterance":1,"text":"You said: go forward ten meters"})",
        R"({"seq":37,"mono_us":5931884267,"event":"PING_PONG_TX","turn":2,"utterance":1,"endpointing_ms":459,"recognition_ms":26,"agent_ms":0,"text_ms":0,"synthesis_ms":0,"gateway_ms":0,"voice_to_voice_ms":486,"ours_ms":9})",
        R"({"seq":38,"mono_us":5931891486,"event":"TTS_LEN_ms","turn":2,"sentence":1,"length_ms":2266,"text":"You said: go forward ten meters"})",
        R"({"seq":44,"mono_us":5934177849,"event":"MARK_RX","mark":"t2s1","heard":true,"turn":2,"twilio_buffer_ms":2294,"to_played_ms":2779})",
    };
    Talk talk;
    for (QByteArray line : lines) {
        line.insert(1, R"("utc":"2026-11-20T14:44:34.606844Z",)");
        const auto event = event::fromJsonLine(line);
        QVERIFY2(bool(event), line.constData());
        const auto zero = base::Monotonic(std::chrono::microseconds(5926556402));
        talk.at(std::chrono::duration_cast<CallTime>(event.value().monotonic - zero), event.value().payload);
    }
    QCOMPARE(talk.count(), 2);
    QCOMPARE(talk.turn(0).stages.back(), 33ms);
    const Turn &answer = talk.turn(1);
    QCOMPARE(*answer.speech, (TimeRange { 3001ms, 4861ms }));
    QCOMPARE(*answer.reply, (TimeRange { 5327ms, 7621ms }));
    QCOMPARE(answer.voiceToVoice, 486ms);
    QCOMPARE(answer.stages.front(), 459ms);
    QCOMPARE(answer.stages.back(), 28ms);
    QCOMPARE(answer.toPlayed, 513ms);
}

QTEST_MAIN(TurnsTest)
#include "tst_turns.moc"
