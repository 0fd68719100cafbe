#include "ui/timeline/timelinetexts.h"

#include "ui/common/text.h"

namespace callscope::ui {

QString TimelineTexts::kindName(ItemKind kind)
{
    switch (kind) {
    case ItemKind::Speech:
        return tr("Caller speaks");
    case ItemKind::Sentence:
        return tr("Bot speaks");
    case ItemKind::MarkSent:
        return tr("Mark sent");
    case ItemKind::MarkHeard:
        return tr("Mark came back: heard");
    case ItemKind::MarkUnheard:
        return tr("Mark came back: not heard");
    case ItemKind::EndOfUtterance:
        return tr("End of utterance");
    case ItemKind::Clear:
        return tr("Bot's sound cleared");
    case ItemKind::Gap:
        return tr("Gap in the caller's sound");
    case ItemKind::Remark:
        return tr("Operator");
    case ItemKind::Digit:
        return tr("Key pressed");
    case ItemKind::BargeIn:
        return tr("Barge-in");
    case ItemKind::Problem:
        return tr("Problem");
    }
    Q_UNREACHABLE();
}

QString TimelineTexts::timeText(const TimeItem &item)
{
    const QString begin = preciseText(item.range.begin);
    return bidiIsolated(item.range.isEmpty() ? begin : begin + QStringLiteral(" – ") + preciseText(item.range.end));
}

std::optional<CallTime> TimelineTexts::unheard(const TimeItem &item)
{
    const bool isCut = item.kind == ItemKind::Sentence && item.heardUntil < item.range.end;
    return isCut ? std::optional(item.range.end - item.heardUntil) : std::nullopt;
}

QString TimelineTexts::toolTip(const TimeItem &item)
{
    QStringList lines { item.byOperator ? tr("Operator speaks") : kindName(item.kind) };
    const QString event
        = item.sequence > 0 ? item.name + QStringLiteral(" #") + QString::number(item.sequence) : item.name;
    lines << timeText(item) + QStringLiteral(" · ") + bidiIsolated(event);
    if (const auto lost = unheard(item))
        lines << tr("The caller never heard the last %1 of it.").arg(bidiIsolated(latencyText(*lost)));
    if (!item.text.isEmpty())
        lines << item.text;
    return lines.join(u'\n');
}

QString TimelineTexts::spokenName(const TimeItem &item)
{
    const QString what = item.byOperator ? tr("Operator speaks") : kindName(item.kind);
    const QString when = preciseText(item.range.begin);
    return item.text.isEmpty() ? tr("%1 at %2").arg(what, when)
                               : tr("%1 at %2: %3").arg(what, when, withoutBidiControls(item.text));
}

} // namespace callscope::ui
