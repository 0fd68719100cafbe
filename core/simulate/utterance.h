#pragma once

#include "core/base/result.h"
#include "core/media/format.h"

#include <QList>
#include <QString>

namespace callscope::simulate {

/// One thing that the caller says, at 8 kHz, with the bounds of the speech in it (recordings begin and end with quiet).
struct Utterance
{
    QString name {}; ///< the file, for the report
    QList<media::Sample> samples {}; ///< a copy shares them: a thousand calls say the same
    std::int64_t speechBegin = 0, speechEnd = 0; ///< in samples; end is one past the last frame with speech
};

/// Finds the bounds: frames of 20 ms louder than a twelfth of the loudest one.
Utterance utteranceOf(const QString &name, const media::Samples &samples);
/// Any libsndfile format. Errors as `media::readSoundFile`, and InvalidInput for a file with nothing but silence.
base::Result<Utterance> readUtterance(const QString &path);

} // namespace callscope::simulate
