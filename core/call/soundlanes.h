#pragma once

#include "core/base/ids.h"
#include "core/media/format.h"

#include <QObject>

namespace callscope::call {

/// The recorder's lane, of all calls that speak into it: sound at its place, in samples since the recording began. The
/// bot's is told once it has been heard. Sound has a way of its own because there is so much of it: a call tells it
/// here, and nobody in between. Each gateway thread has its own.
class SoundLanes final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void callerAudio(const callscope::base::CallSid &callSid, qint64 position,
                     const callscope::media::Samples &samples);
    void botAudio(const callscope::base::CallSid &callSid, qint64 position, const callscope::media::Samples &samples);
};

} // namespace callscope::call
