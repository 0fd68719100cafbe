#include "core/simulate/callset.h"

namespace callscope::simulate {

using namespace std::chrono_literals;

namespace {

constexpr auto stagger = 7ms; ///< no divisor of 20 ms: the frames of many calls spread evenly

} // namespace

CallScript scriptOf(const CallScript &script, int number)
{
    CallScript own = script;
    own.seed = script.seed + static_cast<quint32>(number);
    bool isNumber = false;
    const qint64 from = script.from.mid(1).toLongLong(&isNumber);
    if (isNumber && script.from.startsWith('+'))
        own.from = '+' + QByteArray::number(from + number);
    return own;
}

CallSet::CallSet(const CallScript &script, int calls, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_exchange(clock)
    , m_reports(static_cast<std::size_t>(calls))
{
    for (int number = 0; number < calls; ++number) {
        const auto index = m_calls.size();
        m_calls.push_back(std::make_unique<SimulatedCall>(scriptOf(script, number), clock, m_exchange));
        connect(m_calls.back().get(), &SimulatedCall::finished, this,
                [this, index](const CallReport &report) { keep(index, report); });
    }
}

void CallSet::start()
{
    for (std::size_t i = 0; i < m_calls.size(); ++i)
        QTimer::singleShot(static_cast<int>(i) * stagger, m_calls[i].get(), &SimulatedCall::start);
}

void CallSet::hangUpAll(const QString &why)
{
    for (const auto &call : m_calls)
        call->hangUp(why);
}

void CallSet::keep(std::size_t number, const CallReport &report)
{
    m_reports[number] = report;
    Q_EMIT callFinished(static_cast<int>(number), report);
    if (++m_finished == m_calls.size())
        Q_EMIT finished(m_reports);
}

} // namespace callscope::simulate
