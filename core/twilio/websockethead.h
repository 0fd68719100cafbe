#pragma once

#include "core/net/httpmessage.h"

#include <QByteArray>
#include <QString>

namespace callscope::twilio {

/// What a request head says, before anything of it is trusted. `version` is 11 for HTTP/1.1.
struct UpgradeHead
{
    QByteArrayView method, target;
    int version = 11;
    const net::Headers &headers;
};

/// The outcome: 101 means that the head may go to QWebSocketServer, everything else is the answer to give.
struct UpgradeVerdict
{
    int status = 101;
    QString reason {}; ///< one English line; empty for 101
    net::Headers headers {}; ///< to add to the answer: Allow, Upgrade, Sec-WebSocket-Version
    bool offersTwilioProtocol = false; ///< `audio.twilio.com` is among the offered sub-protocols

    bool isAccepted() const { return status == 101; }
};

inline constexpr char twilioProtocol[] = "audio.twilio.com";

/// Checks the upgrade of a media stream as RFC 6455 section 4.2.1 has it; Qt's own server lets most of this through, or
/// closes without an answer.
UpgradeVerdict checkUpgrade(const UpgradeHead &head);

} // namespace callscope::twilio
