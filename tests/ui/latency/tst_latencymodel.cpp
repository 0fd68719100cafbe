#include "tests/ui/transcript/talk.h"
#include "ui/common/callfollower.h"
#include "ui/latency/latencymodel.h"
#include "ui/latency/latencyparts.h"
#include "ui/latency/sessionlatency.h"
#include "ui/latency/summarymodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Ms = std::optional<std::chrono::milliseconds>;
using Stages = std::array<Ms, 6>;
using PartKind = LatencyPart::Kind;

namespace {

constexpr Ms unknown {};

event::ReplyLeft left(int turn, std::optional<int> utterance, const Stages &stages, Ms voiceToVoice)
{
    return { turn, utterance, stages[0], stages[1], stages[2], stages[3], stages[4], stages[5], voiceToVoice, {} };
}

/// A reply whose stages add up to `voiceToVoice`.
event::ReplyLeft left(int turn, int utterance, std::chrono::milliseconds voiceToVoice)
{
    return left(turn, utterance, { voiceToVoice, 0ms, 0ms, 0ms, 0ms, 0ms }, voiceToVoice);
}

Turn turnOf(const Stages &stages, Ms voiceToVoice, Ms buffer = {}, bool answers = true)
{
    Turn turn;
    turn.number = 1;
    if (answers)
        turn.utterance = 1;
    std::copy(stages.begin(), stages.end(), turn.stages.begin());
    turn.stages.back() = buffer;
    turn.voiceToVoice = voiceToVoice;
    return turn;
}

/// "1:0+450 u3:480+20": kind and stage, begin and length of each part.
QString drawn(const Turn &turn)
{
    QStringList all;
    for (const LatencyPart &part : partsOf(turn)) {
        const QString kind = part.kind == PartKind::Known ? QString()
            : part.kind == PartKind::Unknown              ? u"u"_s
                                                          : u"x"_s;
        const QString length = part.length ? QString::number(part.length->count()) : u"?"_s;
        all << u"%1%2:%3+%4"_s.arg(kind).arg(static_cast<int>(part.stage) + 1).arg(part.begin.count()).arg(length);
    }
    return all.join(u' ');
}

struct Fixture
{
    Session session {};
    Selection selection {};
    LatencyModel model {};
    QAbstractItemModelTester tester { &model, QAbstractItemModelTester::FailureReportingMode::QtTest };
    Talk talk { session };
    CallFollower follower { session,
                            selection,
                            { [this](const CallKey &) { model.restart(); },
                              [this](EventId, const event::Event &event, CallTime time) { model.take(event, time); },
                              [this] { model.settle(); } },
                            nullptr };

    Fixture()
    {
        talk.begin().tell();
        selection.selectCall(talk.key());
    }
    QString text(int row, int column, int role = Qt::AccessibleTextRole) const
    {
        return model.data(model.index(row, column), role).toString();
    }
    QString stage(int row, Stage stage) const { return text(row, LatencyModel::FirstStage + static_cast<int>(stage)); }
};

} // namespace

Q_DECLARE_METATYPE(Ms)

class LatencyModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parts_data();
    void parts();
    void unknownIsNeverZero();
    void greetingsAreShownAndNotCounted();
    void aRowForEachAnswer();
    void insertsOnceABatch();
    void marksWhatIsOverBudget();
    void scaleHoldsBudgetAndBars();
    void everyValueIsText();
    void findsRows();
    void nearestRank_data();
    void nearestRank();
    void allCallsAreFoldedOnce();
    void allCallsCountTheTwilioBuffer();
    void summaryShowsBoth();
};

