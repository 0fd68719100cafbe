#include "core/call/call.h"

#include <QTest>

using callscope::call::Call;
using State = Call::State;
using Input = Call::Input;

Q_DECLARE_METATYPE(Call::State)
Q_DECLARE_METATYPE(Call::Input)

namespace {

struct Row
{
    State from;
    Input input;
    State to;
};

/// Every state with every input.
constexpr Row rows[] = {
    { State::Open, Input::StreamStopped, State::Stopped },
    { State::Open, Input::HungUp, State::HangingUp },
    { State::Open, Input::SocketClosed, State::Leaving },
    { State::Open, Input::NothingAwaited, State::Open },

    { State::Stopped, Input::StreamStopped, State::Stopped },
    { State::Stopped, Input::HungUp, State::Stopped },
    { State::Stopped, Input::SocketClosed, State::Leaving },
    { State::Stopped, Input::NothingAwaited, State::Stopped },

    { State::HangingUp, Input::StreamStopped, State::HangingUp },
    { State::HangingUp, Input::HungUp, State::HangingUp },
    { State::HangingUp, Input::SocketClosed, State::Leaving },
    { State::HangingUp, Input::NothingAwaited, State::HangingUp },

    { State::Leaving, Input::StreamStopped, State::Leaving },
    { State::Leaving, Input::HungUp, State::Leaving },
    { State::Leaving, Input::SocketClosed, State::Leaving },
    { State::Leaving, Input::NothingAwaited, State::Over },

    { State::Over, Input::StreamStopped, State::Over },
    { State::Over, Input::HungUp, State::Over },
    { State::Over, Input::SocketClosed, State::Over },
    { State::Over, Input::NothingAwaited, State::Over },
};

} // namespace

class CallStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateTakesEveryInput_data()
    {
        QTest::addColumn<Call::State>("from");
        QTest::addColumn<Call::Input>("input");
        QTest::addColumn<Call::State>("to");
        for (const Row &row : rows)
            QTest::addRow("state %d input %d", int(row.from), int(row.input)) << row.from << row.input << row.to;
    }

    void everyStateTakesEveryInput()
    {
        QFETCH(Call::State, from);
        QFETCH(Call::Input, input);
        QTEST(Call::transition(from, input), "to");
    }

    void tableIsWhole() { QCOMPARE(std::size(rows), size_t(5 * 4)); }
};

QTEST_GUILESS_MAIN(CallStateTest)
#include "tst_callstate.moc"
