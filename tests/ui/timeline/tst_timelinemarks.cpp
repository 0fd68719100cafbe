#include "ui/timeline/eventfields.h"
#include "ui/timeline/markplaces.h"
#include "ui/timeline/timelinemarks.h"
#include "ui/timeline/timelinetexts.h"

#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;

namespace {

/// Tells the marks what happens on one stream.
struct Telling
{
    TimelineMarks marks {};
    EventId next = 100;
    base::StreamSid stream = *base::StreamSid::parse("MZ" + QByteArray(32, 'b'));

    EventId at(CallTime time, event::Payload payload)
    {
        event::Event event;
        event.sequence = static_cast<quint64>(next);
        event.streamSid = stream;
        event.payload = std::move(payload);
        marks.take(next, event, time);
        return next++;
    }
    std::vector<TimeItem> of(ItemKind kind) const
    {
        std::vector<TimeItem> found;
        std::copy_if(marks.items().begin(), marks.items().end(), std::back_inserter(found),
                     [kind](const TimeItem &item) { return item.kind == kind; });
        return found;
    }
    /// From 1, in the order in which they were told.
    TimeItem sentence(int number) const
    {
        for (const TimeItem &item : of(ItemKind::Sentence)) {
            if (item.number == number - 1)
                return item;
        }
        return {};
    }
};

QString text(const char *words)
{
    return QString::fromLatin1(words);
}

event::MarkReceived heard(const char *mark, int turn)
{
    return { text(mark), true, turn, {}, {} };
}

event::SpeechSynthesized synthesized(int turn, int number, CallTime length, const char *words = "hello")
{
    return { turn, number, length, text(words) };
}

event::ReplyLeft left(int turn)
{
    event::ReplyLeft reply;
    reply.turn = turn;
    return reply;
}

} // namespace

class TimelineMarksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speechIsPlacedWithItsWords();
    void sentencesFollowEachOther();
    void sentenceWaitsForItsReply();
    void marksPutSentencesRight();
    void whatWasCutIsUnheard();
    void whatWasNotToldWhenItWasCut();
    void endOfLineCutsWhatPlays();
    void turnsOfAnotherStreamAreOthers();
    void marks_data();
    void marks();
    void ordinaryEventsLeaveNoMark();
    void gapsAreWhereTheSoundIsMissing();
    void itemsAreInOrder();
    void tellsTheFirstThatChanged();
    void findsWhatIsNear();
    void choosesTurnsAndMarks();
    void crowdedMarksShareAPlace();
    void sharingDoesNotChangeWhileScrolling();
    void textsNameTimeAndEvent();
    void listsFieldsThatSaySomething();
};

void TimelineMarksTest::speechIsPlacedWithItsWords()
{
    Telling call;
    call.at(1s, event::StreamStarted {});
    const EventId started = call.at(3200ms, event::SpeechStarted { 1, 2s, 1, 1 });
    QCOMPARE(call.of(ItemKind::Speech).size(), 1u);
    QCOMPARE(call.of(ItemKind::Speech)[0].range.begin, CallTime(3000));
    call.at(3500ms, event::PartialRecognized { 1, text("go"), {} });
    QCOMPARE(call.of(ItemKind::Speech)[0].text, text("go"));
    call.at(5s, event::SpeechEnded { 1, 3500ms, 1500ms, 1 });
    call.at(5100ms, event::FinalRecognized { 1, text("go on"), {}, {}, {}, {} });
    const TimeItem speech = call.of(ItemKind::Speech).at(0);
    QCOMPARE(call.of(ItemKind::Speech).size(), 1u);
    QCOMPARE(speech.range, (TimeRange { 3s, 4500ms }));
    QCOMPARE(speech.text, text("go on"));
    QCOMPARE(speech.event, started);
    QCOMPARE(speech.sequence, quint64(started));
    QCOMPARE(speech.turn, 0);
}

