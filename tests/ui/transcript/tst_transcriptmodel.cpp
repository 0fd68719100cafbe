#include "tests/ui/transcript/talk.h"
#include "ui/common/callfollower.h"
#include "ui/transcript/textmatch.h"
#include "ui/transcript/transcriptmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Kind = TranscriptEntry::Kind;
using Matches = std::vector<TextMatch>;

namespace {

/// A model that shows the selected call, under the eyes of the model tester.
struct Fixture
{
    Session session {};
    Selection selection {};
    TranscriptModel model {};
    QAbstractItemModelTester tester { &model, QAbstractItemModelTester::FailureReportingMode::QtTest };
    Talk talk { session };
    CallFollower follower { session,
                            selection,
                            { [this](const CallKey &) { model.restart(); },
                              [this](EventId id, const event::Event &event, CallTime time) {
                                  model.take(id, event, time);
                              },
                              [this] { model.settle(); } },
                            nullptr };

    Fixture()
    {
        talk.begin().tell();
        selection.selectCall(talk.key());
    }
    QString text(int row) const { return model.data(model.index(row)).toString(); }
    QStringList texts() const
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << text(row);
        return all;
    }
};

Turn turnOf(const QString &answer, const std::optional<QString> &heard)
{
    Turn turn;
    turn.answer = answer;
    turn.heardText = heard;
    turn.cut = heard.has_value();
    return turn;
}

} // namespace

class TranscriptModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsInPlace();
    void keepsTheVersionsBefore();
    void insertsOnceABatch();
    void showsJoinedUtterances();
    void bargeInLeavesUnheardWords();
    void unheardMarks();
    void whoStoppedTheBot();
    void keysStandTogether();
    void remarks();
    void streamLostAndBack();
    void hangingUpLosesNothing();
    void nothingUnderstood();
    void copiesFinalsOnly();
    void findsRowsOfAStretch();
    void startsAnewWithAnotherCall();
    void heardSpansOfCuts_data();
    void heardSpansOfCuts();
    void findsWithoutNiqqud_data();
    void findsWithoutNiqqud();
};

void TranscriptModelTest::growsInPlace()
{
    Fixture f;
    f.talk.greets(20, u"Hello."_s).tell();
    QCOMPARE(f.texts(), QStringList { u"Hello."_s });
    QCOMPARE(f.model.entry(0).kind, Kind::Bot);
    QSignalSpy inserted(&f.model, &QAbstractItemModel::rowsInserted);
    QSignalSpy changed(&f.model, &QAbstractItemModel::dataChanged);
    f.talk.at(3000, event::SpeechStarted { 1, 2950ms, 0, 0 }).tell();
    f.talk.at(3200, event::PartialRecognized { 1, u"go"_s, {} }).tell();
    f.talk.at(3300, event::PartialRecognized { 1, u"go for"_s, {} }).tell();
    QCOMPARE(f.texts(), (QStringList { u"Hello."_s, u"go for"_s }));
    QVERIFY(!f.model.entry(1).isFinal);
    QVERIFY(f.model.data(f.model.index(1), Qt::AccessibleTextRole).toString().contains(u"not final yet"_s));
    f.talk.at(3900, event::FinalRecognized { 1, u"go forward"_s, u"en-US"_s, 0.5, {}, {} }).tell();
    QCOMPARE(f.text(1), u"go forward"_s);
    QVERIFY(f.model.entry(1).isFinal);
    QCOMPARE(f.model.entry(1).confidence, 0.5);
    QCOMPARE(f.model.entry(1).language, u"en-US"_s);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(changed.last().at(0).toModelIndex().row(), 1);
}

void TranscriptModelTest::keepsTheVersionsBefore()
{
    Fixture f;
    f.talk.says(3000, 1, u"go forward"_s).tell();
    QCOMPARE(f.model.entry(0).revisions.size(), 2u);
    QCOMPARE(f.model.entry(0).revisions.at(0).text, u"go"_s);
    QCOMPARE(f.model.entry(0).revisions.at(0).time, 2600ms);
    const QString tip = f.model.data(f.model.index(0), Qt::ToolTipRole).toString();
    QVERIFY(tip.contains(u"0:02.600  go"_s));
    QVERIFY(tip.contains(u"77%"_s));
}

void TranscriptModelTest::insertsOnceABatch()
{
    Fixture f;
    QSignalSpy inserted(&f.model, &QAbstractItemModel::rowsInserted);
    f.talk.greets(20, u"Hello."_s).says(3000, 1, u"one two"_s).answers(3490, 2, 1, u"Yes."_s, 500);
    f.talk.says(6000, 2, u"three four"_s).tell();
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(f.texts(), (QStringList { u"Hello."_s, u"one two"_s, u"Yes."_s, u"three four"_s }));
}

