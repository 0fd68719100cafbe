#pragma once

#include "core/store/callexport.h"
#include "ui/common/streamsound.h"

#include <QFutureWatcher>
#include <QObject>

#include <atomic>
#include <memory>

namespace callscope::ui {

/// Where the events of an exported call come from: a log that is read again and copied line by line, or values.
struct ExportSource
{
    base::CallSid callSid {};
    QString recordingPath {}; ///< empty: the values below
    base::Monotonic zero {};
    std::vector<event::Event> events {};
};

/// Carries an export out on a worker thread. It owns the run, which goes on to its end or its stop without it, and
/// lives on the GUI thread.
class ExportRun : public QObject
{
    Q_OBJECT

public:
    explicit ExportRun(QObject *parent = nullptr);
    ~ExportRun() override;

    /// Finds out which of the files exist already; answered by `looked`.
    void look(const QStringList &paths);
    /// Waits for `sound`, unless it is none, and writes; answered by `finished`, `failed` or `stopped`.
    void start(const ExportSource &source, const store::ExportPlan &plan,
               const QFuture<std::vector<StreamSound>> &sound);
    void stop();

Q_SIGNALS:
    void looked(const QStringList &existing);
    /// 0 to 1000.
    void progressed(int permille);
    void finished(const callscope::store::ExportReport &report);
    void failed(const callscope::base::Error &error);
    void stopped();

private:
    using Result = base::Result<store::ExportReport>;

    void write();
    void tell();

    ExportSource m_source {};
    store::ExportPlan m_plan {};
    std::shared_ptr<std::atomic_bool> m_stop; ///< the one value both threads touch
    QFutureWatcher<QStringList> m_look {};
    std::unique_ptr<QFutureWatcher<std::vector<StreamSound>>> m_sound; ///< while it is waited for
    QFutureWatcher<Result> m_writing {};
};

} // namespace callscope::ui
