#pragma once

#include <QByteArrayView>

namespace callscope::net {

/// Sends as many of the bytes as the kernel takes without waiting, and returns how many; 0 also when the connection is
/// gone, which its owner learns where it reads. For an unencrypted socket whose owner has nothing in its own buffer.
qint64 sendNow(qintptr descriptor, QByteArrayView bytes);

} // namespace callscope::net