void LatencyModelTest::parts_data()
{
    QTest::addColumn<Turn>("turn");
    QTest::addColumn<QString>("parts");
    QTest::addColumn<Ms>("rest");
    const Stages all { 450ms, 30ms, 20ms, 5ms, 90ms, 1ms };
    const auto row = [](const char *name, const Turn &turn, const QString &parts, Ms rest = {}) {
        QTest::newRow(name) << turn << parts << rest;
    };
    const QString known = u"1:0+450 2:450+30 3:480+20 4:500+5 5:505+90 6:595+1"_s;
    row("adds up", turnOf(all, 596ms), known);
    row("within a frame", turnOf(all, 616ms), known);
    row("within a frame below", turnOf(all, 576ms), known);
    row("unaccounted", turnOf(all, 700ms), known + u" x6:596+104"_s, 104ms);
    row("overlapping", turnOf(all, 500ms), known, -96ms);
    row("buffer behind", turnOf(all, 596ms, 40ms), known + u" 7:596+40"_s);
    row("one unknown", turnOf({ 450ms, 30ms, unknown, 5ms, 90ms, 1ms }, 700ms),
        u"1:0+450 2:450+30 u3:480+124 4:604+5 5:609+90 6:699+1"_s);
    row("two unknown", turnOf({ 450ms, unknown, 20ms, unknown, 90ms, 1ms }, 700ms),
        u"1:0+450 u2:450+139 3:589+20 5:609+90 6:699+1"_s);
    row("unknown without a whole", turnOf({ 450ms, unknown, 20ms, 0ms, 90ms, 1ms }, {}),
        u"1:0+450 u2:450+? 3:450+20 5:470+90 6:560+1"_s);
    row("zero is no part", turnOf({ 450ms, 0ms, 0ms, 0ms, 0ms, 0ms }, 450ms), u"1:0+450"_s);
    row("greeting", turnOf({ unknown, unknown, unknown, 5ms, 90ms, 1ms }, {}, {}, false), u"4:0+5 5:5+90 6:95+1"_s);
    row("nothing known", turnOf({}, {}), u"u1:0+?"_s);
}

void LatencyModelTest::parts()
{
    QFETCH(const Turn, turn);
    QFETCH(const QString, parts);
    QFETCH(const Ms, rest);
    QCOMPARE(drawn(turn), parts);
    QCOMPARE(unaccounted(turn), rest);
}

void LatencyModelTest::unknownIsNeverZero()
{
    Fixture f;
    f.talk.says(3000, 1, u"one"_s).at(3500, left(1, 1, { 450ms, unknown, 0ms, unknown, 90ms, 1ms }, {})).tell();
    QCOMPARE(f.stage(0, Stage::Recognition), u"unknown"_s);
    QCOMPARE(f.stage(0, Stage::Agent), u"0 ms"_s);
    QCOMPARE(f.stage(0, Stage::TwilioBuffer), u"unknown"_s);
    QCOMPARE(f.text(0, LatencyModel::VoiceToVoice), u"unknown"_s);
    QCOMPARE(f.text(0, LatencyModel::ToPlayed), u"unknown"_s);
    QVERIFY(!f.model.samples().percentile(static_cast<int>(Stage::Recognition), 0.5));
    QCOMPARE(f.model.samples().percentile(static_cast<int>(Stage::Agent), 0.5), 0ms);
}

void LatencyModelTest::greetingsAreShownAndNotCounted()
{
    Fixture f;
    f.talk.greets(20, u"Hello."_s).at(5000, event::OperatorSaid { {}, u"Hi."_s, {}, 2 });
    f.talk.at(6000, event::DigitPressed { u"1"_s }).answers(6010, 3, {}, u"One."_s, 300).tell();
    QCOMPARE(f.model.rowCount(), 3);
    QCOMPARE(f.text(0, LatencyModel::VoiceToVoice), u"greeting"_s);
    QCOMPARE(f.text(1, LatencyModel::VoiceToVoice), u"operator"_s);
    QCOMPARE(f.text(2, LatencyModel::VoiceToVoice), u"no speech"_s);
    QCOMPARE(f.stage(0, Stage::Endpointing), u"–"_s);
    QCOMPARE(f.stage(0, Stage::Synthesis), u"22 ms"_s);
    for (int measure = 0; measure < measureCount; ++measure)
        QCOMPARE(f.model.samples().count(measure), 0);
}

void LatencyModelTest::aRowForEachAnswer()
{
    Fixture f;
    f.talk.says(3000, 1, u"one"_s).tell();
    QCOMPARE(f.model.rowCount(), 0);
    f.talk.at(3490, event::AgentReplied { 1, 1, u"Yes."_s, {} }).tell();
    QCOMPARE(f.text(0, LatencyModel::VoiceToVoice), u"…"_s); // on its way, not unknown
    f.talk.at(3510, left(1, 1, 523ms)).tell();
    QCOMPARE(f.text(0, LatencyModel::VoiceToVoice), u"523 ms"_s);
    f.talk.says(6000, 2, u"two"_s).at(6500, event::AgentReplied { 2, 2, u"No."_s, {} });
    f.talk.says(9000, 3, u"three"_s).answers(9500, 3, 3, u"Well."_s, 300).tell();
    QCOMPARE(f.model.rowCount(), 3);
    QCOMPARE(f.text(1, LatencyModel::VoiceToVoice), u"never spoken"_s);
}

