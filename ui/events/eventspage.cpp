#include "ui/events/eventspage.h"

#include "ui/common/emptyhint.h"
#include "ui/common/language.h"
#include "ui/events/eventdetail.h"
#include "ui/events/eventfinder.h"
#include "ui/events/eventstretch.h"
#include "ui/events/eventtable.h"
#include "ui/events/filterbar.h"
#include "ui/events/findbar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QSettings>

#include <limits>

namespace callscope::ui {

namespace {

using namespace Qt::StringLiterals;
using Scope = EventIntake::Scope;

const QString mediaKey = u"events/media"_s;
const QString scopeKey = u"events/allCalls"_s;
const QString detailKey = u"events/detail"_s;

/// The list and the details stand beside or below each other, and each has its own shares.
QToolButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAutoRaise(true);
    return button;
}

} // namespace

EventsPage::EventsPage(Session &session, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_model(session, m_bookmarks)
    , m_intake(session, selection, m_model)
    , m_table(new EventTable(&m_model, this))
    , m_finder(new EventFinder(session, m_model, this))
    , m_detail(new EventDetail(this))
    , m_filterBar(new FilterBar(filter::eventFields(), this))
    , m_findBar(new FindBar(m_finder, this))
    , m_scope(new QComboBox(this))
    , m_splitter(new TurningSplitter(QStringLiteral("events/splitter"), 150, 66, this))
    , m_hint(new EmptyHint(m_table))
    , m_actions(this, m_table)
{
    lay();
    connectActions();
    connectParts();
    restoreState();
    onLanguageChange(this, [this] { retranslate(); });
    showScope();
}

EventsPage::~EventsPage() = default;

QWidget *EventsPage::makeToolbar()
{
    auto *bar = new QWidget(this);
    auto *line = new QHBoxLayout(bar);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(m_scope, 0, Qt::AlignTop);
    line->addWidget(m_filterBar, 1);
    QWidget *last = m_filterBar->edit();
    setTabOrder(m_scope, last);
    for (QAction *action : { m_actions.media, m_actions.follow, m_actions.pause, m_actions.detail }) {
        auto *button = buttonFor(action, bar);
        line->addWidget(button, 0, Qt::AlignTop);
        setTabOrder(last, button);
        last = button;
    }
    setTabOrder(last, m_table);
    return bar;
}

void EventsPage::lay()
{
    m_scope->addItems({ {}, {} });
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_detail);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(makeToolbar());
    layout->addWidget(m_findBar);
    layout->addWidget(m_splitter, 1);
}

void EventsPage::connectActions()
{
    connect(m_actions.follow, &QAction::toggled, m_table, &EventTable::setFollowing);
    connect(m_table, &EventTable::followingChanged, m_actions.follow, &QAction::setChecked);
    connect(m_actions.pause, &QAction::toggled, &m_intake, &EventIntake::setPaused);
    connect(m_actions.media, &QAction::toggled, this, [this](bool shown) {
        QSettings().setValue(mediaKey, shown);
        m_intake.setMediaShown(shown);
    });
    connect(m_actions.detail, &QAction::toggled, this, &EventsPage::setDetailShown);
    connect(m_actions.filter, &QAction::triggered, this, &EventsPage::focusFilter);
    connect(m_actions.find, &QAction::triggered, m_findBar, &FindBar::open);
    connect(m_actions.findNext, &QAction::triggered, m_findBar, &FindBar::nextWanted);
    connect(m_actions.findPrevious, &QAction::triggered, m_findBar, &FindBar::previousWanted);
    connect(m_actions.nextProblem, &QAction::triggered, this, [this] { goToProblem(1); });
    connect(m_actions.goTo, &QAction::triggered, this, &EventsPage::askForNumber);
    connect(m_actions.previousProblem, &QAction::triggered, this, [this] { goToProblem(-1); });
    connect(m_actions.copy, &QAction::triggered, this, &EventsPage::copyRows);
    connect(m_actions.bookmark, &QAction::triggered, this, &EventsPage::toggleBookmark);
    connect(m_actions.nextBookmark, &QAction::triggered, this, [this] { goToBookmark(1); });
    connect(m_actions.previousBookmark, &QAction::triggered, this, [this] { goToBookmark(-1); });
    connect(m_scope, &QComboBox::activated, this, [this](int index) {
        QSettings().setValue(scopeKey, index == 1);
        m_intake.setScope(index == 1 ? Scope::AllCalls : Scope::SelectedCall);
    });
}

