#include "core/simulate/streamfailure.h"

namespace callscope::simulate {

QStringList streamFailureNames()
{
    return { QStringLiteral("no-socket"), QStringLiteral("bad-handshake"), QStringLiteral("no-start"),
             QStringLiteral("no-media"),  QStringLiteral("no-marks"),      QStringLiteral("drop") };
}

std::optional<StreamFailure> streamFailure(const QString &name)
{
    const qsizetype place = streamFailureNames().indexOf(name);
    return place < 0 ? std::nullopt : std::optional(static_cast<StreamFailure>(place + 1));
}

} // namespace callscope::simulate
