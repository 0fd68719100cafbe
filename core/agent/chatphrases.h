#pragma once

#include "core/agent/agent.h"

#include <QDate>
#include <QString>

/// What an agent that thinks by a language model says and is told in its own words, in Hebrew for a Hebrew call and in
/// English for all others. `language` is BCP 47.
namespace callscope::agent {

/// How to behave on the phone: for those who configure no prompt of their own.
QString defaultPrompt(const QString &language);

/// What no configured prompt can know: the call's language and the date.
QString circumstances(const QString &language, const QDate &today);

/// Tells a caller who waits that somebody is at it; another one in another turn.
QString filler(const QString &language, int turn);

/// Said before the action when the model said nothing itself.
QString wordsFor(LineAction::Kind action, const QString &language);

/// What a pressed key says to the model: "[key 5]".
QString keyPressed(QChar digit);

} // namespace callscope::agent