void TimelineMarksTest::sentencesFollowEachOther()
{
    Telling call;
    call.at(0s, event::StreamStarted {});
    call.at(1s, left(1));
    call.at(1010ms, synthesized(1, 1, 800ms, "one"));
    call.at(1020ms, synthesized(1, 2, 500ms, "two"));
    call.at(4s, synthesized(1, 3, 500ms, "three"));
    QCOMPARE(call.sentence(1).range, (TimeRange { 1s, 1800ms }));
    QCOMPARE(call.sentence(2).range, (TimeRange { 1800ms, 2300ms }));
    QCOMPARE(call.sentence(3).range, (TimeRange { 4s, 4500ms }));
    QCOMPARE(call.sentence(2).heardUntil, CallTime(2300));
    QCOMPARE(call.sentence(2).text, text("two"));
}

void TimelineMarksTest::sentenceWaitsForItsReply()
{
    Telling call;
    call.at(1s, left(1));
    call.at(1s, synthesized(1, 1, 2s));
    call.at(1500ms, synthesized(2, 1, 1s)); // made while the first still plays
    QCOMPARE(call.sentence(2).range, (TimeRange { 3s, 4s }));
    call.at(3200ms, left(2));
    QCOMPARE(call.sentence(2).range, (TimeRange { 3200ms, 4200ms }));
}

void TimelineMarksTest::marksPutSentencesRight()
{
    Telling call;
    call.at(1s, left(1));
    call.at(1s, synthesized(1, 1, 1s));
    call.at(1s, synthesized(1, 2, 1s));
    call.at(2100ms, heard("t1s1", 1)); // as late as the line is long: nothing moves
    QCOMPARE(call.sentence(1).range, (TimeRange { 1s, 2s }));
    call.at(5s, heard("t1s2", 1)); // much later than thought: there was a pause before it
    QCOMPARE(call.sentence(2).range, (TimeRange { 4s, 5s }));
    call.at(6s, heard("nonsense", 1));
    call.at(6s, heard("t9s1", 9));
    QCOMPARE(call.of(ItemKind::Sentence).size(), 2u);
}

void TimelineMarksTest::whatWasCutIsUnheard()
{
    Telling call;
    call.at(1s, left(1));
    call.at(1s, synthesized(1, 1, 1s));
    call.at(1s, synthesized(1, 2, 1s));
    call.at(1s, synthesized(1, 3, 1s));
    call.at(2300ms, event::BargedIn { 1, 1300ms, 1700ms, text("hello") });
    QCOMPARE(call.sentence(1).heardUntil, call.sentence(1).range.end);
    QCOMPARE(call.sentence(2).heardUntil, CallTime(2300));
    QCOMPARE(call.sentence(2).range.end, CallTime(3000));
    QCOMPARE(call.sentence(3).heardUntil, call.sentence(3).range.begin);
    QCOMPARE(TimelineTexts::unheard(call.sentence(2)), CallTime(700));
    QVERIFY(!TimelineTexts::unheard(call.sentence(1)));
    // The next reply begins when it leaves, not behind what was never played.
    call.at(2500ms, left(2));
    call.at(2500ms, synthesized(2, 1, 1s));
    QCOMPARE(call.sentence(4).range, (TimeRange { 2500ms, 3500ms }));
}

void TimelineMarksTest::whatWasNotToldWhenItWasCut()
{
    Telling call;
    call.at(1s, left(1));
    call.at(1600ms, event::BargedIn { 1, 600ms, 900ms, text("he") });
    const TimeItem rest = call.sentence(1);
    QCOMPARE(rest.range, (TimeRange { 1s, 2500ms }));
    QCOMPARE(rest.heardUntil, CallTime(1600));
    QVERIFY(rest.text.isEmpty());
}

void TimelineMarksTest::endOfLineCutsWhatPlays()
{
    Telling call;
    call.at(1s, left(1));
    call.at(1s, synthesized(1, 1, 1s));
    call.at(1s, synthesized(1, 2, 2s));
    call.at(2500ms, event::StreamStopped { 2500ms });
    QCOMPARE(call.sentence(1).heardUntil, CallTime(2000));
    QCOMPARE(call.sentence(2).heardUntil, CallTime(2500));
    call.at(2600ms, event::CallEnded {});
    QCOMPARE(call.sentence(2).heardUntil, CallTime(2500));
}