void TranscriptModelTest::showsJoinedUtterances()
{
    Fixture f;
    f.talk.at(1000, event::SpeechStarted { 1, 950ms, 0, 0 });
    f.talk.at(2000, event::SpeechEnded { 1, 1550ms, 600ms, 0 });
    f.talk.at(2010, event::SpeechStarted { 2, 1990ms, 0, 0 });
    f.talk.at(2050, event::FinalRecognized { 1, u"I want"_s, {}, {}, {}, {} });
    f.talk.at(3000, event::SpeechEnded { 2, 2550ms, 560ms, 0 });
    f.talk.at(3050, event::FinalRecognized { 2, u"a taxi"_s, {}, {}, {}, {} });
    f.talk.answers(3060, 1, 2, u"Sure."_s, 300).tell();
    QCOMPARE(f.texts(), (QStringList { u"I want"_s, u"a taxi"_s, u"Sure."_s }));
    for (int row = 0; row < 3; ++row) // one answer to both: they are one thing to look at
        QCOMPARE(f.model.stretchOf(row).turn, 1);
    QCOMPARE(f.model.rowsOf({ {}, 1, {} }), (QList<int> { 0, 1, 2 }));
}

void TranscriptModelTest::bargeInLeavesUnheardWords()
{
    Fixture f;
    f.talk.greets(20, u"Hello and welcome to the bank."_s).tell();
    f.talk.at(600, event::SpeechStarted { 1, 560ms, 0, 0 });
    f.talk.at(900, event::BargedIn { 1, 800ms, 1000ms, u"Hello and"_s, {} });
    f.talk.at(900, event::ClearSent { 1000ms }).at(1200, event::MarkReceived { u"t1s1"_s, false, 1, {}, {} }).tell();
    QCOMPARE(f.model.entry(0).spans, (HeardSpans { { u"Hello and"_s, true }, { u" welcome to the bank."_s, false } }));
    QCOMPARE(f.text(0), u"Hello and welcome to the bank."_s);
    const QString spoken = f.model.data(f.model.index(0), Qt::AccessibleTextRole).toString();
    QVERIFY(spoken.contains(u"[unheard: welcome to the bank.]"_s));
    QCOMPARE(f.texts().last(), u"The caller barged in"_s);
}

void TranscriptModelTest::unheardMarks()
{
    Fixture f;
    f.talk.at(20, event::AgentReplied { 1, {}, u"One. Two. Three."_s, {} });
    f.talk.at(30, event::SpeechSynthesized { 1, 1, 500ms, u"One."_s });
    f.talk.at(40, event::SpeechSynthesized { 1, 2, 500ms, u"Two."_s });
    f.talk.at(540, event::MarkReceived { u"t1s1"_s, true, 1, {}, {} });
    f.talk.at(900, event::MarkReceived { u"t1s2"_s, false, 1, {}, {} }).tell();
    QCOMPARE(f.model.entry(0).spans,
             (HeardSpans { { u"One. "_s, true }, { u"Two."_s, false }, { u" Three."_s, true } }));
}

void TranscriptModelTest::whoStoppedTheBot()
{
    Fixture f;
    f.talk.greets(20, u"Hello and welcome."_s).at(600, event::TakenOver { u"desktop"_s });
    f.talk.at(600, event::BargedIn { 1, 300ms, 700ms, u"Hello"_s, u"desktop"_s }).tell();
    QCOMPARE(f.texts().mid(1),
             (QStringList { QStringLiteral("The bot was muted by \u2066desktop\u2069"), u"The bot was stopped"_s }));
}

void TranscriptModelTest::keysStandTogether()
{
    Fixture f;
    f.talk.at(100, event::DigitPressed { u"1"_s }).tell();
    QCOMPARE(f.model.entry(0).kind, Kind::Keys);
    f.talk.at(300, event::DigitPressed { u"2"_s }).tell();
    QCOMPARE(f.model.rowCount(), 1);
    QCOMPARE(f.text(0), QStringLiteral("pressed \u20661 2\u2069"));
    f.talk.answers(400, 1, {}, u"Two."_s, 300).at(900, event::DigitPressed { u"#"_s }).tell();
    QCOMPARE(f.model.rowCount(), 3);
}

