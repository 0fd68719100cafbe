#include "core/call/turntaker.h"

#include <QTest>

using callscope::call::TurnTaker;
using State = TurnTaker::State;
using Input = TurnTaker::Input;
using Action = TurnTaker::Action;
using Answerer = TurnTaker::Answerer;

Q_DECLARE_METATYPE(TurnTaker::State)
Q_DECLARE_METATYPE(TurnTaker::Input)
Q_DECLARE_METATYPE(TurnTaker::Action)

namespace {

struct Row
{
    State from;
    Input input;
    State to;
    Action action = Action::None;
};

constexpr State idle = State::Idle, caller = State::CallerSpeaks, understanding = State::Understanding,
                replying = State::Replying, overlap = State::Overlap;

/// Every state with every input, barge-in on and the bot answering.
constexpr Row rows[] = {
    { idle, Input::SpeechStarted, caller },
    { idle, Input::SpeechConfirmed, idle },
    { idle, Input::SpeechEnded, idle },
    { idle, Input::Understood, replying, Action::Reply },
    { idle, Input::NothingUnderstood, idle },
    { idle, Input::ReplyBegan, replying },
    { idle, Input::ReplyEnded, idle },
    { idle, Input::TakenOver, idle },
    { idle, Input::GivenBack, idle },

    { caller, Input::SpeechStarted, caller },
    { caller, Input::SpeechConfirmed, caller },
    { caller, Input::SpeechEnded, understanding },
    { caller, Input::Understood, caller, Action::Hold },
    { caller, Input::NothingUnderstood, caller },
    { caller, Input::ReplyBegan, overlap },
    { caller, Input::ReplyEnded, caller },
    { caller, Input::TakenOver, caller },
    { caller, Input::GivenBack, caller },

    { understanding, Input::SpeechStarted, caller },
    { understanding, Input::SpeechConfirmed, understanding },
    { understanding, Input::SpeechEnded, understanding },
    { understanding, Input::Understood, replying, Action::Reply },
    { understanding, Input::NothingUnderstood, idle },
    { understanding, Input::ReplyBegan, replying },
    { understanding, Input::ReplyEnded, understanding },
    { understanding, Input::TakenOver, understanding },
    { understanding, Input::GivenBack, understanding },

    { replying, Input::SpeechStarted, overlap },
    { replying, Input::SpeechConfirmed, replying },
    { replying, Input::SpeechEnded, replying },
    { replying, Input::Understood, replying, Action::Reply },
    { replying, Input::NothingUnderstood, replying },
    { replying, Input::ReplyBegan, replying },
    { replying, Input::ReplyEnded, idle },
    { replying, Input::TakenOver, replying, Action::Yield },
    { replying, Input::GivenBack, replying },

    { overlap, Input::SpeechStarted, overlap },
    { overlap, Input::SpeechConfirmed, caller, Action::Yield },
    { overlap, Input::SpeechEnded, replying },
    { overlap, Input::Understood, overlap, Action::Hold },
    { overlap, Input::NothingUnderstood, overlap },
    { overlap, Input::ReplyBegan, overlap },
    { overlap, Input::ReplyEnded, caller },
    { overlap, Input::TakenOver, overlap, Action::Yield },
    { overlap, Input::GivenBack, overlap },
};

} // namespace

class TurnTakerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateTakesEveryInput_data()
    {
        QTest::addColumn<TurnTaker::State>("from");
        QTest::addColumn<TurnTaker::Input>("input");
        QTest::addColumn<TurnTaker::State>("to");
        QTest::addColumn<TurnTaker::Action>("action");
        for (const Row &row : rows)
            QTest::addRow("state %d input %d", int(row.from), int(row.input))
                << row.from << row.input << row.to << row.action;
    }

    void everyStateTakesEveryInput()
    {
        QFETCH(TurnTaker::State, from);
        QFETCH(TurnTaker::Input, input);
        const TurnTaker::Step step = TurnTaker::transition(from, Answerer::Bot, input, true);
        QTEST(step.next, "to");
        QTEST(step.action, "action");
    }

    void tableIsWhole() { QCOMPARE(std::size(rows), size_t(5 * 9)); }

    void withoutBargeInTheBotFinishes()
    {
        const TurnTaker::Step step = TurnTaker::transition(overlap, Answerer::Bot, Input::SpeechConfirmed, false);
        QCOMPARE(step.next, overlap);
        QCOMPARE(step.action, Action::None);
    }

    /// With an operator all goes as with the bot, but what is understood is as good as not understood.
    void anOperatorTakesNothingButTheAnswers()
    {
        for (const Row &row : rows) {
            const Input asIf = row.input == Input::Understood ? Input::NothingUnderstood : row.input;
            const TurnTaker::Step step = TurnTaker::transition(row.from, Answerer::Operator, row.input, true);
            const TurnTaker::Step expected = TurnTaker::transition(row.from, Answerer::Bot, asIf, true);
            QCOMPARE(step.next, expected.next);
            QCOMPARE(step.action, expected.action);
            QVERIFY(step.action != Action::Reply && step.action != Action::Hold);
        }
    }

    void onlyTakingOverAndGivingBackChangeWhoAnswers()
    {
        for (const Row &row : rows) {
            for (const Answerer before : { Answerer::Bot, Answerer::Operator }) {
                const Answerer after = row.input == Input::TakenOver ? Answerer::Operator
                    : row.input == Input::GivenBack                  ? Answerer::Bot
                                                                     : before;
                QCOMPARE(TurnTaker::nextAnswerer(before, row.input), after);
            }
        }
    }

    void theFirstUtteranceAfterGivingBackIsAnswered()
    {
        TurnTaker taker(true);
        taker.take(Input::TakenOver);
        taker.take(Input::SpeechStarted);
        taker.take(Input::SpeechEnded);
        QCOMPARE(taker.take(Input::Understood), Action::None);
        QCOMPARE(taker.state(), idle);
        taker.take(Input::GivenBack);
        taker.take(Input::SpeechStarted);
        taker.take(Input::SpeechEnded);
        QCOMPARE(taker.take(Input::Understood), Action::Reply);
    }

    void oneUtteranceIsAnsweredOnce()
    {
        TurnTaker taker(true);
        taker.take(Input::SpeechStarted);
        taker.take(Input::SpeechEnded);
        QCOMPARE(taker.take(Input::Understood), Action::Reply);
        QCOMPARE(taker.take(Input::ReplyEnded), Action::None);
        QCOMPARE(taker.state(), idle);
    }
};

QTEST_GUILESS_MAIN(TurnTakerTest)
#include "tst_turntaker.moc"
