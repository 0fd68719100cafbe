#include "core/net/sendnow.h"

#include <sys/socket.h>

#include <algorithm>

namespace callscope::net {

qint64 sendNow(qintptr descriptor, QByteArrayView bytes)
{
    const auto sent = ::send(static_cast<int>(descriptor), bytes.data(), static_cast<std::size_t>(bytes.size()),
                             MSG_NOSIGNAL | MSG_DONTWAIT);
    return std::max<qint64>(sent, 0);
}

} // namespace callscope::net