void TranscriptModelTest::remarks()
{
    Fixture f;
    f.talk.at(10, event::ListenStarted { u"desktop"_s }).at(20, event::GivenBack { u"desktop"_s });
    f.talk.at(30, event::HungUp { u"desktop"_s }).at(35, event::ListenStopped { u"desktop"_s });
    f.talk.at(40, event::ProviderFailed { u"recognizer"_s, u"vosk"_s, u"timeout"_s, u"Too slow."_s, {} });
    f.talk.at(45, event::FallbackRecorded { {}, {}, u"12"_s, {} });
    f.talk.at(50, event::OperatorSaid { u"desktop"_s, u"One moment."_s, {}, 3 });
    f.talk.at(60, event::CallEnded { u"completed"_s, {}, 1 }).tell();
    QStringList plain = f.texts();
    for (QString &text : plain)
        text.remove(QChar(0x2066)).remove(QChar(0x2069));
    QCOMPARE(plain,
             (QStringList { u"desktop began to listen in"_s, u"The call was given back to the bot by desktop"_s,
                            u"The call was hung up by desktop"_s, u"desktop stopped listening"_s,
                            u"Provider error: vosk: Too slow."_s, u"The caller left a message of 12 s"_s,
                            u"One moment."_s, u"Call ended: completed"_s }));
    QVERIFY(f.model.entry(4).remark.isProblem());
    QCOMPARE(f.model.entry(6).kind, Kind::Operator);
}

void TranscriptModelTest::streamLostAndBack()
{
    Fixture f;
    f.talk.at(1000, event::WebSocketClosed { 1006, {}, {} }).at(2000, event::StreamStarted {});
    f.talk.at(3000, event::StreamStopped {}).at(3001, event::WebSocketClosed { 1000, {}, {} }).tell();
    QCOMPARE(f.texts(),
             (QStringList { QStringLiteral("The stream was lost (code \u20661006\u2069)"), u"The stream is back"_s }));
    QVERIFY(f.model.entry(0).remark.isProblem());
}

/// The gateway closes in order when an operator hangs up.
void TranscriptModelTest::hangingUpLosesNothing()
{
    Fixture f;
    f.talk.at(1000, event::HungUp { u"desktop"_s }).at(1001, event::WebSocketClosed { 1000, {}, u"gateway"_s }).tell();
    QCOMPARE(f.model.rowCount(), 1);
}

void TranscriptModelTest::nothingUnderstood()
{
    Fixture f;
    f.talk.says(3000, 1, QString()).tell();
    QCOMPARE(f.model.rowCount(), 1);
    QVERIFY(f.model.data(f.model.index(0), Qt::AccessibleTextRole).toString().contains(u"nothing was understood"_s));
}

void TranscriptModelTest::copiesFinalsOnly()
{
    Fixture f;
    f.talk.greets(20, u"Hello and welcome."_s).at(600, event::SpeechStarted { 1, 560ms, 0, 0 });
    f.talk.at(900, event::BargedIn { 1, 800ms, 1000ms, u"Hello"_s, {} });
    f.talk.at(1900, event::FinalRecognized { 1, QStringLiteral("\u2067שלום\u2069"), {}, {}, {}, {} });
    f.talk.at(2000, event::DigitPressed { u"5"_s }).at(3000, event::SpeechStarted { 2, 2950ms, 0, 0 });
    f.talk.at(3200, event::PartialRecognized { 2, u"unfinished"_s, {} }).tell();
    QList<int> rows;
    for (int row = f.model.rowCount() - 1; row >= 0; --row)
        rows << row;
    QCOMPARE(f.model.copyOf(rows), u"Bot: Hello [unheard: and welcome.]\nCaller: שלום\nCaller: pressed 5"_s);
}

void TranscriptModelTest::findsRowsOfAStretch()
{
    Fixture f;
    f.talk.greets(20, u"Hello."_s).says(3000, 1, u"one two"_s).answers(3490, 2, 1, u"Yes."_s, 500);
    f.talk.at(8000, event::DigitPressed { u"1"_s }).tell();
    QCOMPARE(f.model.rowsOf({ {}, 2, {} }), (QList<int> { 1, 2 }));
    QCOMPARE(f.model.stretchOf(1), f.model.stretchOf(2));
    QCOMPARE(f.model.stretchOf(1).range, (TimeRange { 2000ms, 4010ms }));
    QCOMPARE(f.model.rowsOf({ { 2500ms, 2600ms }, {}, {} }), QList<int> { 1 });
    QCOMPARE(f.model.rowsOf({ { 9000ms, 9000ms }, {}, {} }), QList<int> { 3 });
    QVERIFY(!f.model.stretchOf(3).turn);
    QVERIFY(f.model.stretchOf(3).event);
    QCOMPARE(f.model.rowsOf({ { 0ms, 5ms }, {}, {} }), QList<int> {});
}

