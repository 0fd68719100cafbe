#include "core/simulate/directsocket.h"

#include <QEvent>
#include <QSocketNotifier>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace callscope::simulate {

namespace {

constexpr std::size_t portion = 64 * 1024; ///< bytes that are read at a time

} // namespace

/// A notifier that calls a function without a signal.
class DirectSocket::Watch final : public QSocketNotifier
{
public:
    Watch(int descriptor, Type type, std::function<void()> ready)
        : QSocketNotifier(descriptor, type)
        , m_ready(std::move(ready))
    { }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::SockAct)
            return QSocketNotifier::event(event);
        m_ready();
        return true;
    }

private:
    std::function<void()> m_ready;
};

int DirectSocket::copyOf(qintptr descriptor)
{
    return ::fcntl(static_cast<int>(descriptor), F_DUPFD_CLOEXEC, 0);
}

DirectSocket::DirectSocket(int descriptor, std::function<void()> ready)
    : m_descriptor(descriptor)
    , m_patience(std::in_place, descriptor)
    , m_readable(std::make_unique<Watch>(descriptor, QSocketNotifier::Read, std::move(ready)))
    , m_writable(std::make_unique<Watch>(descriptor, QSocketNotifier::Write, [this] { sendWaiting(); }))
{
    m_writable->setEnabled(false);
}

DirectSocket::~DirectSocket()
{
    close();
}

QByteArrayView DirectSocket::read()
{
    thread_local std::array<char, portion> memory;
    if (m_end != End::None)
        return {};
    ssize_t count = -1;
    do {
        count = ::recv(m_descriptor, memory.data(), memory.size(), MSG_DONTWAIT);
    } while (count < 0 && errno == EINTR);
    if (count > 0)
        return { memory.data(), static_cast<qsizetype>(count) };
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return {};
    m_error = count < 0 ? errno : 0;
    m_end = m_error == 0 || m_error == ECONNRESET ? End::Peer : End::Failure;
    m_readable->setEnabled(false);
    return {};
}

QString DirectSocket::errorText() const
{
    return qt_error_string(m_error);
}

/// How much of it the kernel took. What a broken connection does not take is lost: reading tells of its end.
qsizetype DirectSocket::send(QByteArrayView bytes)
{
    ssize_t count = -1;
    do {
        count = ::send(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : bytes.size();
    return count;
}

void DirectSocket::write(QByteArrayView bytes)
{
    if (m_descriptor < 0 || m_closing)
        return;
    const qsizetype sent = m_waiting.isEmpty() ? send(bytes) : 0;
    if (sent == bytes.size())
        return;
    m_waiting += bytes.sliced(sent);
    m_writable->setEnabled(true);
}

void DirectSocket::sendWaiting()
{
    m_waiting.remove(0, send(m_waiting));
    if (!m_waiting.isEmpty())
        return;
    m_writable->setEnabled(false);
    if (m_closing)
        close();
}

void DirectSocket::closeAfterWriting()
{
    if (m_waiting.isEmpty())
        return close();
    m_closing = true;
    m_readable->setEnabled(false);
}

void DirectSocket::close()
{
    if (m_descriptor < 0)
        return;
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    m_patience.reset();
    ::close(m_descriptor);
    m_descriptor = -1;
    m_waiting.clear();
}

} // namespace callscope::simulate
