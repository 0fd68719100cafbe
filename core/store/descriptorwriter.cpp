#include "core/store/descriptorwriter.h"

#include "core/store/backgroundqueue.h"

#include <QString>

#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace callscope::store {

namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;

constexpr int pollSlice = 50; // ms between two looks at whether somebody still waits

/// For this thread. A reader that goes away must be an error of the write, not the end of the process.
void blockBrokenPipeSignal()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

bool isSocket(int descriptor)
{
    struct stat status
    { };
    return fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

} // namespace

DescriptorWriter::DescriptorWriter(int descriptor)
    : m_descriptor(descriptor)
    , m_isSocket(isSocket(descriptor))
{ }

Outcome DescriptorWriter::writeLine(const QByteArray &line)
{
    if (!std::exchange(m_signalBlocked, true))
        blockBrokenPipeSignal();
    const QByteArray whole = m_insideLine ? '\n' + line + '\n' : line + '\n';
    return write(whole);
}

Outcome DescriptorWriter::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        pollfd ready { m_descriptor, POLLOUT, 0 };
        const int count = poll(&ready, 1, pollSlice);
        if (count == 0 && BackgroundQueue::isGivenUp())
            return Error { ErrorCode::Timeout,
                           QStringLiteral("The log's reader does not read; the last lines are lost.") };
        if (count <= 0)
            continue;
        const qint64 written = writeSome(bytes);
        if (written < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (written < 0) {
            return Error { ErrorCode::Io,
                           QStringLiteral("The event log cannot be written; check the disk's space and who reads "
                                          "standard output."),
                           qt_error_string(errno) };
        }
        m_insideLine = bytes[written - 1] != '\n';
        bytes = bytes.sliced(written);
    }
    return Done {};
}

/// Never blocks after a poll that said "writable": a pipe then takes PIPE_BUF bytes, a socket is asked not to wait.
qint64 DescriptorWriter::writeSome(QByteArrayView bytes) const
{
    const auto size = static_cast<std::size_t>(std::min<qsizetype>(bytes.size(), PIPE_BUF));
    return m_isSocket ? ::send(m_descriptor, bytes.data(), size, MSG_DONTWAIT | MSG_NOSIGNAL)
                      : ::write(m_descriptor, bytes.data(), size);
}

} // namespace callscope::store
