#pragma once

#include <QObject>
#include <QStringList>

class QMenu;

namespace callscope::ui {

/// The recordings that were opened last, newest first, kept in the settings. Fills a menu; lives on the GUI thread.
class RecentFiles : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype most = 10;

    explicit RecentFiles(QObject *parent = nullptr);

    QStringList paths() const;
    void add(const QString &path);
    /// Fills `menu` each time it is about to be shown.
    void serve(QMenu *menu);

Q_SIGNALS:
    void chosen(const QString &path);

private:
    void fill(QMenu *menu);
};

} // namespace callscope::ui
