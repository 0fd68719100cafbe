#pragma once

#include "core/base/clock.h"
#include "core/check/checkoptions.h"
#include "core/check/finding.h"

#include <QObject>

namespace callscope::check {

/// Runs the stages against one server, one after the other, and stops at the first that is not GO. `run` blocks the
/// thread it lives on (with an event loop inside), so a desktop gives it a thread of its own.
class Checklist : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive it.
    Checklist(CheckOptions options, const base::Clock &clock, QObject *parent = nullptr);

    CheckReport run();
    /// Ends a run at its next step; calls that it placed hang up. On its thread, from inside the run's event loop.
    void cancel();

    /// The stages that a run with these options goes through.
    static std::vector<Stage> stagesOf(const CheckOptions &options);

Q_SIGNALS:
    void stageBegan(callscope::check::Stage stage);
    void stageEnded(const callscope::check::Finding &finding);
    /// The last signal of a run.
    void finished(const callscope::check::CheckReport &report);
    void cancelled();

private:
    Finding runStage(Stage stage, class Probe &probe);
    std::optional<Finding> unspeakable(Stage stage);

    CheckOptions m_options;
    const base::Clock &m_clock;
    bool m_cancelled = false;
};

} // namespace callscope::check
