#pragma once

#include "core/base/secret.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

/// Who hears, thinks and speaks, when that is not what the program has on board.
namespace callscope::config {

enum class ProviderType {
    OpenAi, ///< chat completions, transcriptions and speech over HTTP, of OpenAI and of all who speak like it
    OpenAiRealtime,
    Deepgram,
    Soniox,
    Azure,
    Google,
    Prompts, ///< recorded sound files
};

/// One `[[provider]]` of the file.
struct ProviderSettings
{
    QString name; ///< as the chains call it
    ProviderType type = ProviderType::OpenAi;
    QString url; ///< base URL; empty: the vendor's own
    base::Secret key; ///< from the file, else from `keyEnvironment`
    QString keyEnvironment; ///< a variable; without `url`, unless the file says otherwise, the vendor's usual one
    QString model, voice, region; ///< empty: the adapter's own
    QStringList languages; ///< BCP 47; empty: the call's
    QString folder; ///< of Prompts
    int sampleRate = 0; ///< of speech as raw PCM, Hz; 0: the adapter's own
};

/// One value that the model has to give to a look-up.
struct ToolParameter
{
    QString name, description;
};

/// One `[[tool]]`: something to be looked up by HTTP.
struct ToolSettings
{
    QString name, description; ///< for the model
    QString method = QStringLiteral("GET"); ///< or "POST": the parameters are its JSON body then
    QString url; ///< `{parameter}` is replaced by its value, percent-encoded
    std::vector<ToolParameter> parameters;
    std::vector<std::pair<QString, base::Secret>> headers; ///< name and value
};

/// How an agent that thinks by a language model behaves.
struct ModelAgentSettings
{
    QString systemPrompt; ///< empty: the language's own
    int replyTokens = 300;
    std::chrono::milliseconds replyWithin { 30000 }; ///< a reply that is longer under way is cut
    std::chrono::milliseconds fillerAfter {
        1200
    }; ///< a caller who hears no word of the reply hears a filler; 0: never
    int rememberedTurns = 40;
    QString transferTo; ///< the number that the tool `transfer_call` may connect with; empty: there is no such tool
};

} // namespace callscope::config
