#pragma once

#include "tests/support/speechserver.h"

namespace callscope::tests {

/// Google Cloud's `text:synthesize`.
class GoogleSpeechServer final : public SpeechServer
{
    Q_OBJECT

public:
    QUrl url() const override { return http().url(QStringLiteral("/v1")); }
    Answer answerWith(const QByteArray &mulaw) const override;

protected:
    std::variant<Asked, Answer> read(const Request &request) override;
};

/// A WAV with µ-law at 8 kHz: its head has a chunk more than it needs, and a chunk follows the sound.
QByteArray muLawWav(const QByteArray &mulaw);

} // namespace callscope::tests
