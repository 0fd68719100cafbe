#include "core/net/sparedescriptor.h"

#include "core/net/sendnow.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

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
    const qint64 sent = sendNow(m_descriptor, bytes);
    ::shutdown(m_descriptor, SHUT_WR);
    release();
    return sent;
}

} // namespace callscope::net
