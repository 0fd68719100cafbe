#pragma once

#include "core/simulate/callscript.h"

#include <QByteArray>

/// Sounds that Twilio itself plays to the caller, as µ-law at 8 kHz.
namespace callscope::simulate {

QByteArray tone(double hertz, std::chrono::milliseconds length, double peak = 6000);
/// The sound before a recording.
QByteArray beep();
QByteArray silence(std::chrono::milliseconds length);
/// What stands for a voice when there is none: a tone as long as the text would take to say.
QByteArray toneFor(const QString &text);
/// A sound file's bytes, in any libsndfile format; InvalidInput when they are none.
base::Result<QByteArray> decodedSound(const QByteArray &file);

} // namespace callscope::simulate
