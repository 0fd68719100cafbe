#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace callscope::agent {

/// What a model wants to be called.
struct ToolCall
{
    QString id; ///< its answer carries the same
    QString name;
    QString arguments; ///< JSON, as the model wrote it

    friend bool operator==(const ToolCall &, const ToolCall &) = default;
};

/// Puts tool calls together from the pieces of a streamed answer. They belong together by `index`; servers that leave
/// it out are told by `id`, and by a name that stands where a new call begins. A call may come whole in one piece, its
/// id and name may be repeated in every piece, and two whole calls may have the same index but not the same id.
class ToolCallPieces
{
public:
    /// Calls that one answer may have, and characters that the arguments of one may have.
    static constexpr std::size_t most = 16;
    static constexpr qsizetype longestArguments = 16 * 1024;

    /// One element of `tool_calls` in a delta; what is over the bounds is dropped.
    void take(const QJsonObject &piece);
    /// In the order in which they began; a call without a name is none, one without an id gets one.
    std::vector<ToolCall> calls() const;

private:
    struct Slot
    {
        std::optional<int> index;
        ToolCall call;
    };

    Slot *slotFor(std::optional<int> index, const QString &id, const QString &name);

    std::vector<Slot> m_slots {};
};

} // namespace callscope::agent
