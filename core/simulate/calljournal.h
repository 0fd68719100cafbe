#pragma once

#include "core/base/clock.h"
#include "core/simulate/callreport.h"

#include <functional>

namespace callscope::simulate {

/// Writes one call's report while the call goes on. Plain, on the thread of its call.
class CallJournal
{
public:
    /// `clock` must outlive the journal; time counts from here.
    explicit CallJournal(const base::Clock &clock);

    milliseconds now() const;
    /// Told of each note and stage as it is written; set once, before the first.
    struct Reader
    {
        std::function<void(const EventRecord &)> noted {};
        std::function<void(const StageRecord &)> stageReached {};
    };
    void tell(Reader reader) { m_reader = std::move(reader); }

    void note(const QString &what, const QString &text);
    void stage(const QString &name, bool ok, milliseconds took, const QString &text);
    void fault(const Fault &fault);
    void markReceived(const QString &name);
    void markEchoed(const QString &name, bool flushed);
    bool hasUnechoedMarks() const;

    CallReport &report() { return m_report; }
    const CallReport &report() const { return m_report; }

private:
    const base::Clock &m_clock;
    base::Monotonic m_start;
    Reader m_reader {};
    CallReport m_report {};
};

} // namespace callscope::simulate
