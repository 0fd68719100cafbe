#pragma once

#include "core/event/event.h"

#include <optional>
#include <vector>

namespace callscope::ui {

/// What the gateway thought of X-Twilio-Signature.
enum class Verdict { None, Valid, Wrong, Missing, NotChecked, Unknown };

/// What the page of requests shows of one event: a webhook, or what Twilio told or was refused.
struct RequestFacts
{
    QString what; ///< method, or the name of the event
    QString subject; ///< path, or what was told
    std::optional<int> status {}; ///< of HTTP
    std::optional<double> milliseconds {};
    Verdict verdict = Verdict::None;
    bool problem = false;
    bool resent = false; ///< carries X-Callscope-Resent
    std::vector<int> codes {}; ///< Twilio's numbers in it, or that Twilio will report because of it
};

/// Nothing: the event has no place on that page.
std::optional<RequestFacts> requestFacts(const event::Event &event);

/// The form and query parameters of a request, decoded, in received order.
struct Parameter
{
    QString name, value;
    bool inQuery = false;
};
std::vector<Parameter> parametersOf(const event::HttpRequested &request);

/// The fields of any event as its log shows them: name and value.
event::Parameters fieldsOf(const event::Event &event);

/// The first value of that header, in any case.
std::optional<QString> headerValue(const event::Parameters &headers, QLatin1String name);

} // namespace callscope::ui
