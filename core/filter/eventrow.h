#pragma once

#include "core/event/event.h"
#include "core/filter/row.h"

namespace callscope::filter {

enum class Direction { FromTwilio, ToTwilio, Here };

/// Which way what happened went over the line to Twilio.
Direction directionOf(const event::Event &event);

/// An event as a row, and the name of the source it came from.
class EventRow final : public Row
{
public:
    /// `event` must outlive the row.
    explicit EventRow(const event::Event &event, QString source = {})
        : m_event(event)
        , m_source(std::move(source))
    { }

    Values values(const FieldRef &ref) const override;

private:
    const event::Event &m_event;
    QString m_source;
};

} // namespace callscope::filter
