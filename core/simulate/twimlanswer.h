#pragma once

#include "core/simulate/webhooks.h"

/// How Twilio takes what a webhook answered, before any TwiML is read.
namespace callscope::simulate {

/// Why there is nothing to follow in an answer: what went wrong on the way, no body (11770), or a Content-Type that
/// stands for neither TwiML nor sound (12300).
std::optional<Fault> contentFault(const WebhookAnswer &answer);

/// Why the answer to a status callback gets a warning (15003): it is no instruction, so it is 204, or 200 with TwiML as
/// XML, and nothing else.
std::optional<Fault> statusCallbackFault(const WebhookAnswer &answer);

/// The verbs that an answer without TwiML stands for: sound is played, plain text is said. Empty for TwiML.
std::optional<std::vector<Verb>> verbsOfPlainAnswer(const WebhookAnswer &answer);

} // namespace callscope::simulate