void TranscriptModelTest::startsAnewWithAnotherCall()
{
    Fixture f;
    f.talk.greets(20, u"Hello."_s).tell();
    Talk other(f.session, false, '2');
    other.begin().greets(20, u"Other."_s).tell();
    QCOMPARE(f.texts(), QStringList { u"Hello."_s });
    f.selection.selectCall(other.key());
    QCOMPARE(f.texts(), QStringList { u"Other."_s });
    f.selection.selectCall({});
    QCOMPARE(f.model.rowCount(), 0);
}

void TranscriptModelTest::heardSpansOfCuts_data()
{
    using Heard = std::optional<QString>;
    QTest::addColumn<QString>("answer");
    QTest::addColumn<Heard>("heard");
    QTest::addColumn<HeardSpans>("spans");
    QTest::newRow("not cut") << u"One two."_s << Heard() << HeardSpans { { u"One two."_s, true } };
    QTest::newRow("nothing heard") << u"One two."_s << Heard(QString()) << HeardSpans { { u"One two."_s, false } };
    QTest::newRow("all heard") << u"One two."_s << Heard(u"One two."_s) << HeardSpans { { u"One two."_s, true } };
    QTest::newRow("spaces differ") << u"One  two\nthree four"_s << Heard(u"One two three"_s)
                                   << HeardSpans { { u"One  two\nthree"_s, true }, { u" four"_s, false } };
    QTest::newRow("Hebrew") << u"שלום לך היום"_s << Heard(u"שלום"_s)
                            << HeardSpans { { u"שלום"_s, true }, { u" לך היום"_s, false } };
    QTest::newRow("first sentence failed")
        << u"One two three"_s << Heard(u"two"_s)
        << HeardSpans { { u"One "_s, false }, { u"two"_s, true }, { u" three"_s, false } };
    QTest::newRow("more heard than told")
        << u"One."_s << Heard(u"One. Two"_s) << HeardSpans { { u"One. Two"_s, true } };
    QTest::newRow("nothing told") << QString() << Heard(u"One"_s) << HeardSpans { { u"One"_s, true } };
    QTest::newRow("does not fit") << u"Two."_s << Heard(u"One"_s)
                                  << HeardSpans { { u"One"_s, true }, { u" Two."_s, false } };
    QTest::newRow("empty") << QString() << Heard(QString()) << HeardSpans {};
}

void TranscriptModelTest::heardSpansOfCuts()
{
    QFETCH(const QString, answer);
    QFETCH(const std::optional<QString>, heard);
    QFETCH(const HeardSpans, spans);
    QCOMPARE(heardSpans(turnOf(answer, heard)), spans);
}

void TranscriptModelTest::findsWithoutNiqqud_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("needle");
    QTest::addColumn<Matches>("matches");
    QTest::newRow("plain") << u"one two one"_s << u"ONE"_s << Matches { { 0, 3 }, { 8, 3 } };
    QTest::newRow("niqqud in the text") << QStringLiteral("\u05E9\u05C1\u05B8\u05DC\u05D5\u05B9\u05DD!")
                                        << QStringLiteral("\u05E9\u05DC\u05D5\u05DD") << Matches { { 0, 7 } };
    QTest::newRow("niqqud in the needle")
        << QStringLiteral("a \u05E9\u05DC\u05D5\u05DD") << QStringLiteral("\u05E9\u05C1\u05B8\u05DC\u05D5\u05B9\u05DD")
        << Matches { { 2, 4 } };
    QTest::newRow("bidi controls") << QStringLiteral("+9\u206672") << u"+972"_s << Matches { { 0, 5 } };
    QTest::newRow("beyond the first plane") << u"x😀y"_s << u"Y"_s << Matches { { 3, 1 } };
    QTest::newRow("no overlaps") << u"aaa"_s << u"aa"_s << Matches { { 0, 2 } };
    QTest::newRow("none") << u"abc"_s << u"d"_s << Matches {};
    QTest::newRow("empty needle") << u"abc"_s << QString() << Matches {};
}

void TranscriptModelTest::findsWithoutNiqqud()
{
    QFETCH(const QString, text);
    QFETCH(const QString, needle);
    QFETCH(const Matches, matches);
    const auto found = matchesIn(text, needle);
    QCOMPARE(found.size(), matches.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].begin, matches[i].begin);
        QCOMPARE(found[i].length, matches[i].length);
    }
}

QTEST_MAIN(TranscriptModelTest)
#include "tst_transcriptmodel.moc"