void EventsPage::connectParts()
{
    connect(m_filterBar, &FilterBar::filterChanged, &m_intake, &EventIntake::setFilter);
    connect(m_filterBar, &FilterBar::cancelled, this, &EventsPage::noteCancelled);
    connect(&m_intake, &EventIntake::restarted, this, &EventsPage::showScope);
    connect(&m_intake, &EventIntake::progressed, this,
            [this] { m_filterBar->showProgress(m_intake.sieve().done(), m_intake.sieve().total()); });
    connect(&m_intake, &EventIntake::settled, this, [this] {
        m_filterBar->showProgress(0, 0);
        if (m_chosen)
            m_table->restore(*m_chosen);
    });
    connect(&m_intake, &EventIntake::waitingChanged, this, [this] { m_actions.showWaiting(m_intake.waiting()); });
    connect(m_table, &EventTable::chosen, this, &EventsPage::choose);
    connect(m_findBar, &FindBar::nextWanted, this, [this] { goToHit(m_finder->next(m_table->currentEvent())); });
    connect(m_findBar, &FindBar::previousWanted, this,
            [this] { goToHit(m_finder->previous(m_table->currentEvent())); });
    connect(m_findBar, &FindBar::closed, m_table, [this] { m_table->setFocus(); });
    connect(&m_selection, &Selection::callChanged, this, &EventsPage::forgetOtherCall);
    connect(&m_selection, &Selection::stretchChanged, this, &EventsPage::followStretch);
}

void EventsPage::restoreState()
{
    const QSettings settings;
    m_actions.media->setChecked(settings.value(mediaKey, true).toBool());
    m_actions.detail->setChecked(settings.value(detailKey, true).toBool());
    if (settings.value(scopeKey, false).toBool())
        m_intake.setScope(Scope::AllCalls);
}

void EventsPage::retranslate()
{
    m_scope->setItemText(0, tr("Selected call"));
    m_scope->setItemText(1, tr("All calls"));
    m_scope->setAccessibleName(tr("Which calls' events are listed"));
    m_actions.retranslate(m_intake.waiting());
    m_table->retranslate();
    showHint();
}

void EventsPage::setDetailShown(bool shown)
{
    QSettings().setValue(detailKey, shown);
    m_detail->setVisible(shown);
}

void EventsPage::focusFilter()
{
    m_filterBar->edit()->setFocus(Qt::ShortcutFocusReason);
    m_filterBar->edit()->selectAll();
}

void EventsPage::showScope()
{
    const bool all = m_intake.scope() == Scope::AllCalls;
    m_scope->setCurrentIndex(all ? 1 : 0);
    m_scope->setEnabled(!m_selection.call().isEmpty());
    m_table->setColumnHidden(EventModel::Call, !all);
    showHint();
}

/// The list stays left to right in any language, but what is said in its place is a sentence.
void EventsPage::showHint()
{
    m_hint->setLayoutDirection(layoutDirection());
    if (!m_intake.filter().isEmpty())
        m_hint->setText(tr("No event matches the filter."));
    else if (m_intake.scope() == Scope::SelectedCall)
        m_hint->setText(tr("Nothing to show of this call yet."));
    else
        m_hint->setText(tr("Nothing happened yet. Call the gateway, place a test call or open a recording."));
}

void EventsPage::noteCancelled()
{
    const qint64 done = m_intake.sieve().done(), total = m_intake.sieve().total();
    m_intake.cancel();
    m_filterBar->showNotice(
        tr("Stopped after %1 of %2 events. Press Enter in the filter to search again.").arg(done).arg(total));
}

