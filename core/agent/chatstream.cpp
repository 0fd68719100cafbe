#include "core/agent/chatstream.h"

#include "core/provider/fault.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace callscope::agent {

namespace {

using base::Error;
using base::ErrorCode;

constexpr qsizetype longestExcerpt = 200;

/// Servers say in `code` or `type`, as a number or a word, what HTTP says in a status.
ErrorCode codeOf(const QJsonObject &error)
{
    static const std::array<std::pair<const char *, ErrorCode>, 11> words { {
        { "quota", ErrorCode::QuotaExceeded },
        { "billing", ErrorCode::QuotaExceeded },
        { "rate_limit", ErrorCode::RateLimited },
        { "auth", ErrorCode::Unauthorized },
        { "api_key", ErrorCode::Unauthorized },
        { "permission", ErrorCode::Unauthorized },
        { "timeout", ErrorCode::Timeout },
        { "invalid_request", ErrorCode::Refused },
        { "context_length", ErrorCode::Refused },
        { "not_found", ErrorCode::Refused },
        { "content_filter", ErrorCode::Refused },
    } };
    const QString told = error.value(QLatin1String("code")).toVariant().toString() + QLatin1Char(' ')
        + error.value(QLatin1String("type")).toString();
    for (const auto &[word, code] : words) {
        if (told.contains(QLatin1String(word), Qt::CaseInsensitive))
            return code;
    }
    return ErrorCode::Unavailable;
}

} // namespace

QString ChatStream::take(QByteArrayView bytes)
{
    QString text;
    for (const provider::ServerSentEvent &event : m_events.take(bytes))
        text += takeEvent(event.data);
    if (!m_fault && m_events.isTooLarge())
        m_fault = Error { ErrorCode::Overloaded,
                          QStringLiteral("%1 sent an event of more than %2 bytes.")
                              .arg(m_provider)
                              .arg(provider::ServerSentEvents::largestEvent) };
    return text;
}

QString ChatStream::end()
{
    const auto last = m_events.end();
    const QString text = last ? takeEvent(last->data) : QString();
    if (!m_fault && !m_done && m_finishReason.isEmpty())
        m_fault = Error { ErrorCode::Unavailable,
                          QStringLiteral("%1 ended its answer before it was whole.").arg(m_provider) };
    return m_fault ? text : text + m_thoughts.end();
}

QString ChatStream::takeEvent(const QByteArray &data)
{
    if (m_done || m_fault || data.trimmed().isEmpty())
        return {};
    if (data.trimmed() == "[DONE]") {
        m_done = true;
        return {};
    }
    const QJsonDocument document = QJsonDocument::fromJson(data);
    if (!document.isObject()) {
        m_fault = Error { ErrorCode::Protocol,
                          QStringLiteral("%1 streams what is no JSON object: check that its url is a chat completions "
                                         "service.")
                              .arg(m_provider),
                          QString::fromUtf8(data.left(longestExcerpt)) };
        return {};
    }
    const QJsonObject chunk = document.object();
    if (const QJsonValue error = chunk.value(QLatin1String("error")); error.isObject() || error.isString()) {
        m_fault = errorOf(error, data);
        return {};
    }
    if (const QJsonObject usage = chunk.value(QLatin1String("usage")).toObject(); !usage.isEmpty())
        m_usage = Usage { usage.value(QLatin1String("prompt_tokens")).toInt(),
                          usage.value(QLatin1String("completion_tokens")).toInt() };
    return takeChoice(chunk.value(QLatin1String("choices")).toArray().at(0).toObject());
}

QString ChatStream::takeChoice(const QJsonObject &choice)
{
    if (const QString reason = choice.value(QLatin1String("finish_reason")).toString(); !reason.isEmpty())
        m_finishReason = reason;
    const QJsonObject delta = choice.value(QLatin1String("delta")).toObject();
    const QJsonArray calls = delta.value(QLatin1String("tool_calls")).toArray();
    for (const QJsonValue &call : calls)
        m_calls.take(call.toObject());
    const QString content = delta.value(QLatin1String("content")).toString();
    m_begun = m_begun || !content.isEmpty() || !calls.isEmpty();
    return m_thoughts.take(content);
}

Error ChatStream::errorOf(const QJsonValue &error, const QByteArray &data) const
{
    const int status = error.toObject().value(QLatin1String("code")).toInt();
    const QUrl nowhere;
    const ErrorCode code
        = status >= 400 ? provider::statusFault(m_provider, nowhere, status, data).code : codeOf(error.toObject());
    return { code, QStringLiteral("%1 reported a fault in the middle of its answer.").arg(m_provider),
             provider::wordsOf(data) };
}

} // namespace callscope::agent
