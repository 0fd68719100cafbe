#pragma once

#include "core/agent/tools.h"
#include "core/base/secret.h"

#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

namespace callscope::agent {

/// An agent that thinks by a language model behind an OpenAI-compatible service.
struct ChatSettings
{
    QString provider; ///< its name as configured, for logs and error texts
    QUrl url; ///< base: "https://api.openai.com/v1", "http://127.0.0.1:11434/v1"
    base::Secret key {}; ///< empty: none is sent
    QString model;
    QString reasoningEffort {}; ///< "none", "low" …; empty: the model's own
    std::optional<double> temperature {}; ///< empty: the model's own, as some take no other

    QString language = QStringLiteral("en-US"); ///< the call's, BCP 47
    QString greeting {}; ///< spoken without asking the model; may be empty
    QString systemPrompt {}; ///< empty: the language's own
    Tools tools {};

    int replyTokens = 300;
    qsizetype replyCharacters = 1500; ///< of one turn; what is beyond the sentence that reaches it is not said
    std::chrono::milliseconds replyWithin { 30000 }; ///< a reply that is longer under way is cut
    std::chrono::milliseconds firstByteWithin { 4000 }; ///< of each request
    std::chrono::milliseconds fillerAfter {
        1200
    }; ///< a caller who hears no word of the reply hears a filler; 0: never
    std::chrono::milliseconds lookUpWithin { 5000 };
};

/// What it can do: the same for all services of this kind.
struct ChatCapabilities
{
    static constexpr bool streams = true;
    static constexpr bool callsTools = true;
    static constexpr int roundsOfTools = 4; ///< requests in a turn
};

} // namespace callscope::agent
