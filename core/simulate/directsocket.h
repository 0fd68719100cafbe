#pragma once

#include "core/eventloop/eventloop.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>

namespace callscope::simulate {

/// A connected plain TCP socket without a QTcpSocket between it and the kernel: with thousands of them, and 50 small
/// messages a second to each, the signals and buffers of QIODevice cost more than the sending. Owns its descriptor and
/// lives on one thread, whose event loop drives it. It may be closed, but not destroyed, inside `ready`.
class DirectSocket
{
public:
    /// A copy of a descriptor that is connected and does not block; -1: there are no more descriptors.
    static int copyOf(qintptr descriptor);

    /// `ready` is called when there may be something to read, or the end.
    DirectSocket(int descriptor, std::function<void()> ready);
    ~DirectSocket();
    Q_DISABLE_COPY_MOVE(DirectSocket)

    enum class End { None, Peer, Failure };

    /// What has come; it is the thread's memory and good until any socket reads again. Empty: nothing more for now, or
    /// `end()` is not None any more.
    QByteArrayView read();
    /// Whether the peer has closed (or reset) the connection, or it broke in another way.
    End end() const { return m_end; }
    /// Of a failure.
    QString errorText() const;

    /// Sends at once what the kernel takes; the rest waits.
    void write(QByteArrayView bytes);
    qint64 bytesToWrite() const { return m_waiting.size(); }
    /// After the last byte that waits; `ready` is not called any more.
    void closeAfterWriting();
    /// At once.
    void close();

private:
    class Watch;

    qsizetype send(QByteArrayView bytes);
    void sendWaiting();

    int m_descriptor;
    std::optional<eventloop::PatientSocket> m_patience;
    std::unique_ptr<Watch> m_readable, m_writable;
    QByteArray m_waiting {};
    End m_end = End::None;
    int m_error = 0; ///< errno
    bool m_closing = false;
};

} // namespace callscope::simulate
