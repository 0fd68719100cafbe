#pragma once

#include "core/agent/thoughtfilter.h"
#include "core/agent/toolcallpieces.h"
#include "core/base/error.h"
#include "core/provider/serversentevents.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace callscope::agent {

/// Reads the streamed answer of an OpenAI-compatible `/chat/completions` from its bytes, cut anywhere: the text to be
/// spoken, without what the model thinks, and the tool calls.
class ChatStream
{
public:
    struct Usage
    {
        int promptTokens = 0, completionTokens = 0;

        friend bool operator==(const Usage &, const Usage &) = default;
    };

    /// `provider` is for error texts.
    explicit ChatStream(QString provider)
        : m_provider(std::move(provider))
    { }

    /// The text that these bytes bring, up to a fault if there is one; may be empty.
    QString take(QByteArrayView bytes);
    /// The stream has ended: the last text. It is whole after [DONE] or once a finish_reason was told.
    QString end();

    /// What went wrong; nothing is taken after it. What the server itself says, by the taxonomy of
    /// core/provider/fault.h; Protocol for what is no such stream, Overloaded for an event that is too large,
    /// Unavailable for an end before the answer was whole.
    const std::optional<base::Error> &fault() const { return m_fault; }
    /// [DONE] was read: nothing more comes.
    bool isDone() const { return m_done; }
    /// The model was stopped by the token limit, its last sentence may be torn.
    bool isCutByLength() const { return m_finishReason == QLatin1String("length"); }
    /// Something of an answer has come, be it a thought or a call.
    bool hasBegun() const { return m_begun; }
    std::vector<ToolCall> toolCalls() const { return m_calls.calls(); }
    /// What the server counted, where it tells.
    const std::optional<Usage> &usage() const { return m_usage; }

private:
    QString takeEvent(const QByteArray &data);
    QString takeChoice(const QJsonObject &choice);
    base::Error errorOf(const QJsonValue &error, const QByteArray &data) const;

    QString m_provider;
    provider::ServerSentEvents m_events {};
    ThoughtFilter m_thoughts {};
    ToolCallPieces m_calls {};
    std::optional<Usage> m_usage {};
    std::optional<base::Error> m_fault {};
    QString m_finishReason {}; ///< empty: not told yet
    bool m_begun = false;
    bool m_done = false;
};

} // namespace callscope::agent
