#include "core/gateway/memoryguard.h"

#include <QFile>

namespace callscope::gateway {

namespace {

using namespace std::chrono_literals;

constexpr auto lookEvery = 1s;
/// Version 1 says "none" with the largest number of pages.
constexpr qint64 noLimit = qint64(1) << 60;

/// What the files of one version of control groups are called.
struct Files
{
    const char *folder, *limit, *used, *reclaimable;
};

constexpr Files versionTwo { "sys/fs/cgroup", "memory.max", "memory.current", "inactive_file" };
constexpr Files versionOne { "sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes",
                             "total_inactive_file" };

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// "max", which is no number, is 0.
qint64 number(const QString &path)
{
    return contents(path).trimmed().toLongLong();
}

/// Of a file with a name and a number in each line.
qint64 valueIn(const QByteArray &lines, const QByteArray &name)
{
    for (const QByteArray &line : lines.split('\n')) {
        if (line.startsWith(name + ' '))
            return line.sliced(name.size() + 1).trimmed().toLongLong();
    }
    return 0;
}

std::optional<MemoryUse> useOf(const QString &group, const Files &files)
{
    const QString prefix = group + u'/';
    const qint64 limit = number(prefix + QLatin1String(files.limit));
    if (limit <= 0 || limit >= noLimit)
        return std::nullopt;
    const qint64 used = number(prefix + QLatin1String(files.used))
        - valueIn(contents(prefix + QStringLiteral("memory.stat")), files.reclaimable);
    return MemoryUse { used, limit };
}

} // namespace

std::optional<MemoryUse> memoryUse(const QString &root)
{
    std::optional<MemoryUse> fullest;
    for (const QByteArray &line : contents(root + QStringLiteral("proc/self/cgroup")).trimmed().split('\n')) {
        const QList<QByteArray> parts = line.split(':'); // "0::/group" or "4:cpu,memory:/group"
        const bool isTwo = parts.size() == 3 && parts[1].isEmpty();
        if (parts.size() != 3 || (!isTwo && !parts[1].split(',').contains("memory")))
            continue;
        const Files &files = isTwo ? versionTwo : versionOne;
        QString group = QFile::decodeName(parts[2]);
        while (true) { // a container sees its own group as the topmost, whatever the kernel calls it
            const auto use = useOf(root + QLatin1String(files.folder) + (group == u"/" ? QString() : group), files);
            if (use && (!fullest || use->percent() > fullest->percent()))
                fullest = use;
            if (group.size() <= 1)
                break;
            group.truncate(std::max<qsizetype>(group.lastIndexOf(u'/'), 0));
        }
    }
    return fullest;
}

MemoryGuard::MemoryGuard(const config::Limits &limits, const base::Clock &clock, QString root)
    : m_soft(limits.memorySoft)
    , m_hard(limits.memoryHard)
    , m_clock(clock)
    , m_root(std::move(root))
{ }

MemoryGuard::Level MemoryGuard::level()
{
    const base::Monotonic now = m_clock.monotonic();
    if (!m_lastLook || now - *m_lastLook >= lookEvery) {
        m_lastLook = now;
        m_use = memoryUse(m_root);
    }
    const double percent = m_use ? m_use->percent() : 0;
    if (m_hard > 0 && percent >= m_hard)
        return Level::Hard;
    return m_soft > 0 && percent >= m_soft ? Level::Soft : Level::Fine;
}

QString MemoryGuard::text() const
{
    if (!m_use)
        return {};
    return QStringLiteral("%1 % of the %2 MiB of memory are used")
        .arg(QString::number(m_use->percent(), 'f', 0), QString::number(m_use->limit / (1024 * 1024)));
}

} // namespace callscope::gateway
