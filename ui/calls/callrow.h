#pragma once

#include "core/filter/row.h"
#include "ui/calls/callcell.h"

namespace callscope::ui {

/// A call as the filter language sees it: the fields of filter::callFields(), and for a bare word all that its row
/// says.
class CallRow final : public filter::Row
{
public:
    /// Both must outlive the row.
    CallRow(const CallSummary &call, const CallCircumstances &around)
        : m_call(call)
        , m_around(around)
    { }

    filter::Values values(const filter::FieldRef &ref) const override;

private:
    std::optional<filter::Value> value(QLatin1String name) const;
    filter::Values everyText() const;

    const CallSummary &m_call;
    const CallCircumstances &m_around;
};

} // namespace callscope::ui
