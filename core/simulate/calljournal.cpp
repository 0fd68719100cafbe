#include "core/simulate/calljournal.h"

#include <algorithm>

namespace callscope::simulate {

using namespace Qt::StringLiterals;

CallJournal::CallJournal(const base::Clock &clock)
    : m_clock(clock)
    , m_start(clock.monotonic())
{ }

milliseconds CallJournal::now() const
{
    return std::chrono::duration_cast<milliseconds>(m_clock.monotonic() - m_start);
}

void CallJournal::note(const QString &what, const QString &text)
{
    m_report.events.push_back({ now(), what, text });
    if (m_reader.noted)
        m_reader.noted(m_report.events.back());
}

void CallJournal::stage(const QString &name, bool ok, milliseconds took, const QString &text)
{
    m_report.stages.push_back({ name, ok, now() - took, took, text });
    if (m_reader.stageReached)
        m_reader.stageReached(m_report.stages.back());
}

void CallJournal::fault(const Fault &fault)
{
    m_report.faults.push_back({ now(), fault });
    note(u"error %1"_s.arg(fault.code), fault.text);
}

void CallJournal::markReceived(const QString &name)
{
    m_report.marks.push_back({ name, now(), {}, false });
}

void CallJournal::markEchoed(const QString &name, bool flushed)
{
    const auto waits = [&](const MarkRecord &mark) { return mark.name == name && !mark.echoed; };
    const auto mark = std::ranges::find_if(m_report.marks, waits);
    if (mark == m_report.marks.end())
        return;
    mark->echoed = now();
    mark->flushed = flushed;
}

bool CallJournal::hasUnechoedMarks() const
{
    return std::ranges::any_of(m_report.marks, [](const MarkRecord &mark) { return !mark.echoed; });
}

} // namespace callscope::simulate
