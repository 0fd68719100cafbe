#pragma once

#include <QString>

namespace callscope::simulate {

/// Something that Twilio's debugger would show: its number (https://www.twilio.com/docs/api/errors) and what happened
/// here. Number 0 is ours: the call cannot be followed further by the simulator.
struct Fault
{
    int code = 0;
    QString text; ///< one sentence with the place and the evidence
};

enum class Severity { Error, Warning };

/// How Twilio files that number; a number outside the table is an error.
Severity severityOf(int code);
/// What the number means and what usually mends it, in our words.
QString meaningOf(int code);

} // namespace callscope::simulate