void EventsPage::choose(EventId id)
{
    m_chosen = id;
    const Session::Entry &entry = m_session.entry(id);
    m_detail->show(entry.event);
    m_findBar->setCurrent(id);
    if (m_isEcho || entry.event.callSid.isEmpty())
        return;
    const QScopedValueRollback echo(m_isEcho, true);
    if (m_intake.scope() == Scope::AllCalls)
        m_intake.setScope(Scope::AllCalls); // also when it is so only for want of a call
    m_selection.selectCall(m_session.keyOf(entry));
    m_selection.selectStretch(stretchOf(id, entry.event, m_session.timeOf(id)));
    showScope();
}

/// What an event of another call says is not shown beside the call that is looked at now.
void EventsPage::forgetOtherCall()
{
    if (!m_chosen)
        return;
    if (*m_chosen >= m_session.firstEvent()) {
        const CallKey key = m_session.keyOf(m_session.entry(*m_chosen));
        const bool isOfNone = key.isEmpty() && m_intake.scope() == Scope::AllCalls;
        if (isOfNone || key == m_selection.call())
            return;
    }
    m_chosen.reset();
    m_detail->clear();
    m_findBar->setCurrent({});
    m_table->forgetCurrent();
}

void EventsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        showHint();
}

void EventsPage::followStretch()
{
    const auto stretch = m_selection.stretch();
    m_model.setStretch(m_selection.call(), stretch ? std::optional(stretch->range) : std::nullopt);
    if (m_isEcho || !stretch)
        return;
    const QScopedValueRollback echo(m_isEcho, true);
    if (stretch->event && m_model.rowOf(*stretch->event) >= 0) {
        m_table->goTo(*stretch->event);
        return;
    }
    for (const EventId id : m_session.eventsOf(m_selection.call())) {
        const int row = m_model.rowOf(id);
        if (row < 0 || !m_model.isInStretch(row))
            continue;
        m_table->setFollowing(false);
        m_table->scrollTo(m_model.index(row, EventModel::Name), QAbstractItemView::PositionAtCenter);
        return;
    }
}

void EventsPage::goToNext(int step, const std::function<bool(const event::Event &)> &isIt)
{
    const int start = m_table->currentIndex().isValid() ? m_table->currentIndex().row()
        : step > 0                                      ? -1
                                                        : m_model.rowCount();
    for (int row = start + step; row >= 0 && row < m_model.rowCount(); row += step) {
        if (m_model.isFrame(row) || !isIt(m_session.entry(m_model.idAt(row)).event))
            continue;
        m_table->goTo(m_model.idAt(row));
        return;
    }
}

void EventsPage::goToProblem(int step)
{
    goToNext(step, &isProblem);
}

void EventsPage::goToBookmark(int step)
{
    goToNext(step, [this](const event::Event &event) { return m_bookmarks.contains(event); });
}

void EventsPage::toggleBookmark()
{
    if (const auto id = m_table->currentEvent())
        m_bookmarks.toggle(m_session.entry(*id).event);
}

/// The number of an event is its `seq` in the log; where that one is not listed, the next one is gone to.
void EventsPage::goToNumber(qulonglong number)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (m_model.isFrame(row) || m_session.entry(m_model.idAt(row)).event.sequence < number)
            continue;
        m_table->goTo(m_model.idAt(row));
        return;
    }
}

void EventsPage::askForNumber()
{
    auto *question = new QInputDialog(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInputMode(QInputDialog::IntInput);
    question->setIntRange(1, std::numeric_limits<int>::max());
    question->setWindowTitle(tr("Go to event"));
    question->setLabelText(tr("Number of the event (seq in the log):"));
    connect(question, &QInputDialog::intValueSelected, this, [this](int number) { goToNumber(number); });
    question->open();
}

void EventsPage::goToHit(std::optional<EventId> hit)
{
    if (hit)
        m_table->goTo(*hit);
}

void EventsPage::copyRows() const
{
    QStringList lines;
    for (const int row : m_table->selectedRowNumbers())
        lines.append(m_model.textOf(row));
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace callscope::ui
