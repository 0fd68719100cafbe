#pragma once

#include <QByteArray>

namespace callscope::net {

/// A second descriptor of a plain TCP connection (an encrypted one has none), held while a request is incomplete: Qt
/// closes its own one when it reads the peer's FIN, and through this one the peer can still be told what was missing.
/// It owns the descriptor.
class SpareDescriptor
{
public:
    SpareDescriptor() = default;
    ~SpareDescriptor() { release(); }
    Q_DISABLE_COPY_MOVE(SpareDescriptor)

    /// Does nothing when one is held already, or when there are no more descriptors.
    void holdCopyOf(qintptr descriptor);
    void release();
    /// Sends what the system takes at once, then FIN; returns the bytes taken.
    qint64 sendLast(const QByteArray &bytes);

private:
    int m_descriptor = -1;
};

} // namespace callscope::net
