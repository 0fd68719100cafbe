#pragma once

#include "core/agent/promptagent.h"

namespace callscope::agent {

/// Says back what was understood: "You said: …", in Hebrew "אמרת: …". Lives on the call's thread.
class EchoAgent final : public PromptAgent
{
    Q_OBJECT

public:
    using PromptAgent::PromptAgent;

    QString provider() const override { return QStringLiteral("echo"); }

protected:
    /// In the utterance's own language; what was not understood, in the call's.
    Reply replyTo(const Utterance &utterance) const override;
    Reply replyTo(QChar digit) const override;
};

} // namespace callscope::agent
