#include "core/simulate/callreport.h"

#include <algorithm>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;

bool isUnechoed(const MarkRecord &mark)
{
    return !mark.echoed;
}

void addTurnProblems(const CallReport &report, bool repliesExpected, QStringList &problems)
{
    const auto said = std::ranges::count_if(report.turns, &TurnRecord::finished);
    if (static_cast<std::size_t>(said) < report.turnsPlanned)
        problems
            += u"The caller came to say %1 of %2 turns before the call ended."_s.arg(said).arg(report.turnsPlanned);
    for (const TurnRecord &turn : report.turns) {
        if (repliesExpected && turn.expectsReply && turn.finished && !turn.replyStart)
            problems += u"The bot gave no answer to \"%1\"."_s.arg(turn.said);
        if (turn.bargedIn && !turn.yieldedAfter)
            problems += u"The bot did not stop speaking when the caller said \"%1\"."_s.arg(turn.said);
    }
    if (report.unpromptedTurns > 0)
        problems += u"The bot spoke although the caller had said nothing (unprompted turns: %1)."_s.arg(
            report.unpromptedTurns);
}

} // namespace

StreamCounts &StreamCounts::operator+=(const StreamCounts &more)
{
    mediaSent += more.mediaSent;
    mediaLost += more.mediaLost;
    mediaReceived += more.mediaReceived;
    soundReceived += more.soundReceived;
    clears += more.clears;
    pings += more.pings;
    digits += more.digits;
    mostQueued = std::max(mostQueued, more.mostQueued);
    dryGaps += more.dryGaps;
    return *this;
}

QStringList problemsOf(const CallReport &report, bool repliesExpected)
{
    QStringList problems;
    for (const FaultRecord &record : report.faults) {
        const Fault &fault = record.fault;
        problems += u"%1: %2 (%3)."_s.arg(fault.code).arg(fault.text, meaningOf(fault.code));
    }
    if (!report.answered)
        problems += u"The call was never answered with TwiML."_s;
    else if (!report.botHeard)
        problems += u"The caller heard nothing but silence."_s;
    addTurnProblems(report, repliesExpected, problems);
    const auto unechoed = std::ranges::count_if(report.marks, isUnechoed);
    if (unechoed > 0)
        problems += u"%1 of %2 marks were never echoed: the stream ended before their sound."_s.arg(unechoed).arg(
            report.marks.size());
    return problems;
}

std::chrono::nanoseconds percentile(std::vector<std::chrono::nanoseconds> values, int percent)
{
    if (values.empty())
        return {};
    const std::size_t rank = (values.size() * static_cast<std::size_t>(percent) + 99) / 100;
    const auto nth = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
    std::ranges::nth_element(values, nth);
    return *nth;
}

} // namespace callscope::simulate