void LatencyModelTest::insertsOnceABatch()
{
    Fixture f;
    QSignalSpy inserted(&f.model, &QAbstractItemModel::rowsInserted),
        changed(&f.model, &QAbstractItemModel::dataChanged);
    for (int turn = 1; turn <= 5; ++turn)
        f.talk.says(turn * 3000, turn, u"x"_s).answers(turn * 3000 + 500, turn, turn, u"Yes."_s, 500);
    f.talk.tell();
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(changed.count(), 0);
    f.talk.at(20000, event::MarkReceived { u"t5s1"_s, true, 5, 540ms, 1000ms }).tell();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(f.stage(4, Stage::TwilioBuffer), u"40 ms"_s);
    QCOMPARE(f.text(4, LatencyModel::ToPlayed), u"500 ms"_s);
}

void LatencyModelTest::marksWhatIsOverBudget()
{
    Fixture f;
    f.talk.says(3000, 1, u"one"_s).at(4600, left(1, 1, 1620ms)).tell();
    QCOMPARE(f.text(0, LatencyModel::VoiceToVoice), u"▲ 1.62 s over"_s);
    QCOMPARE(f.model.overBudget(), 1);
    f.model.setBudget(1620ms);
    QCOMPARE(f.text(0, LatencyModel::VoiceToVoice), u"1.62 s"_s);
    QCOMPARE(f.model.overBudget(), 0);
}

void LatencyModelTest::scaleHoldsBudgetAndBars()
{
    Fixture f;
    QCOMPARE(f.model.scale(), 1575ms);
    f.talk.says(3000, 1, u"one"_s).at(4600, left(1, 1, 4000ms)).tell();
    QCOMPARE(f.model.scale(), 4200ms);
    f.model.setBudget(8000ms);
    QCOMPARE(f.model.scale(), 8400ms);
}

void LatencyModelTest::everyValueIsText()
{
    Fixture f;
    f.talk.greets(20, u"Hello."_s).says(3000, 1, u"one"_s);
    f.talk.at(4600, left(2, 1, { 450ms, 30ms, 900ms, 5ms, 90ms, 1ms }, 1700ms)).tell();
    for (int row = 0; row < f.model.rowCount(); ++row) {
        for (int column = 0; column < LatencyModel::ColumnCount; ++column) {
            QVERIFY(!f.text(row, column).isEmpty());
            QVERIFY(!f.model.headerData(column, Qt::Horizontal).toString().isEmpty());
        }
    }
    const QString bar = f.text(1, LatencyModel::Bar);
    for (const QString &part : { u"1 Endpointing: 450 ms"_s, u"3 Agent: 900 ms"_s, u"Unaccounted: 224 ms"_s,
                                 u"Voice to voice: ▲ 1.70 s over"_s, u"7 Twilio buffer: unknown"_s })
        QVERIFY2(bar.contains(part), qPrintable(bar));
    QCOMPARE(f.text(1, LatencyModel::Unaccounted), u"224 ms"_s);
}

void LatencyModelTest::findsRows()
{
    Fixture f;
    f.talk.greets(20, u"Hello."_s).says(3000, 1, u"one"_s).answers(3500, 2, 1, u"Yes."_s, 500).tell();
    QCOMPARE(f.model.rowOf(2, {}), 1);
    QCOMPARE(f.model.rowOf(9, {}), -1);
    QCOMPARE(f.model.rowOf({}, 1999ms), 0);
    QCOMPARE(f.model.rowOf({}, 2000ms), 1);
    QCOMPARE(f.model.rowOf({}, 5ms), -1);
}

void LatencyModelTest::nearestRank_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("share");
    QTest::addColumn<int>("expected"); // the samples are 1 … count
    QTest::newRow("none") << 0 << 0.5 << 0;
    QTest::newRow("one") << 1 << 0.95 << 1;
    QTest::newRow("p50 of 2") << 2 << 0.5 << 1;
    QTest::newRow("p50 of 5") << 5 << 0.5 << 3;
    QTest::newRow("p95 of 19") << 19 << 0.95 << 19;
    QTest::newRow("p95 of 20") << 20 << 0.95 << 19;
    QTest::newRow("p95 of 100") << 100 << 0.95 << 95;
    QTest::newRow("p0") << 5 << 0.0 << 1;
    QTest::newRow("p100") << 5 << 1.0 << 5;
}

