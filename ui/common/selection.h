#pragma once

#include "ui/common/session.h"

#include <QObject>

namespace callscope::ui {

/// What is looked at within a call: a turn, an event or just a stretch of time. Each page shows its own part of it.
struct Stretch
{
    TimeRange range {};
    std::optional<int> turn {}; ///< number of the bot's turn (TurnList)
    std::optional<EventId> event {};

    friend bool operator==(const Stretch &, const Stretch &) = default;
};

/// What all pages look at together: a call, a stretch of it, where playback is, and the budget that its turns are held
/// against. Pages select here and follow its signals, and know nothing of each other. Lives on
/// the GUI thread.
class Selection : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds defaultLatencyBudget { 1500 };

    /// The budget is kept in QSettings.
    explicit Selection(QObject *parent = nullptr);

    const CallKey &call() const { return m_call; }
    const std::optional<Stretch> &stretch() const { return m_stretch; }
    /// Where playback is; nothing while nothing is played.
    std::optional<CallTime> playhead() const { return m_playhead; }

    /// How long a turn may take from voice to voice.
    std::chrono::milliseconds latencyBudget() const { return m_latencyBudget; }
    void setLatencyBudget(std::chrono::milliseconds budget);

    /// Another call: the stretch is dropped.
    void selectCall(const CallKey &call);
    void selectStretch(const Stretch &stretch);
    void clearStretch();
    /// Asks the player to go there.
    void seek(CallTime time);
    /// For the player to tell.
    void movePlayhead(std::optional<CallTime> time);

Q_SIGNALS:
    void callChanged();
    void stretchChanged();
    void seekRequested(callscope::ui::CallTime time);
    void playheadMoved();
    void latencyBudgetChanged();

private:
    CallKey m_call {};
    std::optional<Stretch> m_stretch {};
    std::optional<CallTime> m_playhead {};
    std::chrono::milliseconds m_latencyBudget;
};

} // namespace callscope::ui
