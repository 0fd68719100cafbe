#pragma once

#include "core/speech/synthesizer.h"

#include <QHash>
#include <QList>

namespace callscope::tests {

/// What a voice has told, request by request and in order. Lives on the test's thread.
class VoiceLog : public QObject
{
    Q_OBJECT

public:
    explicit VoiceLog(speech::Synthesizer &voice)
    {
        connect(&voice, &speech::Synthesizer::audioReady, this, [this](int request, const QByteArray &mulaw) {
            sounds[request] += mulaw;
            if (order.isEmpty() || order.back() != request)
                order << request;
        });
        connect(&voice, &speech::Synthesizer::finished, this, [this](int request) {
            finished << request;
            ends << request;
        });
        connect(&voice, &speech::Synthesizer::failed, this, [this](int request, const base::Error &error) {
            failed << request;
            ends << request;
            errors << error;
        });
    }

    qsizetype ended() const { return ends.size(); }
    bool isEmpty() const { return sounds.isEmpty() && ended() == 0; }

    QHash<int, QByteArray> sounds {}; ///< all of a request's
    QList<int> order {}; ///< requests whose sound came, one behind the other
    QList<int> finished {}, failed {}, ends {}; ///< ends are both
    QList<base::Error> errors {}; ///< of `failed`
};

} // namespace callscope::tests
