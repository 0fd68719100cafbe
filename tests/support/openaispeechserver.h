#pragma once

#include "tests/support/speechserver.h"

namespace callscope::tests {

/// `/v1/audio/speech` as OpenAI has it, and with `sample_rate` as speaches has it.
class OpenAiSpeechServer final : public SpeechServer
{
    Q_OBJECT

public:
    QUrl url() const override { return http().url(QStringLiteral("/v1")); }
    Answer answerWith(const QByteArray &mulaw) const override;

    bool isSpeaches = true; ///< OpenAI refuses members that it does not know
    int rate = 8000; ///< of what comes

protected:
    std::variant<Asked, Answer> read(const Request &request) override;
};

/// 16-bit little-endian at `rate` Hz of µ-law at 8 kHz.
QByteArray pcmOf(const QByteArray &mulaw, int rate);

} // namespace callscope::tests
