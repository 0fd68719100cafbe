#include "core/call/turntaker.h"

#include <QTest>

using callscope::call::TurnTaker;
using State = TurnTaker::State;
using Input = TurnTaker::Input;
using Action = TurnTaker::Action;

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

/// Every state with every input, barge-in on.
constexpr Row rows[] = {
    { idle, Input::SpeechStarted, caller },
    { idle, Input::SpeechConfirmed, idle },
    { idle, Input::SpeechEnded, idle },
    { idle, Input::Understood, replying, Action::Reply },
    { idle, Input::NothingUnderstood, idle },
    { idle, Input::ReplyBegan, replying },
    { idle, Input::ReplyEnded, idle },

    { caller, Input::SpeechStarted, caller },
    { caller, Input::SpeechConfirmed, caller },
    { caller, Input::SpeechEnded, understanding },
    { caller, Input::Understood, caller, Action::Hold },
    { caller, Input::NothingUnderstood, caller },
    { caller, Input::ReplyBegan, overlap },
    { caller, Input::ReplyEnded, caller },

    { understanding, Input::SpeechStarted, caller },
    { understanding, Input::SpeechConfirmed, understanding },
    { understanding, Input::SpeechEnded, understanding },
    { understanding, Input::Understood, replying, Action::Reply },
    { understanding, Input::NothingUnderstood, idle },
    { understanding, Input::ReplyBegan, replying },
    { understanding, Input::ReplyEnded, understanding },

    { replying, Input::SpeechStarted, overlap },
    { replying, Input::SpeechConfirmed, replying },
    { replying, Input::SpeechEnded, replying },
    { replying, Input::Understood, replying, Action::Reply },
    { replying, Input::NothingUnderstood, replying },
    { replying, Input::ReplyBegan, replying },
    { replying, Input::ReplyEnded, idle },

    { overlap, Input::SpeechStarted, overlap },
    { overlap, Input::SpeechConfirmed, caller, Action::Yield },
    { overlap, Input::SpeechEnded, replying },
    { overlap, Input::Understood, overlap, Action::Hold },
    { overlap, Input::NothingUnderstood, overlap },
    { overlap, Input::ReplyBegan, overlap },
    { overlap, Input::ReplyEnded, caller },
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
        const TurnTaker::Step step = TurnTaker::transition(from, input, true);
        QTEST(step.next, "to");
        QTEST(step.action, "action");
    }

    void tableIsWhole() { QCOMPARE(std::size(rows), size_t(5 * 7)); }

    void withoutBargeInTheBotFinishes()
    {
        const TurnTaker::Step step = TurnTaker::transition(overlap, Input::SpeechConfirmed, false);
        QCOMPARE(step.next, overlap);
        QCOMPARE(step.action, Action::None);
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
