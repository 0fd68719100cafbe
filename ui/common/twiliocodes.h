#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace callscope::ui {

/// One of Twilio's error and warning numbers, explained in the language of the screen.
struct TwilioCode
{
    int code = 0;
    bool warning = false; ///< the call went on
    QString meaning, cause, remedy;
};

/// Nothing for a number that the table does not know. Source: Twilio's error dictionary, as read in
/// twilio-protocol.md section 6.
std::optional<TwilioCode> explainedCode(int code);

/// The known numbers in a text ("31921", "error 11200 from …") in their order, each once.
std::vector<int> twilioCodesIn(const QString &text);

/// Twilio's own page about a number.
QString twilioPage(int code);

} // namespace callscope::ui
