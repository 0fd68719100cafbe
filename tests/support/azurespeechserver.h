#pragma once

#include "tests/support/speechserver.h"

namespace callscope::tests {

/// Azure's REST interface for speech.
class AzureSpeechServer final : public SpeechServer
{
    Q_OBJECT

public:
    QUrl url() const override { return http().url(); }
    Answer answerWith(const QByteArray &mulaw) const override;

protected:
    std::variant<Asked, Answer> read(const Request &request) override;
};

} // namespace callscope::tests
