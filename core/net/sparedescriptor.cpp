#include "core/net/sparedescriptor.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace callscope::net {

void SpareDescriptor::holdCopyOf(qintptr descriptor)
{
    if (m_descriptor < 0)
        m_descriptor = ::fcntl(static_cast<int>(descriptor), F_DUPFD_CLOEXEC, 0);
}

void SpareDescriptor::release()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

qint64 SpareDescriptor::sendLast(const QByteArray &bytes)
{
    if (m_descriptor < 0)
        return 0;
    const auto sent
        = ::send(m_descriptor, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::shutdown(m_descriptor, SHUT_WR);
    release();
    return std::max<qint64>(sent, 0);
}

} // namespace callscope::net
