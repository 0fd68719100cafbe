#pragma once

#include "ui/common/session.h"

#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <span>

namespace callscope::ui {

/// Puts events to a test on a thread of its own and tells which passed, in their order. Copies of them go there in
/// slices, so that the GUI thread, on which it lives, never waits for a slow pattern. A new run ends the one before.
class EventSieve : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t sliceSize = 2'000; ///< events that are copied at a time

    /// Called on the other thread; must not depend on anything that changes.
    using Test = std::function<bool(const event::Event &event, const QString &sourceName)>;

    /// `session` must outlive it.
    explicit EventSieve(const Session &session, QObject *parent = nullptr);
    ~EventSieve() override;
    Q_DISABLE_COPY_MOVE(EventSieve)

    /// `ids` ascend.
    void start(Test test, std::vector<EventId> ids);
    /// More of the same run, behind what waits.
    void add(std::span<const EventId> ids);
    /// What waits is forgotten; more may be added.
    void cancel();
    bool isRunning() const { return m_inFlight || m_next < m_waiting.size(); }
    qint64 done() const { return m_done; }
    qint64 total() const { return m_done + static_cast<qint64>(m_waiting.size() - m_next) + m_inFlight; }

Q_SIGNALS:
    void found(const std::vector<qint64> &ids);
    void progressed();
    /// All that was given so far has been tested.
    void finished();

private:
    struct Run
    {
        Test test;
        std::atomic_bool isCancelled { false };
    };
    struct Candidate
    {
        EventId id = 0;
        int source = 0;
        event::Event event {};
    };
    using Slice = std::vector<Candidate>;

    static std::vector<EventId> passing(const Run &run, const Slice &slice, const QStringList &sources);
    Slice nextSlice();
    QStringList sourceNames(const Slice &slice) const;
    void postSlice();
    void take(const std::shared_ptr<Run> &run, const std::vector<EventId> &ids);

    const Session &m_session;
    QThreadPool m_pool {};
    std::shared_ptr<Run> m_run {};
    std::vector<EventId> m_waiting {};
    std::size_t m_next = 0; ///< of m_waiting
    qint64 m_inFlight = 0, m_done = 0;
};

} // namespace callscope::ui
