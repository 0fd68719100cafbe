#include "app/callscope/outputplace.h"

#include <QFileInfo>

namespace callscope::app {

bool canBeWritten(const QString &path)
{
    const QFileInfo file(path), folder(file.absolutePath());
    return !path.isEmpty() && folder.isDir() && folder.isWritable() && !file.isDir()
        && (!file.exists() || file.isWritable());
}

} // namespace callscope::app
