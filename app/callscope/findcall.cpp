#include "app/callscope/findcall.h"

#include "core/base/ids.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

namespace callscope::app {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype shortestEnd = 4; ///< of a SID; fewer digits are a typing error and no choice

/// The end of a SID in `call`; empty: it is none.
QString sidEnd(const QString &call)
{
    QString end = call;
    for (const QString &shown : { u"CA…"_s, u"CA..."_s }) {
        if (end.startsWith(shown))
            end.remove(0, shown.size());
    }
    const QString digits = end.startsWith("CA"_L1) ? end.mid(2) : end;
    const bool isHex = std::ranges::all_of(digits, [](QChar c) { return u"0123456789abcdefABCDEF"_s.contains(c); });
    return isHex && digits.size() >= shortestEnd ? end : QString();
}

QStringList recordsEnding(const QString &end, const QString &root)
{
    QStringList found;
    QDirIterator days(root, QDir::Dirs | QDir::NoDotAndDotDot);
    while (days.hasNext()) {
        const QDir day(days.next());
        for (const QString &name : day.entryList({ u"CA*"_s }, QDir::Dirs | QDir::NoDotAndDotDot)) {
            if (base::CallSid::parse(name.toLatin1()) && name.endsWith(end))
                found << day.filePath(name);
        }
    }
    found.sort();
    return found;
}

} // namespace

base::Result<QString> findCall(const QString &call, const QString &root)
{
    using base::Error;
    using base::ErrorCode;
    if (QFileInfo::exists(call))
        return call;
    const QString end = sidEnd(call);
    if (end.isEmpty())
        return Error { ErrorCode::NotFound,
                       u"%1 is neither a file, a folder nor the end of a call's SID (four digits or more)."_s.arg(
                           call) };
    if (!QFileInfo(root).isDir())
        return Error { ErrorCode::NotFound,
                       u"There is no folder of records %1; name the gateway's with --records-folder DIR."_s.arg(root) };
    const QStringList found = recordsEnding(end, root);
    if (found.isEmpty())
        return Error { ErrorCode::NotFound, u"No call in %1 has a SID that ends with %2."_s.arg(root, end) };
    if (found.size() > 1)
        return Error {
            ErrorCode::InvalidInput,
            u"%1 calls in %2 have a SID that ends with %3; give more of it."_s.arg(found.size()).arg(root, end),
            found.first(std::min<qsizetype>(found.size(), 5)).join(u", "_s)
        };
    return found.first();
}

} // namespace callscope::app
