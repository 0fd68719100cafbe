#pragma once

#include "ui/common/turns.h"

namespace callscope::ui {

/// A piece of the bot's words, and whether the caller heard it. What is not known counts as heard.
struct HeardSpan
{
    QString text {};
    bool heard = true;

    friend bool operator==(const HeardSpan &, const HeardSpan &) = default;
};
using HeardSpans = std::vector<HeardSpan>;

/// The words of a turn's reply in their order. Joined they are the reply, word for word.
HeardSpans heardSpans(const Turn &turn);

QString joined(const HeardSpans &spans);
bool anyUnheard(const HeardSpans &spans);

} // namespace callscope::ui
