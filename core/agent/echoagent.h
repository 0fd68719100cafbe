#pragma once

#include "core/agent/promptagent.h"

namespace callscope::agent {

/// Says back what was understood: "You said: …", or "אמרת: …" when the call or the utterance is Hebrew. Lives on the
/// call's thread.
class EchoAgent final : public PromptAgent
{
    Q_OBJECT

public:
    using PromptAgent::PromptAgent;

    QString provider() const override { return QStringLiteral("echo"); }

protected:
    /// The words in the utterance's own language, what stands around them in the call's.
    Reply replyTo(const Utterance &utterance) const override;
    Reply replyTo(QChar digit) const override;
};

} // namespace callscope::agent
