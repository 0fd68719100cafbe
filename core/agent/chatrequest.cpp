#include "core/agent/chatrequest.h"

#include "core/agent/chatphrases.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace callscope::agent {

namespace {

/// The turn's own limit, which keeps what was said, comes first.
constexpr std::chrono::seconds spare { 2 };

/// OpenAI takes only the newer name, most others only the older.
QString tokenLimitName(const QUrl &url)
{
    return url.host() == QLatin1String("api.openai.com") ? QStringLiteral("max_completion_tokens")
                                                         : QStringLiteral("max_tokens");
}

QJsonObject bodyOf(const ChatSettings &settings, const ChatMemory &memory, const QDate &today, bool mayCallTools)
{
    QJsonObject body { { QStringLiteral("model"), settings.model },
                       { QStringLiteral("stream"), true },
                       { QStringLiteral("stream_options"), QJsonObject { { QStringLiteral("include_usage"), true } } },
                       { tokenLimitName(settings.url), settings.replyTokens },
                       { QStringLiteral("messages"), memory.messages(systemPrompt(settings, today)) } };
    if (settings.temperature)
        body.insert(QStringLiteral("temperature"), *settings.temperature);
    if (!settings.reasoningEffort.isEmpty())
        body.insert(QStringLiteral("reasoning_effort"), settings.reasoningEffort);
    const QJsonArray tools = toolDefinitions(settings.tools);
    if (!tools.isEmpty()) {
        body.insert(QStringLiteral("tools"), tools);
        body.insert(QStringLiteral("tool_choice"), mayCallTools ? QStringLiteral("auto") : QStringLiteral("none"));
    }
    return body;
}

QUrl completionsUrl(const QUrl &base)
{
    QUrl url = base;
    const QString path = base.path();
    url.setPath(path + QLatin1String(path.endsWith(QLatin1Char('/')) ? "chat/completions" : "/chat/completions"));
    return url;
}

} // namespace

QString systemPrompt(const ChatSettings &settings, const QDate &today)
{
    const QString prompt = settings.systemPrompt.isEmpty() ? defaultPrompt(settings.language) : settings.systemPrompt;
    return prompt + QLatin1Char('\n') + circumstances(settings.language, today);
}

QDate dayOf(const base::Clock &clock)
{
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(clock.utc().time_since_epoch());
    return QDateTime::fromSecsSinceEpoch(now.count()).date();
}

provider::StreamedRequest chatRequest(const ChatSettings &settings, const ChatMemory &memory, const QDate &today,
                                      bool mayCallTools)
{
    provider::StreamedRequest request;
    request.provider = settings.provider;
    request.url = completionsUrl(settings.url);
    request.headers = { { "Content-Type", "application/json" }, { "Accept", "text/event-stream" } };
    if (!settings.key.isEmpty())
        request.headers.push_back({ "Authorization", "Bearer " + settings.key.reveal() });
    request.body = QJsonDocument(bodyOf(settings, memory, today, mayCallTools)).toJson(QJsonDocument::Compact);
    request.firstByteWithin = settings.firstByteWithin;
    request.wholeWithin = settings.replyWithin + spare;
    return request;
}

} // namespace callscope::agent