void TimelineMarksTest::turnsOfAnotherStreamAreOthers()
{
    Telling call;
    call.at(0s, event::StreamStarted {});
    call.at(1s, left(1));
    call.at(1s, synthesized(1, 1, 1s, "old"));
    call.stream = *base::StreamSid::parse("MZ" + QByteArray(32, 'c'));
    call.at(10s, event::StreamStarted {});
    call.at(11s, left(1));
    call.at(11s, synthesized(1, 1, 1s, "new"));
    call.at(11500ms, event::BargedIn { 1, 500ms, 500ms, {} });
    QCOMPARE(call.sentence(1).range, (TimeRange { 1s, 2s }));
    QCOMPARE(call.sentence(1).heardUntil, CallTime(2000));
    QCOMPARE(call.sentence(2).range, (TimeRange { 11s, 12s }));
    QCOMPARE(call.sentence(2).heardUntil, CallTime(11500));
    QVERIFY(call.sentence(1).turn != call.sentence(2).turn);
}

Q_DECLARE_METATYPE(callscope::ui::ItemKind)
Q_DECLARE_METATYPE(callscope::event::Payload)

void TimelineMarksTest::marks_data()
{
    QTest::addColumn<event::Payload>("payload");
    QTest::addColumn<ItemKind>("kind");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *title, event::Payload payload, ItemKind kind, const char *name) {
        QTest::newRow(title) << payload << kind << QString::fromLatin1(name);
    };
    row("end of utterance", event::SpeechEnded { 1, 1s, 1s, 1 }, ItemKind::EndOfUtterance, "SPEECH_END");
    row("barge-in", event::BargedIn { 1, 0ms, 0ms, {} }, ItemKind::BargeIn, "BARGE_IN");
    row("clear", event::ClearSent { 1s }, ItemKind::Clear, "CLEAR_TX");
    row("mark sent", event::MarkSent { text("t1s1") }, ItemKind::MarkSent, "MARK_TX");
    row("mark heard", heard("t1s1", 1), ItemKind::MarkHeard, "MARK_RX");
    row("mark unheard", event::MarkReceived { text("t1s1"), false, 1, {}, {} }, ItemKind::MarkUnheard, "MARK_RX");
    row("digit", event::DigitPressed { text("5") }, ItemKind::Digit, "DTMF");
    row("gap", event::MediaGapFound { 1s, 20ms, text("missing") }, ItemKind::Gap, "MEDIA_GAP");
    row("provider", event::ProviderFailed { text("agent"), {}, {}, {}, {} }, ItemKind::Problem, "PROVIDER_ERROR");
    row("protocol", event::ProtocolErrorFound { 1, {}, {} }, ItemKind::Problem, "PROTOCOL_ERROR");
    row("lost socket", event::WebSocketClosed { 1006, {}, {} }, ItemKind::Problem, "WS_CLOSE");
    row("say", event::OperatorSaid { text("desktop"), text("hi"), {}, 3 }, ItemKind::Remark, "SAY");
    row("take over", event::TakenOver { text("desktop") }, ItemKind::Remark, "TAKE_OVER");
    row("give back", event::GivenBack { text("desktop") }, ItemKind::Remark, "GIVE_BACK");
    row("hang up", event::HungUp { text("desktop") }, ItemKind::Remark, "HANG_UP");
}

void TimelineMarksTest::marks()
{
    QFETCH(event::Payload, payload);
    QFETCH(ItemKind, kind);
    QFETCH(QString, name);
    Telling call;
    const EventId id = call.at(4s, payload);
    const std::vector<TimeItem> found = call.of(kind);
    QCOMPARE(found.size(), 1u);
    QCOMPARE(found[0].event, id);
    QCOMPARE(found[0].sequence, quint64(id));
    QCOMPARE(found[0].name, name);
    if (kind != ItemKind::Gap)
        QCOMPARE(found[0].range, (TimeRange { 4s, 4s }));
    QVERIFY(!TimelineTexts::kindName(kind).isEmpty());
}

void TimelineMarksTest::ordinaryEventsLeaveNoMark()
{
    Telling call;
    call.at(0s, event::StreamStarted {});
    call.at(1s, event::MediaReceived { 50, 50, 1s, 1 });
    call.at(1s, event::PingSent { 1 });
    call.at(1s, event::WebSocketClosed { 1000, {}, {} });
    QVERIFY(call.marks.items().empty());
}