void LatencyModelTest::nearestRank()
{
    QFETCH(const int, count);
    QFETCH(const double, share);
    QFETCH(const int, expected);
    LatencySamples samples;
    for (int i = 0; i < count; ++i) // in no order
        samples.add(0, std::chrono::milliseconds((i * 37) % count + 1));
    std::vector<int> distinct(static_cast<std::size_t>(count));
    QCOMPARE(samples.count(0), count);
    const Ms found = samples.percentile(0, share);
    QCOMPARE(found.has_value(), expected > 0);
    if (found && std::gcd(37, count) == 1)
        QCOMPARE(found->count(), expected);
}

void LatencyModelTest::allCallsAreFoldedOnce()
{
    Session session;
    Talk early(session, false, '1'), late(session, true, '2');
    early.begin().greets(20, u"Hello."_s).says(3000, 1, u"x"_s).at(3500, left(2, 1, 400ms)).tell();
    SessionLatency all(session, nullptr); // what is there already counts
    QCOMPARE(all.samples().count(voiceToVoiceMeasure), 1);
    QSignalSpy changed(&all, &SessionLatency::changed);
    late.begin()
        .says(3000, 1, u"x"_s)
        .at(3500, left(1, 1, 900ms))
        .says(6000, 2, u"y"_s)
        .at(6500, left(2, 2, 500ms))
        .tell();
    QCOMPARE(changed.count(), 1);
    late.at(7000, event::MediaReceived {}).tell();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(all.samples().count(voiceToVoiceMeasure), 3);
    QCOMPARE(all.samples().percentile(voiceToVoiceMeasure, 0.5), 500ms);
    QCOMPARE(all.samples().percentile(voiceToVoiceMeasure, 0.95), 900ms);
}

void LatencyModelTest::allCallsCountTheTwilioBuffer()
{
    const int buffer = static_cast<int>(Stage::TwilioBuffer);
    Session session;
    SessionLatency all(session, nullptr);
    Talk talk(session);
    talk.begin().greets(20, u"Hello."_s).at(900, event::MarkReceived { u"t1s1"_s, true, 1, 500ms, {} });
    talk.answers(3500, 2, 1, u"Yes. No."_s, 500);
    talk.at(3600, event::SpeechSynthesized { 2, 2, 300ms, u"No."_s });
    talk.at(4060, event::MarkReceived { u"t2s1"_s, true, 2, 540ms, 1000ms });
    talk.at(4400, event::MarkReceived { u"t2s2"_s, true, 2, 900ms, 1000ms });
    talk.answers(6500, 3, 2, u"Cut."_s, 500).at(6600, event::MarkReceived { u"t3s1"_s, false, 3, {}, {} }).tell();
    QCOMPARE(all.samples().count(buffer), 1);
    QCOMPARE(all.samples().percentile(buffer, 0.5), 40ms);
}

void LatencyModelTest::summaryShowsBoth()
{
    SummaryModel summary;
    const QAbstractItemModelTester tester(&summary, QAbstractItemModelTester::FailureReportingMode::QtTest);
    LatencySamples call, all;
    call.add(event::ReplyLeft(left(1, 1, 400ms)));
    all.add(event::ReplyLeft(left(1, 1, 400ms)));
    all.add(event::ReplyLeft(left(1, 1, 2000ms)));
    summary.setCall(call);
    summary.setAll(all);
    const auto text = [&](int row, int column) {
        return summary.data(summary.index(row, column), Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(text(0, SummaryModel::Name), u"Voice to voice"_s);
    QCOMPARE(text(0, SummaryModel::CallMedian), u"400 ms"_s);
    QCOMPARE(text(0, SummaryModel::CallHigh), u"400 ms"_s);
    QCOMPARE(text(0, SummaryModel::AllMedian), u"400 ms"_s);
    QCOMPARE(text(0, SummaryModel::AllHigh), u"2.00 s, over budget"_s);
    QVERIFY(summary.data(summary.index(0, SummaryModel::AllHigh)).toString().startsWith(u'▲'));
    summary.setBudget(2000ms);
    QCOMPARE(text(0, SummaryModel::AllHigh), u"2.00 s"_s);
    QCOMPARE(text(1, SummaryModel::Name), u"Endpointing"_s);
    QCOMPARE(text(1, SummaryModel::AllHigh), u"2.00 s"_s);
    QCOMPARE(text(stageCount, SummaryModel::Name), u"Twilio buffer"_s);
    QCOMPARE(text(stageCount, SummaryModel::CallMedian), u"–"_s);
}

QTEST_MAIN(LatencyModelTest)
#include "tst_latencymodel.moc"
