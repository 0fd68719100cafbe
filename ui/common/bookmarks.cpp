#include "ui/common/bookmarks.h"

#include <QSettings>

#include <algorithm>

namespace callscope::ui {

namespace {

QString keyOf(const base::CallSid &call)
{
    return QStringLiteral("bookmarks/") + call.toString();
}

} // namespace

Bookmarks::Bookmarks(QObject *parent)
    : QObject(parent)
{ }

QSet<qulonglong> &Bookmarks::of(const base::CallSid &call) const
{
    const auto known = m_read.find(call);
    if (known != m_read.end())
        return *known;
    QSet<qulonglong> marked;
    for (const QString &number : QSettings().value(keyOf(call)).toStringList())
        marked.insert(number.toULongLong());
    return *m_read.insert(call, marked);
}

bool Bookmarks::contains(const event::Event &event) const
{
    return !event.callSid.isEmpty() && of(event.callSid).contains(event.sequence);
}

bool Bookmarks::toggle(const event::Event &event)
{
    if (event.callSid.isEmpty())
        return false;
    QSet<qulonglong> &marked = of(event.callSid);
    if (!marked.remove(event.sequence))
        marked.insert(event.sequence);
    keep(event.callSid);
    Q_EMIT changed();
    return true;
}

void Bookmarks::keep(const base::CallSid &call) const
{
    const QSet<qulonglong> &marked = of(call);
    if (marked.isEmpty())
        return QSettings().remove(keyOf(call));
    std::vector<qulonglong> sorted(marked.begin(), marked.end());
    std::ranges::sort(sorted);
    QStringList numbers;
    for (const qulonglong number : sorted)
        numbers += QString::number(number);
    QSettings().setValue(keyOf(call), numbers);
}

} // namespace callscope::ui
