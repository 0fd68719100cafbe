#pragma once

#include "ui/calls/callcell.h"

#include <QThreadPool>

#include <atomic>
#include <functional>
#include <set>

namespace callscope::ui {

/// Puts calls to a test on a thread of its own and tells which passed. Copies of them go there, one lot at a time, so
/// that the GUI thread, on which it lives, never waits for a slow pattern. A new test ends the one before.
class CallSieve : public QObject
{
    Q_OBJECT

public:
    /// Called on the other thread; must not depend on anything that changes.
    using Test = std::function<bool(const CallSummary &call, const CallCircumstances &around)>;
    struct Candidate
    {
        int call = 0;
        CallSummary summary {};
        CallCircumstances around {};
    };
    /// A call as it is now.
    using Describe = std::function<Candidate(int call)>;
    struct Verdict
    {
        int call = 0;
        bool accepted = false;
    };
    using Verdicts = std::vector<Verdict>;

    explicit CallSieve(Describe describe, QObject *parent = nullptr);
    ~CallSieve() override;
    Q_DISABLE_COPY_MOVE(CallSieve)

    /// All calls that were added are forgotten. An empty function: there is nothing to test.
    void setTest(Test test);
    bool hasTest() const { return static_cast<bool>(m_test); }
    /// To be tested as they are when it is their turn: after the lot that is under way.
    void add(const std::vector<int> &calls);
    /// All that was added has been tested.
    bool isSettled() const { return !m_running && m_waiting.empty(); }

Q_SIGNALS:
    /// Of one lot; the calls ascend.
    void tested(const callscope::ui::CallSieve::Verdicts &verdicts);

private:
    void post();
    Verdicts verdicts(int generation, const Test &test, const std::vector<Candidate> &lot) const;
    void take(int generation, const Verdicts &verdicts);

    const Describe m_describe;
    Test m_test {};
    std::set<int> m_waiting {}; ///< calls
    bool m_running = false;
    std::atomic_int m_generation { 0 }; ///< of the test; the other thread stops when it is no longer its own
    QThreadPool m_pool {};
};

} // namespace callscope::ui
