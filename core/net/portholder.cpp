#include "core/net/portholder.h"

#include "core/net/sockettable.h"

namespace callscope::net {

std::optional<PortHolder> portHolder(const QHostAddress &address, quint16 port)
{
    for (const TcpSocketRow &row : tcpSockets()) {
        if (!row.listens || row.localPort != port || !overlaps(row.local, address))
            continue;
        const std::vector<qint64> pids = processesWith(row.inode);
        return pids.empty() ? PortHolder {} : PortHolder { pids.front(), commandLineOf(pids.front()) };
    }
    return std::nullopt;
}

} // namespace callscope::net
