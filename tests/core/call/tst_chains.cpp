#include "core/agent/agentchain.h"
#include "core/speech/recognizerchain.h"
#include "core/speech/synthesizerchain.h"
#include "tests/support/fakecaller.h"
#include "tests/support/faultyproviders.h"

#include <QTest>

#include <array>

using namespace callscope;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using tests::FakeCaller;
using tests::Fault;
using tests::FaultyAgent;
using tests::FaultyRecognizer;
using tests::FaultySynthesizer;

namespace {

using Point = Fault::Point;

constexpr std::array<const char *, 3> kinds { "recognizer", "synthesizer", "agent" };

/// What goes wrong with each link of the three chains of one call.
struct Case
{
    std::vector<Fault> recognizers { Fault {} }, synthesizers { Fault {} }, agents { Fault {} };

    std::vector<Fault> &chain(std::size_t kind) { return kind == 0 ? recognizers : kind == 1 ? synthesizers : agents; }
};

QString nameOf(std::size_t link)
{
    return u"first second third"_s.section(u' ', static_cast<qsizetype>(link), static_cast<qsizetype>(link));
}

call::CallParts partsOf(const Case &faults, const base::Clock &clock)
{
    const auto health = std::make_shared<provider::Health>(clock);
    std::vector<speech::RecognizerLink> ears;
    for (std::size_t link = 0; link < faults.recognizers.size(); ++link)
        ears.push_back({ std::make_unique<FaultyRecognizer>(nameOf(link), faults.recognizers[link]), 1500ms });
    std::vector<speech::SynthesizerLink> voices;
    for (std::size_t link = 0; link < faults.synthesizers.size(); ++link)
        voices.push_back(
            { std::make_unique<FaultySynthesizer>(nameOf(link), faults.synthesizers[link]), 2500ms, false });
    std::vector<agent::AgentLink> minds;
    for (std::size_t link = 0; link < faults.agents.size(); ++link)
        minds.push_back({ std::make_unique<FaultyAgent>(nameOf(link), faults.agents[link]), 3000ms });
    return { std::make_unique<speech::RecognizerChain>(std::move(ears), health, clock),
             std::make_unique<speech::SynthesizerChain>(std::move(voices), health, clock),
             std::make_unique<agent::AgentChain>(std::move(minds), health, clock) };
}

/// Every way to fail that there is: at each point, and with each code where an error is told.
std::vector<Fault> allFaults()
{
    using enum base::ErrorCode;
    std::vector<Fault> faults { { Point::StallsAtOnce }, { Point::StallsInTheMiddle } };
    for (const Point point : { Point::AtOnce, Point::InTheMiddle, Point::AtTheEnd }) {
        for (const base::ErrorCode code : { Unauthorized, QuotaExceeded, RateLimited, Refused, Unavailable, Timeout,
                                            Protocol, Overloaded, Io, NotFound, InvalidInput })
            faults.push_back({ point, code });
    }
    return faults;
}

QByteArray describe(const Fault &fault)
{
    static constexpr std::array<const char *, 6> points { "works",      "at once",        "in the middle",
                                                          "at the end", "stalls at once", "stalls in the middle" };
    const bool tells
        = fault.point == Point::AtOnce || fault.point == Point::InTheMiddle || fault.point == Point::AtTheEnd;
    return points[static_cast<std::size_t>(fault.point)]
        + (tells ? ' ' + base::errorCodeName(fault.code).toLatin1() : QByteArray());
}

/// A whole call on a manual clock: the caller asks twice.
struct Outcome
{
    std::array<std::chrono::milliseconds, 2> heard {}; ///< sound after each question
    bool wasHelped = false; ///< the watchdog asked for the fallback
    std::vector<event::ProviderSwitched> switches;
    std::vector<event::FinalRecognized> finals;
    int errors = 0;
};

Outcome callWith(const Case &faults)
{
    FakeCaller caller([&faults](const base::Clock &clock) { return partsOf(faults, clock); }, {});
    Outcome outcome;
    QObject::connect(&caller.call(), &call::Call::helpDue, &caller.call(), [&outcome] { outcome.wasHelped = true; });
    for (std::chrono::milliseconds &heard : outcome.heard) {
        const auto before = caller.heardLength();
        caller.says(1500ms);
        caller.finishesSaying();
        const auto isAnswered = [&] { return caller.heardLength() - before >= 500ms && caller.silence() > 3500ms; };
        for (auto waited = 0ms; waited < 12s && !isAnswered() && !outcome.wasHelped; waited += 500ms)
            caller.waits(500ms);
        heard = caller.heardLength() - before;
    }
    outcome.switches = caller.events<event::ProviderSwitched>();
    outcome.finals = caller.events<event::FinalRecognized>();
    outcome.errors = static_cast<int>(caller.events<event::ProviderFailed>().size());
    return outcome;
}

} // namespace