void TimelineMarksTest::gapsAreWhereTheSoundIsMissing()
{
    Telling call;
    call.at(5s, event::MediaGapFound { 90s, 200ms, text("missing") }); // of a log without its begin
    QCOMPARE(call.of(ItemKind::Gap)[0].range, (TimeRange { 4800ms, 5s }));
    call.at(6s, event::StreamStarted {});
    call.at(9s, event::MediaGapFound { 2s, 200ms, text("missing") });
    QCOMPARE(call.of(ItemKind::Gap)[1].range, (TimeRange { 8s, 8200ms }));
}

void TimelineMarksTest::itemsAreInOrder()
{
    Telling call;
    call.at(0s, event::StreamStarted {});
    for (int i = 0; i < 50; ++i) {
        const CallTime time = i * 1s;
        call.at(time + 300ms, event::SpeechStarted { i, time + 100ms, 1, 1 });
        call.at(time + 350ms, event::MarkSent { text("t1s1") });
        call.at(time + 400ms, event::MediaGapFound { time + 200ms, 100ms, {} });
        call.at(time + 700ms, event::SpeechEnded { i, time + 600ms, 500ms, 1 });
    }
    QCOMPARE(call.marks.items().size(), 200u);
    QVERIFY(std::is_sorted(call.marks.items().begin(), call.marks.items().end(),
                           [](const TimeItem &a, const TimeItem &b) { return a.range.begin < b.range.begin; }));
}

void TimelineMarksTest::tellsTheFirstThatChanged()
{
    Telling call;
    QVERIFY(!call.marks.takeFirstChanged());
    call.at(1s, event::MarkSent { text("a") });
    call.at(2s, event::MarkSent { text("b") });
    QCOMPARE(call.marks.takeFirstChanged(), 0);
    QVERIFY(!call.marks.takeFirstChanged());
    call.at(3s, event::SpeechStarted { 1, 0s, 1, 1 });
    QCOMPARE(call.marks.takeFirstChanged(), 2);
    call.at(4s, event::PartialRecognized { 1, text("x"), {} });
    QCOMPARE(call.marks.takeFirstChanged(), 2);
}

void TimelineMarksTest::findsWhatIsNear()
{
    Telling call;
    call.at(1s, left(1));
    call.at(1s, synthesized(1, 1, 20s));
    for (int i = 0; i < 100; ++i)
        call.at(30s + i * 1s, event::MarkSent { text("m") });
    const auto seen = [&](TimeRange range) {
        const auto [first, end] = call.marks.near(range);
        int touching = 0;
        for (int i = first; i < end; ++i) {
            const TimeItem &item = call.marks.item(i);
            touching += item.range.begin < range.end && item.range.end >= range.begin;
        }
        return touching;
    };
    QCOMPARE(seen({ 15s, 16s }), 1); // within the long sentence
    QCOMPARE(seen({ 22s, 29s }), 0);
    QCOMPARE(seen({ 40s, 45s }), 5);
    QCOMPARE(seen({ 0s, 500s }), 101);
}

void TimelineMarksTest::choosesTurnsAndMarks()
{
    Telling call;
    call.at(0s, event::StreamStarted {});
    call.at(1s, event::SpeechStarted { 1, 1s, 1, 1 });
    const EventId ended = call.at(3s, event::SpeechEnded { 1, 2s, 1s, 1 });
    const TimeItem alone = call.of(ItemKind::Speech).at(0);
    QVERIFY(!call.marks.stretchOf(alone).turn); // no answer yet
    QCOMPARE(call.marks.stretchOf(alone).range, (TimeRange { 1s, 2s }));

    event::ReplyLeft reply = left(7);
    reply.utterance = 1;
    call.at(4s, reply);
    call.at(4s, synthesized(7, 1, 2s));
    call.at(6s, heard("t7s1", 7));
    const Stretch turn = call.marks.stretchOf(call.of(ItemKind::Speech).at(0));
    QCOMPARE(turn, (Stretch { { 1s, 6s }, 7, {} }));
    QCOMPARE(call.marks.stretchOf(call.sentence(1)), turn);
    QCOMPARE(call.marks.stretchOf(call.of(ItemKind::EndOfUtterance).at(0)), (Stretch { { 3s, 3s }, {}, ended }));
    QCOMPARE(call.marks.turnAt(3500ms), 0); // between question and answer
    QVERIFY(!call.marks.turnAt(500ms));
    QVERIFY(!call.marks.turnAt(9s));
}

