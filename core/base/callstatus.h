#pragma once

#include <QStringView>

namespace callscope::base {

/// Whether Twilio's CallStatus says that no more of the call will come: completed, busy, failed, no-answer or canceled
/// (twilio-protocol.md section 3.2).
bool isFinalCallStatus(QStringView status);

} // namespace callscope::base
