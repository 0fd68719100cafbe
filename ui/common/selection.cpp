#include "ui/common/selection.h"

#include <QSettings>

namespace callscope::ui {

namespace {

const QString budgetKey = QStringLiteral("latency/budgetMs");

/// What is kept in the file may have been written by hand.
std::chrono::milliseconds keptBudget()
{
    const std::chrono::milliseconds kept { QSettings().value(budgetKey).toInt() };
    return kept > std::chrono::milliseconds(0) ? kept : Selection::defaultLatencyBudget;
}

} // namespace

Selection::Selection(QObject *parent)
    : QObject(parent)
    , m_latencyBudget(keptBudget())
{ }

void Selection::setLatencyBudget(std::chrono::milliseconds budget)
{
    if (budget == m_latencyBudget)
        return;
    m_latencyBudget = budget;
    QSettings().setValue(budgetKey, qint64(budget.count()));
    Q_EMIT latencyBudgetChanged();
}

void Selection::selectCall(const CallKey &call)
{
    if (call == m_call)
        return;
    m_call = call;
    m_stretch.reset();
    m_playhead.reset();
    Q_EMIT callChanged();
    Q_EMIT stretchChanged();
    Q_EMIT playheadMoved();
}

void Selection::selectStretch(const Stretch &stretch)
{
    if (m_stretch == stretch)
        return;
    m_stretch = stretch;
    Q_EMIT stretchChanged();
}

void Selection::clearStretch()
{
    if (!std::exchange(m_stretch, std::nullopt))
        return;
    Q_EMIT stretchChanged();
}

void Selection::seek(CallTime time)
{
    Q_EMIT seekRequested(time);
}

void Selection::movePlayhead(std::optional<CallTime> time)
{
    if (m_playhead == time)
        return;
    m_playhead = time;
    Q_EMIT playheadMoved();
}

} // namespace callscope::ui
