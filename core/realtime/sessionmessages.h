#pragma once

#include "core/agent/chatmemory.h"
#include "core/provider/clientsocket.h"
#include "core/realtime/realtimesettings.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonObject>

/// What a Realtime session is told, as JSON.
namespace callscope::realtime {

provider::SocketPlace placeOf(const RealtimeSettings &settings);

/// How to talk, with whose voice, and what may be called. It finds no ends of turns by itself.
QJsonObject sessionOf(const RealtimeSettings &settings, const QDate &today);

/// What was said before, without calls and their answers.
QJsonArray itemsOf(const agent::ChatMemory &memory);

QJsonObject callerItem(const QString &text);
QJsonObject answerItem(const QString &callId, const QString &answer);

/// What the model has to know and nobody has said.
QJsonObject noteItem(const QString &text);

/// For one response: nothing but these words.
QJsonObject sayExactly(const QString &text);
/// For one response: there has to be an answer now.
QJsonObject withoutCalls();

} // namespace callscope::realtime
