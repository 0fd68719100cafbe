#include "ui/calls/callsieve.h"

namespace callscope::ui {

CallSieve::CallSieve(Describe describe, QObject *parent)
    : QObject(parent)
    , m_describe(std::move(describe))
{
    m_pool.setMaxThreadCount(1);
}

CallSieve::~CallSieve()
{
    ++m_generation;
    m_pool.waitForDone();
}

void CallSieve::setTest(Test test)
{
    ++m_generation;
    m_running = false;
    m_waiting.clear();
    m_test = std::move(test);
}

void CallSieve::add(const std::vector<int> &calls)
{
    m_waiting.insert(calls.begin(), calls.end());
    post();
}

void CallSieve::post()
{
    if (m_running || !m_test || m_waiting.empty())
        return;
    std::vector<Candidate> lot;
    lot.reserve(m_waiting.size());
    for (const int call : std::exchange(m_waiting, {}))
        lot.push_back(m_describe(call));
    m_running = true;
    m_pool.start([this, generation = m_generation.load(), test = m_test, lot = std::move(lot)] {
        auto found = verdicts(generation, test, lot);
        QMetaObject::invokeMethod(
            this, [this, generation, found = std::move(found)] { take(generation, found); }, Qt::QueuedConnection);
    });
}

CallSieve::Verdicts CallSieve::verdicts(int generation, const Test &test, const std::vector<Candidate> &lot) const
{
    Verdicts found;
    found.reserve(lot.size());
    for (const Candidate &candidate : lot) {
        if (m_generation != generation)
            break;
        found.push_back({ candidate.call, test(candidate.summary, candidate.around) });
    }
    return found;
}

void CallSieve::take(int generation, const Verdicts &verdicts)
{
    if (m_generation != generation)
        return;
    m_running = false;
    post(); // the other thread goes on while this one shows
    Q_EMIT tested(verdicts);
}

} // namespace callscope::ui
