#pragma once

#include "core/check/checklist.h"

#include <QThread>

namespace callscope::check {

/// A checklist on a thread of its own. Lives on the thread that made it, and hears of the run there; its end waits for
/// the run's, which stops at its next step.
class BackgroundCheck : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive it.
    BackgroundCheck(CheckOptions options, const base::Clock &clock, QObject *parent = nullptr);
    ~BackgroundCheck() override;

    /// Once.
    void start();
    /// `finished` follows, with what had been found.
    void cancel();

Q_SIGNALS:
    void stageBegan(callscope::check::Stage stage);
    void stageEnded(const callscope::check::Finding &finding);
    /// The last signal.
    void finished(const callscope::check::CheckReport &report);

private:
    QThread m_thread {};
    Checklist *m_checklist; ///< lives on m_thread, and goes with it
};

} // namespace callscope::check
