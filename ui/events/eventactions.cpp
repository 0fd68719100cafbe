#include "ui/events/eventactions.h"

#include "ui/common/actiontexts.h"

namespace callscope::ui {

namespace {

QAction *makeAction(QWidget *owner, const char *name, const QList<QKeySequence> &shortcuts,
                    Qt::ShortcutContext context = Qt::WindowShortcut)
{
    auto *action = new QAction(owner);
    action->setObjectName(QLatin1String("events.") + QLatin1String(name));
    action->setShortcuts(shortcuts);
    action->setShortcutContext(context);
    owner->addAction(action);
    return action;
}

QAction *checkable(QAction *action, bool checked)
{
    action->setCheckable(true);
    action->setChecked(checked);
    return action;
}

constexpr auto here = Qt::WidgetWithChildrenShortcut; // other panes of the window have the same keys

} // namespace

EventActions::EventActions(QWidget *page, QWidget *table)
    : follow(checkable(makeAction(page, "follow", { Qt::Key_F }), true))
    , pause(checkable(makeAction(page, "pause", { Qt::Key_P }), false))
    , media(checkable(makeAction(page, "media", {}), true))
    , detail(checkable(makeAction(page, "detail", {}), true))
    , filter(makeAction(page, "filter", { Qt::CTRL | Qt::Key_L, Qt::Key_Slash }))
    , find(makeAction(page, "find", { QKeySequence(Qt::CTRL | Qt::Key_F) }, here))
    , findNext(makeAction(page, "findNext", { Qt::Key_F3 }, here))
    , findPrevious(makeAction(page, "findPrevious", { Qt::SHIFT | Qt::Key_F3 }, here))
    , nextProblem(makeAction(page, "nextProblem", { Qt::Key_N }))
    , previousProblem(makeAction(page, "previousProblem", { Qt::SHIFT | Qt::Key_N }))
    , goTo(makeAction(page, "goTo", { Qt::Key_G }))
    , copy(makeAction(page, "copy", { QKeySequence(QKeySequence::Copy) }, Qt::WidgetShortcut))
    , bookmark(makeAction(page, "bookmark", { Qt::Key_B }))
    , nextBookmark(makeAction(page, "nextBookmark", { Qt::CTRL | Qt::Key_B }))
    , previousBookmark(makeAction(page, "previousBookmark", { Qt::CTRL | Qt::SHIFT | Qt::Key_B }))
{
    table->addAction(copy); // the page has it for the menu alone
    table->addAction(bookmark);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void EventActions::retranslate(qint64 waiting) const
{
    follow->setText(tr("Follow"));
    follow->setToolTip(withKeys(tr("Keep the newest event in view"), *follow));
    media->setText(tr("Media"));
    media->setToolTip(tr("Show the summaries of sound, one a second"));
    detail->setText(tr("Details"));
    detail->setToolTip(tr("Show all that the chosen event says"));
    filter->setText(tr("Filter events"));
    find->setText(tr("Find in events"));
    findNext->setText(tr("Find next event"));
    findPrevious->setText(tr("Find previous event"));
    nextProblem->setText(tr("Next problem"));
    previousProblem->setText(tr("Previous problem"));
    goTo->setText(tr("Go to event number…"));
    copy->setText(tr("Copy events"));
    bookmark->setText(tr("Bookmark the event"));
    nextBookmark->setText(tr("Next bookmark"));
    previousBookmark->setText(tr("Previous bookmark"));
    showWaiting(waiting);
}

void EventActions::showWaiting(qint64 waiting) const
{
    pause->setText(pause->isChecked() ? tr("Paused: %n waiting", nullptr, static_cast<int>(waiting)) : tr("Pause"));
    pause->setToolTip(withKeys(pause->isChecked() ? tr("Show what came meanwhile, and what comes")
                                                  : tr("Freeze the list; what happens is still recorded"),
                               *pause));
}

} // namespace callscope::ui
