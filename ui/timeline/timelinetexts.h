#pragma once

#include "ui/timeline/timeitem.h"

#include <QCoreApplication>

namespace callscope::ui {

/// The words for what is on the timeline, in the language of the screen.
class TimelineTexts
{
    Q_DECLARE_TR_FUNCTIONS(TimelineTexts)

public:
    static QString kindName(ItemKind kind);
    /// "0:03.250", or "0:03.250 – 0:04.900" of what has a length.
    static QString timeText(const TimeItem &item);
    /// Two lines or three, plain: what it is; when, the event's name and sequence number; what was said or its fields.
    static QString toolTip(const TimeItem &item);
    /// For a screen reader: what it is, when, what was said.
    static QString spokenName(const TimeItem &item);
    /// Of a sentence that was cut: how much of it was never heard.
    static std::optional<CallTime> unheard(const TimeItem &item);
};

} // namespace callscope::ui
