#include "ui/audio/playback.h"

#include <QHash>

namespace callscope::ui {

QList<SoundDevice> namedApart(QList<SoundDevice> devices)
{
    QHash<QString, int> seen;
    for (SoundDevice &device : devices) {
        const int number = ++seen[device.name];
        if (number > 1)
            device.name = QStringLiteral("%1 (%2)").arg(device.name).arg(number);
    }
    return devices;
}

} // namespace callscope::ui
