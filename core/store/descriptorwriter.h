#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace callscope::store {

/// Writes lines to a descriptor that somebody else owns and that may block, break or be full. It lives on the thread of
/// a BackgroundQueue and gives up waiting when the queue does.
class DescriptorWriter
{
public:
    explicit DescriptorWriter(int descriptor);

    /// `line` without its line end. A line that was cut off by an error is ended before the next one, so that each line
    /// stands alone. Errors: Io, and Timeout when given up.
    base::Outcome writeLine(const QByteArray &line);

private:
    base::Outcome write(QByteArrayView bytes);
    qint64 writeSome(QByteArrayView bytes) const;

    int m_descriptor = -1;
    bool m_isSocket = false;
    bool m_insideLine = false;
    bool m_signalBlocked = false;
};

} // namespace callscope::store
