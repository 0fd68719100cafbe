#include "core/store/recordfolder.h"

#include "core/store/archive.h"

#include <QDir>
#include <QFileInfo>

namespace callscope::store {

namespace {

QString dayName(base::Utc time)
{
    const std::chrono::year_month_day day { std::chrono::floor<std::chrono::days>(time) };
    return QStringLiteral("%1-%2-%3")
        .arg(static_cast<int>(day.year()), 4, 10, QLatin1Char('0'))
        .arg(static_cast<unsigned>(day.month()), 2, 10, QLatin1Char('0'))
        .arg(static_cast<unsigned>(day.day()), 2, 10, QLatin1Char('0'));
}

bool makeFolder(const QString &path)
{
    return QFileInfo(path).isDir() || QDir().mkdir(path, folderPermissions) || QFileInfo(path).isDir();
}

} // namespace

base::Error unwritable(const QString &path, const QString &reason)
{
    return { base::ErrorCode::Io,
             QStringLiteral("The record %1 cannot be written, calls go on without it; "
                            "give records_folder a folder with space and rights, or none.")
                 .arg(path),
             reason };
}

QString recordPath(const QString &root, const base::CallSid &call, base::Utc time)
{
    return root + QLatin1Char('/') + dayName(time) + QLatin1Char('/') + call.toString();
}

base::Result<QString> recordFolder(const QString &root, const base::CallSid &call, base::Utc time)
{
    const QString yesterdays
        = root + QLatin1Char('/') + dayName(time - std::chrono::days(1)) + QLatin1Char('/') + call.toString();
    if (QFileInfo(yesterdays).isDir())
        return yesterdays;
    const QString day = root + QLatin1Char('/') + dayName(time);
    const QString folder = day + QLatin1Char('/') + call.toString();
    if (QFileInfo(folder).isDir())
        return folder;
    const QString above = QFileInfo(QDir::cleanPath(root)).path();
    if (!QDir().mkpath(above) || !makeFolder(root) || !makeFolder(day) || !makeFolder(folder))
        return unwritable(folder, qt_error_string());
    return folder;
}

} // namespace callscope::store
