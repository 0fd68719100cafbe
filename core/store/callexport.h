#pragma once

#include "core/store/redaction.h"

#include <QStringList>

namespace callscope::store {

/// What is written of a call, and where.
struct ExportPlan
{
    enum class Sound {
        None,
        Stereo, ///< <name>.wav, caller left, bot right
        TwoFiles, ///< <name>-caller.wav and <name>-bot.wav
    };

    bool events = true; ///< <name>.jsonl
    Sound sound = Sound::Stereo;
    bool har = true; ///< <name>.har; with media messages when the sound is written, too
    bool labels = true; ///< <name>.txt, for Audacity
    Redaction redaction {};
    QString folder; ///< made when it is not there
    QString name; ///< of the files, without an ending

    /// Without what the redaction forbids: sound that is to be removed is not written.
    bool writesSound() const { return sound != Sound::None && !redaction.sound; }
};

/// "2026-01-15-baf42c9a": the day of the first event in UTC and the last eight characters of the SID.
QString exportName(const base::CallSid &callSid, base::Utc firstEvent);

/// The paths that exportCall would write, whether they exist or not.
QStringList plannedFiles(const ExportPlan &plan);

struct ExportReport
{
    QStringList files {}; ///< that were written
    bool lacksSound = false; ///< it was planned, but there is none of this call
};

/// Writes the files of the plan, all or none: each takes its place only when all are whole. Blocking; for a worker
/// thread. Errors: InvalidInput (nothing to write, a name that is no file name, a call without events), Io, Refused
/// (the progress was answered with false).
base::Result<ExportReport> exportCall(CallCopy call, const ExportPlan &plan, const ExportProgress &progress = {});

} // namespace callscope::store
