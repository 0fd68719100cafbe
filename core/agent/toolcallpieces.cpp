#include "core/agent/toolcallpieces.h"

#include <QJsonDocument>

#include <algorithm>

namespace callscope::agent {

namespace {

std::optional<int> indexOf(const QJsonObject &piece)
{
    const QJsonValue index = piece.value(QLatin1String("index"));
    return index.isDouble() ? std::optional(index.toInt()) : std::nullopt;
}

/// A string; some servers send the object itself.
QString argumentsOf(const QJsonObject &function)
{
    const QJsonValue arguments = function.value(QLatin1String("arguments"));
    if (arguments.isObject())
        return QString::fromUtf8(QJsonDocument(arguments.toObject()).toJson(QJsonDocument::Compact));
    return arguments.toString();
}

} // namespace

void ToolCallPieces::take(const QJsonObject &piece)
{
    const QJsonObject function = piece.value(QLatin1String("function")).toObject();
    const QString id = piece.value(QLatin1String("id")).toString();
    const QString name = function.value(QLatin1String("name")).toString();
    Slot *slot = slotFor(indexOf(piece), id, name);
    if (!slot)
        return;
    if (slot->call.id.isEmpty())
        slot->call.id = id;
    if (slot->call.name.isEmpty())
        slot->call.name = name;
    slot->call.arguments = (slot->call.arguments + argumentsOf(function)).left(longestArguments);
}

ToolCallPieces::Slot *ToolCallPieces::slotFor(std::optional<int> index, const QString &id, const QString &name)
{
    const auto isSame = [&](const Slot &slot) {
        const bool idFits = id.isEmpty() || slot.call.id.isEmpty() || slot.call.id == id;
        return index ? slot.index == index && idFits : !id.isEmpty() && slot.call.id == id;
    };
    if (const auto same = std::find_if(m_slots.rbegin(), m_slots.rend(), isSame); same != m_slots.rend())
        return &*same;
    const bool goesOn = !index && id.isEmpty() && name.isEmpty();
    if (goesOn)
        return m_slots.empty() ? nullptr : &m_slots.back();
    return m_slots.size() < most ? &m_slots.emplace_back(Slot { index, {} }) : nullptr;
}

std::vector<ToolCall> ToolCallPieces::calls() const
{
    std::vector<ToolCall> calls;
    for (const Slot &slot : m_slots) {
        if (slot.call.name.isEmpty())
            continue;
        calls.push_back(slot.call);
        if (slot.call.id.isEmpty())
            calls.back().id = QStringLiteral("call_%1").arg(calls.size());
    }
    return calls;
}

} // namespace callscope::agent