/// With every provider of a chain failing in each way at each point of a turn, the caller hears an answer or gets the
/// fallback.
class ChainsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoWorksIsNotSwitched()
    {
        const Outcome outcome = callWith({});
        QVERIFY(outcome.switches.empty());
        QCOMPARE(outcome.errors, 0);
        QCOMPARE(outcome.finals.at(0).text, u"words of first"_s);
        QCOMPARE(outcome.heard.at(0), 2s);
        QCOMPARE(outcome.heard.at(1), 2s);
    }

    /// Nobody stands behind them, and a moment later they work.
    void theLastOfAChainIsAskedOnceMore()
    {
        for (const Point point : { Point::AtOnce, Point::InTheMiddle, Point::AtTheEnd }) {
            const Outcome outcome = callWith({ .recognizers = { Fault { point, base::ErrorCode::Io, 1 } } });
            QCOMPARE(outcome.errors, 0);
            QCOMPARE(outcome.finals.at(0).text, u"words of first"_s);
            QCOMPARE(outcome.heard.at(0), 2s);
        }
        const Outcome spoken
            = callWith({ .synthesizers = { Fault { Point::AtOnce, base::ErrorCode::Unavailable, 1 } } });
        QCOMPARE(spoken.errors, 0);
        QCOMPARE(spoken.heard.at(0), 2s);
        const Outcome refused = callWith({ .recognizers = { Fault { Point::AtOnce, base::ErrorCode::Refused, 1 } } });
        QVERIFY(refused.errors > 0); // it would be refused again
    }

    /// Late is better than never: with nobody behind it, only the call's own limit counts.
    void theLastOfAChainMayBeSlow()
    {
        struct Slow final : speech::Recognizer
        {
            QString provider() const override { return u"slow"_s; }
            void useGrammar(const QByteArray &) override { }
            void begin(int) override { }
            void feed(std::span<const qint16>) override { }
            void finish() override { ++finished; }
            void cancel() override { }
            int finished = 0;
        };
        tests::ManualClock clock;
        auto owned = std::make_unique<Slow>();
        Slow *slow = owned.get();
        std::vector<speech::RecognizerLink> links;
        links.push_back({ std::move(owned), 1500ms });
        speech::RecognizerChain chain(std::move(links), std::make_shared<provider::Health>(clock), clock);
        QStringList told;
        connect(&chain, &speech::Recognizer::finalReady, this,
                [&](int, const speech::Transcript &transcript) { told << transcript.text; });
        connect(&chain, &speech::Recognizer::failed, this, [&] { told << u"failed"_s; });
        chain.begin(1);
        chain.finish();
        clock.advance(4s);
        chain.tick();
        QVERIFY(told.isEmpty());
        Q_EMIT slow->finalReady(1, { u"at last"_s, u"en-US"_s });
        QCOMPARE(told, QStringList { u"at last"_s });
    }

    void aLookUpIsNoReasonToAskSomebodyElse()
    {
        struct Busy final : agent::Agent
        {
            QString provider() const override { return u"busy"_s; }
            void greet(int) override { }
            void hear(int turn, const agent::Utterance &) override { Q_EMIT busy(turn, 5s); }
            void press(int, QChar) override { }
            void interrupted(int, const agent::Heard &) override { }
        };
        tests::ManualClock clock;
        std::vector<agent::AgentLink> links;
        links.push_back({ std::make_unique<Busy>(), 3000ms });
        links.push_back({ std::make_unique<FaultyAgent>(u"second"_s, Fault {}), 0ms });
        agent::AgentChain chain(std::move(links), std::make_shared<provider::Health>(clock), clock);
        int switches = 0;
        connect(&chain, &agent::Agent::switched, this, [&] { ++switches; });
        chain.hear(1, { 1, u"when?"_s, u"en-US"_s });
        clock.advance(7900ms);
        chain.tick();
        QCOMPARE(switches, 0);
        clock.advance(200ms);
        chain.tick();
        QCOMPARE(switches, 1);
    }

    void theNextProviderAnswers_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("fault");
        const std::vector<Fault> faults = allFaults();
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            for (std::size_t fault = 0; fault < faults.size(); ++fault)
                QTest::addRow("%s %s", kinds.at(kind), describe(faults[fault]).constData()) << int(kind) << int(fault);
        }
    }

    void theNextProviderAnswers()
    {
        QFETCH(int, kind);
        QFETCH(int, fault);
        const Fault first = allFaults()[static_cast<std::size_t>(fault)];
        Case faults;
        faults.chain(static_cast<std::size_t>(kind)) = { first, Fault {} };
        const Outcome outcome = callWith(faults);
        // An agent that neither goes on nor ends is nobody's to replace: it has answered, and the watchdog helps then.
        const bool isUnended = kind == 2 && first.point == Point::StallsInTheMiddle;
        QCOMPARE(outcome.wasHelped, isUnended);
        QVERIFY2(outcome.heard[0] >= 1s, QByteArray::number(qint64(outcome.heard[0].count())).constData());
        QVERIFY(isUnended || outcome.heard[1] >= 1s);
        // A final text that stays out after a partial is no loss.
        const bool isMadeGood = first.point == Point::StallsInTheMiddle && kind != 1;
        QCOMPARE(outcome.switches.size(), isMadeGood ? 0U : 1U);
        if (isMadeGood)
            return;
        QCOMPARE(outcome.switches[0].kind, QString::fromLatin1(kinds.at(static_cast<std::size_t>(kind))));
        QCOMPARE(outcome.switches[0].from, u"first"_s);
        QCOMPARE(outcome.switches[0].to, u"second"_s);
        QCOMPARE(outcome.errors, 0);
        if (kind == 0)
            QCOMPARE(outcome.finals.at(0).text, u"words of second"_s); // the sound was played to it again
    }

    void withNobodyLeftThereIsAnAnswerOrTheFallback_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("firstFault");
        QTest::addColumn<int>("secondFault");
        const std::vector<Fault> faults = allFaults();
        // At each point one code is enough here: theNextProviderAnswers shows that chains treat them alike.
        const auto next = [](std::size_t fault) { return fault + (fault < 2 ? 1 : 11); };
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            for (std::size_t first = 0; first < faults.size(); first = next(first)) {
                for (std::size_t second = 0; second < faults.size(); second = next(second))
                    QTest::addRow("%s %s, then %s", kinds.at(kind), describe(faults[first]).constData(),
                                  describe(faults[second]).constData())
                        << int(kind) << int(first) << int(second);
            }
        }
    }

    void withNobodyLeftThereIsAnAnswerOrTheFallback()
    {
        QFETCH(int, kind);
        QFETCH(int, firstFault);
        QFETCH(int, secondFault);
        const std::vector<Fault> all = allFaults();
        Case faults;
        faults.chain(static_cast<std::size_t>(kind))
            = { all[static_cast<std::size_t>(firstFault)], all[static_cast<std::size_t>(secondFault)] };
        const Outcome outcome = callWith(faults);
        QVERIFY(outcome.heard.at(0) >= 500ms || outcome.wasHelped);
    }

    void threeBrokenLinksEndInTheFallback()
    {
        Case faults;
        faults.synthesizers = { { Point::AtOnce }, { Point::StallsAtOnce }, { Point::AtOnce } };
        const Outcome outcome = callWith(faults);
        QVERIFY(outcome.wasHelped);
        QVERIFY(outcome.switches.size() >= 2U);
        QCOMPARE(outcome.switches[0].code, u"unavailable"_s);
        QCOMPARE(outcome.switches[1].code, u"timeout"_s);
    }
};

QTEST_GUILESS_MAIN(ChainsTest)
#include "tst_chains.moc"
