#include "core/net/portholder.h"

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

bool conflict(const QHostAddress &a, const QHostAddress &b)
{
    return isAny(a) || isAny(b) || a.isEqual(b, QHostAddress::TolerantConversion);
}

/// The inode of a listening socket in one of the kernel's tables; empty: none.
QByteArray listeningInode(const QString &table, const QHostAddress &wanted, quint16 port)
{
    const QByteArray portHex = QByteArray::number(port, 16).rightJustified(4, '0').toUpper();
    const QByteArray listening = QByteArrayLiteral("0A");
    for (const QByteArray &line : contents(table).split('\n')) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        if (columns.size() < 10 || columns[3] != listening)
            continue;
        const qsizetype colon = columns[1].indexOf(':');
        if (columns[1].mid(colon + 1) == portHex && conflict(addressOf(columns[1].left(colon)), wanted))
            return columns[9];
    }
    return {};
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

qint64 processWithSocket(const QByteArray &inode)
{
    const std::string socket = "socket:[" + inode.toStdString() + "]";
    std::error_code error;
    for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        const bool isProcess = std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (isProcess && hasSocket(entry->path(), socket))
            return QByteArray::fromStdString(name).toLongLong();
    }
    return 0;
}

QString commandOf(qint64 pid)
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

} // namespace

std::optional<PortHolder> portHolder(const QHostAddress &address, quint16 port)
{
    for (const QString &table : { QStringLiteral("/proc/net/tcp"), QStringLiteral("/proc/net/tcp6") }) {
        const QByteArray inode = listeningInode(table, address, port);
        if (inode.isEmpty())
            continue;
        const qint64 pid = processWithSocket(inode);
        return PortHolder { pid, pid > 0 ? commandOf(pid) : QString() };
    }
    return std::nullopt;
}

} // namespace callscope::net
