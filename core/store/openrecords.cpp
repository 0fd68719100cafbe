#include "core/store/openrecords.h"

#include "core/store/recordfolder.h"

#include <QDir>
#include <QFile>
#include <QUuid>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

namespace callscope::store {

namespace {

constexpr qint64 longestPath = 4096;

QString openFolder(const QString &root)
{
    return root + QStringLiteral("/.open");
}

/// The kernel gives a lock of a dead process away at once, whatever number its successor has.
int lockOf(const QString &run)
{
    const QByteArray path = QFile::encodeName(run + QStringLiteral("/lock"));
    const int descriptor = ::open(path.constData(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return descriptor;
    if (descriptor >= 0)
        ::close(descriptor);
    return -1;
}

/// A record lies two folders below the root: a note that names anything else is not one of ours.
bool isRecordBelow(const QString &root, const QString &folder)
{
    const QString relative = QDir(root).relativeFilePath(folder);
    const QStringList parts = relative.split(QLatin1Char('/'));
    return parts.size() == 2 && !parts.contains(QStringLiteral("..")) && base::CallSid::parse(parts[1].toLatin1());
}

QStringList foldersNotedIn(const QString &root, const QDir &run)
{
    QStringList folders;
    for (const QString &name : run.entryList({ QStringLiteral("CA*") }, QDir::Files)) {
        QFile note(run.filePath(name));
        if (!note.open(QIODevice::ReadOnly))
            continue;
        const QString folder = root + QLatin1Char('/') + QString::fromUtf8(note.read(longestPath));
        if (isRecordBelow(root, folder))
            folders << folder;
    }
    return folders;
}

} // namespace

OpenRecords::OpenRecords(QString root)
    : m_root(std::move(root))
{ }

OpenRecords::~OpenRecords()
{
    if (m_lock < 0)
        return;
    QDir run(m_run);
    if (run.entryList(QDir::Files).size() == 1) // nothing but the lock: no call was left open
        run.removeRecursively();
    ::close(m_lock);
}

bool OpenRecords::begin()
{
    if (m_lock >= 0)
        return true;
    m_run = openFolder(m_root) + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces);
    QDir().mkpath(m_run);
    QFile::setPermissions(openFolder(m_root), folderPermissions);
    QFile::setPermissions(m_run, folderPermissions);
    m_lock = lockOf(m_run);
    return m_lock >= 0;
}

QString OpenRecords::noteOf(const base::CallSid &call) const
{
    return m_run + QLatin1Char('/') + call.toString();
}

void OpenRecords::add(const base::CallSid &call, const QString &folder)
{
    if (!begin())
        return;
    QFile note(noteOf(call));
    if (note.open(QIODevice::WriteOnly | QIODevice::Truncate, filePermissions))
        note.write(QDir(m_root).relativeFilePath(folder).toUtf8());
}

void OpenRecords::remove(const base::CallSid &call)
{
    if (m_lock >= 0)
        QFile::remove(noteOf(call));
}

QStringList OpenRecords::takeAbandoned()
{
    QStringList folders;
    const QDir all(openFolder(m_root));
    for (const QString &name : all.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QDir run(all.filePath(name));
        const int lock = run.path() == m_run ? -1 : lockOf(run.path());
        if (lock < 0)
            continue; // somebody writes there
        folders << foldersNotedIn(m_root, run);
        run.removeRecursively();
        ::close(lock);
    }
    return folders;
}

} // namespace callscope::store
