#include "ui/mainwindow/recentfiles.h"

#include "ui/common/text.h"

#include <QDir>
#include <QMenu>
#include <QSettings>

namespace callscope::ui {

namespace {

const QString key = QStringLiteral("recent/recordings");

} // namespace

RecentFiles::RecentFiles(QObject *parent)
    : QObject(parent)
{ }

QStringList RecentFiles::paths() const
{
    return QSettings().value(key).toStringList();
}

void RecentFiles::add(const QString &path)
{
    const QString whole = QDir(path).absolutePath();
    QStringList list = paths();
    list.removeAll(whole);
    list.prepend(whole);
    QSettings().setValue(key, list.mid(0, most));
}

void RecentFiles::serve(QMenu *menu)
{
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fill(menu); });
}

void RecentFiles::fill(QMenu *menu)
{
    menu->clear();
    for (const QString &path : paths()) {
        QAction *action = menu->addAction(bidiIsolated(QDir::toNativeSeparators(path)));
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT chosen(path); });
    }
    if (menu->isEmpty())
        menu->addAction(tr("No recording was opened yet"))->setEnabled(false);
}

} // namespace callscope::ui