void TimelineMarksTest::crowdedMarksShareAPlace()
{
    Telling call;
    for (int i = 0; i < 1000; ++i)
        call.at(10s + i * 1ms, event::MarkSent { text("m") });
    call.at(10500ms, event::BargedIn { 1, 0ms, 0ms, {} });
    call.at(80s, event::MarkSent { text("alone") });
    TimeWindow window;
    window.setWidth(1000);
    window.setExtent(100s);
    window.showAll();
    TimelineRows rows;
    rows.turnMarks = QRect(0, 100, 1000, 20);
    const std::vector<MarkPlace> places = placeMarks(call.marks, window, rows, rows.turnMarks, 0, 1000);
    QVERIFY2(places.size() < 10, qPrintable(QString::number(places.size())));
    size_t shown = 0;
    for (const MarkPlace &place : places)
        shown += place.sharing.size();
    QCOMPARE(shown, call.marks.items().size());
    QVERIFY(std::any_of(places.begin(), places.end(), [&](const MarkPlace &place) {
        return call.marks.item(place.item).kind == ItemKind::BargeIn; // the weightiest is seen
    }));
    for (size_t i = 1; i < places.size(); ++i)
        QVERIFY(places[i].box.left() > places[i - 1].box.right());
    QVERIFY(std::abs(places.back().box.center().x() - window.xOf(80s)) < 1);
    QVERIFY(placeMarks(call.marks, window, rows, QRect(), 0, 1000).empty());
}

void TimelineMarksTest::sharingDoesNotChangeWhileScrolling()
{
    Telling call;
    for (int i = 0; i < 400; ++i)
        call.at(i * 130ms, event::MarkSent { QString::number(i) });
    TimeWindow window;
    window.setWidth(600);
    window.setExtent(60s);
    window.showSpan(20s);
    TimelineRows rows;
    rows.turnMarks = QRect(0, 0, 600, 20);
    // Right of the place where placing begins anew, what shares a place does so wherever the window is.
    const auto sharers = [&] {
        for (const MarkPlace &place : placeMarks(call.marks, window, rows, rows.turnMarks, 0, 600)) {
            if (std::find(place.sharing.begin(), place.sharing.end(), 120) != place.sharing.end())
                return place.sharing;
        }
        return std::vector<int> {};
    };
    window.pan(5);
    const std::vector<int> before = sharers();
    QVERIFY(!before.empty());
    for (int i = 0; i < 100; ++i) {
        window.pan(1);
        QCOMPARE(sharers(), before);
    }
}

void TimelineMarksTest::textsNameTimeAndEvent()
{
    Telling call;
    call.at(1s, left(1));
    call.at(1s, synthesized(1, 1, 1s, "good morning"));
    call.at(1500ms, event::BargedIn { 1, 500ms, 500ms, text("good") });
    const QString tip = TimelineTexts::toolTip(call.sentence(1));
    for (const char *part : { "0:01.000", "0:02.000", "TTS_LEN_ms #101", "good morning", "500 ms" })
        QVERIFY2(tip.contains(text(part)), qPrintable(tip));
    const QString barge = TimelineTexts::toolTip(call.of(ItemKind::BargeIn).at(0));
    for (const char *part : { "0:01.500", "BARGE_IN #102", "turn", "heard" })
        QVERIFY2(barge.contains(text(part)), qPrintable(barge));
    QVERIFY(TimelineTexts::spokenName(call.sentence(1)).contains(text("good morning")));
}

void TimelineMarksTest::listsFieldsThatSaySomething()
{
    event::Event event;
    event.payload = event::BargedIn { 2, 840ms, 1310ms, QString() };
    QString fields = fieldsText(event);
    QVERIFY2(fields.contains(text("turn")) && fields.contains(text("840 ms")) && fields.contains(text("1.31 s")),
             qPrintable(fields));
    QVERIFY(!fields.contains(text("heard text")));
    event.payload = event::ProtocolErrorFound { 1, QString(5000, u'x'), text("a\nb") };
    fields = fieldsText(event);
    QVERIFY(fields.size() < 300);
    QVERIFY(!fields.contains(u'\n'));
}

QTEST_MAIN(TimelineMarksTest)
#include "tst_timelinemarks.moc"
