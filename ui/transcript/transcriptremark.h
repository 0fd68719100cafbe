#pragma once

#include "core/event/event.h"

#include <QString>

#include <optional>

namespace callscope::ui {

/// Something that happened between the words of a call and explains them.
struct TranscriptRemark
{
    enum class Kind {
        CallerBargedIn,
        BotStopped, ///< cut, and not by the caller
        StreamLost,
        StreamBack,
        BotMuted,
        BotGivenBack,
        HungUp,
        ListenerCame,
        ListenerLeft,
        ProviderFailed,
        ProviderSwitched, ///< and another took over: no harm was done
        HeldOn, ///< silence was bridged by a phrase
        SentToRecording, ///< there was nothing better than to ask for a message
        LeftInSilence, ///< and not even that could be done from here
        AgentHungUp,
        AgentTransferred,
        AgentSentToRecording,
        MessageLeft, ///< the caller spoke to the fallback's recorder
        CallEnded,
    };

    Kind kind = Kind::CallEnded;
    QString what {}; ///< a cause, a code, a provider: content, not translated
    QString by {}; ///< who did it

    bool isProblem() const
    {
        return kind == Kind::StreamLost || (kind >= Kind::ProviderFailed && kind <= Kind::LeftInSilence);
    }
    friend bool operator==(const TranscriptRemark &, const TranscriptRemark &) = default;
};

/// The remark on an event that needs no knowledge of others, if it is worth one.
std::optional<TranscriptRemark> remarkOn(const event::Event &event);

/// In the language of the screen.
QString remarkText(const TranscriptRemark &remark);

} // namespace callscope::ui
