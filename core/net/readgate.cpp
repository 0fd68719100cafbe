#include "core/net/readgate.h"

namespace callscope::net {

void ReadGate::close()
{
    if (!m_hasFiller && m_socket.isReadable() && m_socket.bytesAvailable() == 0) {
        m_socket.ungetChar('\0');
        m_hasFiller = true;
    }
    m_socket.setReadBufferSize(1);
}

void ReadGate::open()
{
    if (m_hasFiller)
        m_socket.skip(1);
    m_hasFiller = false;
    m_socket.setReadBufferSize(m_bufferSize);
}

} // namespace callscope::net
