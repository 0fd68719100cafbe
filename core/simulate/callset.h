#pragma once

#include "core/simulate/simulatedcall.h"

namespace callscope::simulate {

/// Several calls at once from one script, each with its own SIDs and caller number. It owns the calls and lives on the
/// thread it was made on.
class CallSet : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive the set.
    CallSet(const CallScript &script, int calls, const base::Clock &clock, QObject *parent = nullptr);

    const std::vector<std::unique_ptr<SimulatedCall>> &calls() const { return m_calls; }
    /// They begin a few milliseconds after each other, so that their frames do not all fall into one moment.
    void start();
    void hangUpAll(const QString &why);

Q_SIGNALS:
    /// `number` counts from 0.
    void callFinished(int number, const callscope::simulate::CallReport &report);
    /// The last signal; in the order of the numbers.
    void finished(const std::vector<callscope::simulate::CallReport> &reports);

private:
    void keep(std::size_t number, const CallReport &report);

    Exchange m_exchange;
    std::vector<std::unique_ptr<SimulatedCall>> m_calls {}; ///< gone before the exchange
    std::vector<CallReport> m_reports {};
    std::size_t m_finished = 0;
};

/// The script of call `number`: the same but for seed and caller number ("+972501234567" becomes "+972501234568" …).
CallScript scriptOf(const CallScript &script, int number);

} // namespace callscope::simulate
