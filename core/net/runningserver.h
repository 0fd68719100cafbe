#pragma once

#include <QHostAddress>
#include <QString>

#include <chrono>
#include <optional>

namespace callscope::net {

/// What a server says of itself at `GET /version`; what it does not say is empty.
struct RunningServer
{
    QString version, deployId;
};

/// Asks the server on that port, and blocks until it has answered or the time is over; nothing when what came is not
/// JSON with at least one of the two. For the start of a program, before its event loop runs.
std::optional<RunningServer> runningServer(const QHostAddress &address, quint16 port, std::chrono::milliseconds within);

} // namespace callscope::net
