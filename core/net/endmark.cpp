#include "core/net/endmark.h"

namespace callscope::net {

QObject *newEndMark(QTcpSocket &socket, QObject *context, const std::function<void()> &action)
{
    auto *const mark = new QObject(&socket);
    QObject::connect(mark, &QObject::destroyed, context, action);
    return mark;
}

} // namespace callscope::net
