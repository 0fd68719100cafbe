#include "core/net/sockettable.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <filesystem>

namespace callscope::net {

namespace {

namespace fs = std::filesystem;

constexpr qsizetype longestCommand = 300;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// /proc/net/tcp writes addresses as 32-bit words in hexadecimal, each in the machine's byte order.
QHostAddress addressOf(const QByteArray &hex)
{
    QByteArray bytes = QByteArray::fromHex(hex);
    for (qsizetype word = 0; word + 4 <= bytes.size(); word += 4) {
        const auto value = qFromBigEndian<quint32>(bytes.constData() + word);
        qToUnaligned(value, bytes.data() + word);
    }
    if (bytes.size() == 4)
        return QHostAddress(qFromBigEndian<quint32>(bytes.constData()));
    if (bytes.size() == 16)
        return QHostAddress(reinterpret_cast<const quint8 *>(bytes.constData()));
    return {};
}

bool isAny(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::Any) || address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6);
}

quint16 portOf(const QByteArray &addressAndPort)
{
    return addressAndPort.mid(addressAndPort.indexOf(':') + 1).toUShort(nullptr, 16);
}

QHostAddress hostOf(const QByteArray &addressAndPort)
{
    return addressOf(addressAndPort.left(addressAndPort.indexOf(':')));
}

void addRows(const QString &table, std::vector<TcpSocketRow> &rows)
{
    const QByteArrayList lines = contents(table).split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) { // the first is the heading
        const QByteArrayList columns = lines[i].simplified().split(' ');
        if (columns.size() < 10)
            continue;
        rows.push_back({ hostOf(columns[1]), hostOf(columns[2]), portOf(columns[1]), portOf(columns[2]),
                         columns[3] == QByteArrayLiteral("0A"), columns[9] });
    }
}

bool hasSocket(const fs::path &process, const std::string &socket)
{
    std::error_code error;
    for (fs::directory_iterator entry(process / "fd", error), end; !error && entry != end; entry.increment(error)) {
        std::error_code unreadable;
        if (fs::read_symlink(entry->path(), unreadable) == socket)
            return true;
    }
    return false;
}

} // namespace

std::vector<TcpSocketRow> tcpSockets()
{
    std::vector<TcpSocketRow> rows;
    addRows(QStringLiteral("/proc/net/tcp"), rows);
    addRows(QStringLiteral("/proc/net/tcp6"), rows);
    return rows;
}

std::vector<qint64> processesWith(const QByteArray &inode)
{
    const std::string socket = "socket:[" + inode.toStdString() + "]";
    std::vector<qint64> pids;
    std::error_code error;
    for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        const bool isProcess = std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (isProcess && hasSocket(entry->path(), socket))
            pids.push_back(QByteArray::fromStdString(name).toLongLong());
    }
    std::ranges::sort(pids);
    return pids;
}

QString commandLineOf(qint64 pid)
{
    const QString folder = QStringLiteral("/proc/%1/").arg(pid);
    QByteArray command = contents(folder + QStringLiteral("cmdline"));
    if (command.isEmpty())
        command = contents(folder + QStringLiteral("comm"));
    std::replace_if(
        command.begin(), command.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; },
        ' ');
    return QString::fromUtf8(command.trimmed().left(longestCommand));
}

qint64 parentOf(qint64 pid)
{
    // "pid (name) state ppid …"; a name may hold blanks and parentheses.
    const QByteArray stat = contents(QStringLiteral("/proc/%1/stat").arg(pid));
    const QByteArrayList behindName = stat.mid(stat.lastIndexOf(')') + 1).simplified().split(' ');
    return behindName.size() > 1 ? behindName[1].toLongLong() : 0;
}

bool overlaps(const QHostAddress &a, const QHostAddress &b)
{
    return isAny(a) || isAny(b) || a.isEqual(b, QHostAddress::TolerantConversion);
}

} // namespace callscope::net
